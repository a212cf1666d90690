import LibraryModel
import Testing

@testable import LibraryStore

/// What comes back is what was given, and what is equal is not written.
struct RowTests {
    @Test func `a full artist comes back equal`() async throws {
        var item = try anArtist(7, "Björk")
        item.guid = "plex://artist/7"
        item.titleSort = "Bjork"
        item.summary = "Line one\nline two 🎧 \u{202E}rtl"
        item.userRating = 9.5
        item.thumb = ArtworkReference("/library/metadata/7/thumb/3")
        item.addedAt = 0
        item.updatedAt = -5
        item.tags = [Tag(.mood, "Wild"), Tag(.genre, "Électro"), Tag(.style, "Art Pop")]
        try await expectRoundTrip(item)
    }

    @Test func `a full album comes back equal`() async throws {
        var item = try anAlbum(7, by: 1, "\"Quotes\" & <ampersands>")
        item.guid = "local://7"
        item.titleSort = ""
        item.studio = ""
        item.summary = ""
        item.year = 1999
        item.originallyAvailableAt = "1999-12-31"
        item.rating = 0.1
        item.userRating = 0
        item.thumb = ArtworkReference("https://elsewhere.example/a.jpg?x=1&y=2")
        item.addedAt = .max
        item.updatedAt = .min
        item.tags = [Tag(.genre, "Rock"), Tag(.genre, "rock"), Tag(.genre, "ROCK"), Tag(.mood, "Rock")]
        try await expectRoundTrip(item)
    }

    @Test func `a full track comes back equal`() async throws {
        var item = try aTrack(7, on: 1, "")
        item.artistKey = try key(3)
        item.guid = "plex://track/7"
        item.titleSort = "Sort"
        item.originalTitle = "Performer"
        item.disc = 0
        item.index = 13
        item.duration = 123_456
        item.userRating = 10
        item.part.container = "flac"
        item.part.codec = ""
        item.part.bitrate = 1_411
        item.part.size = 1 << 40
        item.addedAt = 1
        item.updatedAt = 2
        try await expectRoundTrip(item)
    }

    @Test func `a full collection comes back equal`() async throws {
        var item = try aCollection(7, "Box")
        item.guid = "collection://7"
        item.titleSort = "Box, The"
        item.summary = "S"
        item.subtype = "album"
        item.isSmart = true
        item.childCount = 0
        item.thumb = ArtworkReference("/library/collections/7/composite/1")
        item.addedAt = 1
        item.updatedAt = 2
        try await expectRoundTrip(item)
    }

    @Test func `a full playlist comes back equal`() async throws {
        var item = try aPlaylist(7, "Mix")
        item.guid = "com.plexapp.agents.none://7"
        item.titleSort = "Mix"
        item.summary = "S"
        item.isSmart = true
        item.leafCount = 12
        item.thumb = ArtworkReference("/playlists/7/composite/1")
        item.addedAt = 1
        item.updatedAt = 2
        try await expectRoundTrip(item)
    }

    @Test func `items of which only keys and title are known come back equal`() async throws {
        try await expectRoundTrip(anArtist(7))
        try await expectRoundTrip(anAlbum(7, by: 1))
        try await expectRoundTrip(aTrack(7, on: 1))
        try await expectRoundTrip(aCollection(7))
        try await expectRoundTrip(aPlaylist(7))
    }

    @Test func `committing what is already there writes no library row`() async throws {
        try await withStore { store in
            try await store.fill()
            let before = try await store.contents()
            let seen = try await store.sync { run in
                try await store.refresh(without: [], in: run)
                try await store.saveCheckpoints(["tracks": "T1"], in: run)
                try await store.setMembers(keys(21, 11, 2), of: key(31), in: run)
            }
            #expect(seen.rowsWritten == ["syncRun": 1])
            #expect(seen.counts[.album] == ChangeCounts(unchanged: 3))
            #expect(seen.counts[.track] == ChangeCounts(unchanged: 6))

            let upserted = try await store.sync { run in
                try await store.upsert(Array(before.artists.values), in: run)
                try await store.upsert(Array(before.albums.values), in: run)
                try await store.upsert(Array(before.tracks.values), in: run)
                try await store.upsert(Array(before.collections.values), in: run)
                try await store.upsert(Array(before.playlists.values), in: run)
            }
            #expect(upserted.rowsWritten == ["syncRun": 1])
            #expect(upserted.counts[.album] == ChangeCounts(unchanged: 3))
        }
    }

    @Test func `one edited album writes one album row and the tag links that changed`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.refresh(without: [11], in: run)
                var edited = try anAlbum(11, by: 1, "First, edited")
                edited.thumb = ArtworkReference("/library/metadata/11/thumb/2")
                edited.tags = [Tag(.genre, "Jazz"), Tag(.genre, "Rock"), Tag(.mood, "Calm")]
                try await store.upsert([edited], in: run)
            }
            #expect(summary.rowsWritten == ["album": 1, "albumTag": 1, "tag": 1, "syncRun": 1])
            #expect(summary.counts[.album] == ChangeCounts(changed: 1, unchanged: 2))
            let stored = try await store.stored(Album.self, keys: keys(11))[key(11)]
            #expect(stored?.tags == [Tag(.genre, "Jazz"), Tag(.genre, "Rock"), Tag(.mood, "Calm")])
        }
    }

    @Test func `an album of which only a tag changed counts as changed without a written row`() async throws {
        try await withStore { store in
            try await store.fill()
            var edited = try #require(try await store.stored(Album.self, keys: keys(12))[key(12)])
            edited.tags.removeLast()
            let summary = try await store.sync { run in try await store.upsert([edited], in: run) }
            #expect(summary.rowsWritten == ["albumTag": 1, "tag": 1, "syncRun": 1], "the tag Live has no item left")
            #expect(summary.counts[.album] == ChangeCounts(changed: 1, unchanged: 2))
        }
    }

    @Test func `children may be staged before their parents`() async throws {
        try await withStore { store in
            let summary = try await store.sync { run in
                try await store.setEntries(places([3]), of: key(9), in: run)
                try await store.upsert([aTrack(3, on: 2)], in: run)
                try await store.upsert([aPlaylist(9)], in: run)
                try await store.upsert([anAlbum(2, by: 1)], in: run)
                try await store.upsert([anArtist(1)], in: run)
            }
            #expect(summary.orphanCount == 0)
            #expect(try await store.count(.track) == 1)
            #expect(try await store.playlistEntries(key(9)).first?.track?.title == "Track")
        }
    }

    @Test func `an item without its parent is left out and reported, and the rest is committed`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.refresh(without: [11], in: run)
                try await store.upsert(
                    [anAlbum(11, by: 77, "Moved"), anAlbum(71, by: 77), anAlbum(13, by: 1)], in: run)
                try await store.upsert([aTrack(711, on: 71), aTrack(113, on: 11)], in: run)
                try await store.setMembers(keys(1), of: key(99), in: run)
            }
            #expect(
                try summary.orphans == [
                    Orphan(kind: .album, ratingKey: key(11), parentKey: key(77)),
                    Orphan(kind: .album, ratingKey: key(71), parentKey: key(77)),
                    Orphan(kind: .track, ratingKey: key(711), parentKey: key(71)),
                    Orphan(kind: .collection, ratingKey: key(99), parentKey: nil),
                ])
            #expect(summary.orphanCount == 4)
            #expect(summary.counts[.album] == ChangeCounts(new: 1, unchanged: 3))
            #expect(summary.counts[.track] == ChangeCounts(new: 1, unchanged: 6))
            #expect(try await store.stored(Album.self, keys: keys(11))[key(11)]?.title == "First")
        }
    }

    @Test func `the last one staged under a key counts`() async throws {
        try await withStore { store in
            try await store.sync { run in
                var first = try anArtist(1, "First")
                first.tags = [Tag(.genre, "A"), Tag(.genre, "B")]
                try await store.upsert([first, anArtist(1, "Second")], in: run)
            }
            #expect(try await store.stored(Artist.self, keys: keys(1)) == [key(1): anArtist(1, "Second")])
        }
    }

    @Test func `a tag is one row however it is spelled, and goes with its last item`() async throws {
        try await withStore { store in
            let summary = try await store.sync { run in
                var one = try anArtist(1)
                one.tags = [Tag(.genre, "Électro")]
                var two = try anArtist(2)
                two.tags = [Tag(.genre, "electro"), Tag(.style, "electro")]
                try await store.upsert([one, two], in: run)
            }
            #expect(summary.rowsWritten["tag"] == 2)
            let pruned = try await store.sync { run in
                try await store.markSeen(keys(2), of: .artist, in: run)
                try await store.prune(.artist, in: run)
            }
            #expect(pruned.rowsWritten == ["artist": 1, "artistTag": 1, "rowCount": 1, "syncRun": 1])
            #expect(
                try await store.stored(Artist.self, keys: keys(2))[key(2)]?.tags
                    == [Tag(.genre, "electro"), Tag(.style, "electro")])
        }
    }

    private func expectRoundTrip<Item: LibraryRecord>(_ item: Item) async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([anArtist(1)], in: run)
                try await store.upsert([anAlbum(1, by: 1)], in: run)
                try await store.upsert([item], in: run)
            }
            let wanted = [item.ratingKey, item.ratingKey, try key(8)]
            #expect(try await store.stored(Item.self, keys: wanted) == [item.ratingKey: item])

            // And once more over a stored row, which is another path.
            let again = try await store.sync { run in try await store.upsert([item], in: run) }
            #expect(again.libraryRowsWritten == 0)
        }
    }
}
