import LibraryModel
import Testing

@testable import LibraryStore

/// Albums that are shown as one: sync-requirements, promise 7.
struct MergeTests {
    /// The albums of one group, by key, each with its tracks as `disc.index title`.
    struct Group: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var albums: [Int64: [String]]
        /// Which albums are shown, each with the keys whose tracks it has.
        var shown: [Int64: Set<Int64>]
    }

    static let groups = [
        Group(
            testDescription: "a split album", albums: [11: ["1.1 a", "1.2 b"], 12: ["1.3 c"]], shown: [11: [11, 12]]),
        Group(
            testDescription: "two editions", albums: [11: ["1.1 a", "1.2 b"], 12: ["1.1 a", "1.2 b", "1.3 c"]],
            shown: [11: [11], 12: [12]]),
        Group(
            testDescription: "a split album whose second disc begins anew", albums: [11: ["1.1 a"], 12: ["2.1 a"]],
            shown: [11: [11, 12]]),
        Group(
            testDescription: "two titles at one place", albums: [11: ["1.1 a"], 12: ["1.1 b"]], shown: [11: [11, 12]]),
        Group(
            testDescription: "a title in another case is the title again", albums: [11: ["1.1 Á"], 12: ["1.1 a"]],
            shown: [11: [11], 12: [12]]),
        Group(
            testDescription: "no index is a number of its own", albums: [11: ["1.- a"], 12: ["1.- a"]],
            shown: [11: [11], 12: [12]]),
        Group(
            testDescription: "three parts", albums: [11: ["1.1 a"], 12: ["1.2 b"], 13: ["1.3 c"]],
            shown: [11: [11, 12, 13]]),
        Group(
            testDescription: "two editions, both split",
            albums: [11: ["1.1 a"], 12: ["1.1 a"], 13: ["1.2 b"], 14: ["1.2 b"]], shown: [11: [11, 13], 12: [12, 14]]),
        Group(
            testDescription: "one that fits both joins the first",
            albums: [11: ["1.1 a"], 12: ["1.1 a"], 13: ["1.2 b"]], shown: [11: [11, 13], 12: [12]]),
        Group(testDescription: "an album without tracks", albums: [11: ["1.1 a"], 12: []], shown: [11: [11, 12]]),
    ]

    @Test(arguments: groups, [false, true])
    func `albums are one that repeat no track, whatever order they come in`(
        group: Group, reversed: Bool
    ) async throws {
        try await withStore { store in
            try await store.sync { run in
                let order = group.albums.keys.sorted { reversed ? $0 > $1 : $0 < $1 }
                try await store.upsert(order.map { try anAlbum($0, by: 1, "Signal Box") }, in: run)
                for album in order { try await store.upsert(tracks(of: album, group.albums[album] ?? []), in: run) }
                try await store.upsert([anArtist(1, "One")], in: run)
            }
            #expect(try await shown(store) == group.shown)
            #expect(try await store.count(.album) == group.albums.count, "rows mirror the server one to one")
        }
    }

    struct Other: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout Album) -> Void
        var isOne: Bool
    }

    @Test(arguments: [
        Other(testDescription: "nothing but the key", change: { _ in }, isOne: true),
        Other(testDescription: "the title's case and accents", change: { $0.title = "SIGNÄL BOX" }, isOne: true),
        Other(testDescription: "the title", change: { $0.title = "Signal Boxes" }, isOne: false),
        Other(testDescription: "the year", change: { $0.year = 1999 }, isOne: false),
        Other(testDescription: "that it has no year", change: { $0.year = nil }, isOne: false),
        Other(testDescription: "summary and rating", change: { ($0.summary, $0.rating) = ("?", 3) }, isOne: true),
    ])
    func `albums are one only where artist, folded title and year are equal`(other: Other) async throws {
        try await withStore { store in
            var second = try signalBox(12)
            other.change(&second)
            try await store.sync { [second] run in
                try await store.upsert([anArtist(1, "One"), anArtist(2, "Two")], in: run)
                try await store.upsert([signalBox(11), second], in: run)
            }
            #expect(try await shown(store).count == (other.isOne ? 1 : 2))
            // The same in two runs, and the other way round.
            try await store.sync { run in try await store.upsert([signalBox(12)], in: run) }
            #expect(try await shown(store).count == 1)
            try await store.sync { [second] run in try await store.upsert([second], in: run) }
            #expect(try await shown(store).count == (other.isOne ? 1 : 2))
        }
    }

    @Test func `albums of two artists stay two, and become one when one moves to the other`() async throws {
        try await withStore { store in
            func sync(artist: Int64) async throws {
                var second = try signalBox(12)
                second.artistKey = try key(artist)
                try await store.sync { [second] run in
                    try await store.upsert([anArtist(1, "One"), anArtist(2, "Two")], in: run)
                    try await store.upsert([signalBox(11), second], in: run)
                }
            }
            try await sync(artist: 2)
            #expect(try await shown(store).count == 2)
            try await sync(artist: 1)
            #expect(try await shown(store) == [11: [11, 12]])
            try await sync(artist: 2)
            #expect(try await shown(store).count == 2)
        }
    }

    /// What happens to the split album 11, 12, 13, and what is shown afterwards.
    struct Edit: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var stage: @Sendable (LibraryStore, SyncRun) async throws -> Void
        var shown: [Int64: Set<Int64>]
    }

    @Test(arguments: [
        Edit(
            testDescription: "the shown one is deleted",
            stage: { store, run in try await store.prune(keeping: [12, 13], run) }, shown: [12: [12, 13]]),
        Edit(
            testDescription: "one within it is deleted",
            stage: { store, run in try await store.prune(keeping: [11, 13], run) }, shown: [11: [11, 13]]),
        Edit(
            testDescription: "the shown one gets another title",
            stage: { store, run in try await store.upsert([anAlbum(11, by: 1, "Else")], in: run) },
            shown: [11: [11], 12: [12, 13]]),
        Edit(
            testDescription: "a track moves to where another album has it",
            stage: { store, run in try await store.upsert([aTrack(1201, on: 12, "a", index: 1)], in: run) },
            shown: [11: [11, 13], 12: [12]]),
        Edit(
            testDescription: "a track is added that another album has",
            stage: { store, run in try await store.upsert([aTrack(1309, on: 13, "A", index: 1)], in: run) },
            shown: [11: [11, 12], 13: [13]]),
        Edit(
            testDescription: "a part with a lower key comes",
            stage: { store, run in
                try await store.upsert([signalBox(9)], in: run)
                try await store.upsert(tracks(of: 9, ["1.4 d"]), in: run)
            }, shown: [9: [9, 11, 12, 13]]),
    ])
    func `an edit that splits or joins albums is seen by the next reader, and can be taken back`(
        edit: Edit
    ) async throws {
        try await withStore { store in
            try await fillSplit(store)
            #expect(try await shown(store) == [11: [11, 12, 13]])
            try await store.sync { run in try await edit.stage(store, run) }
            #expect(try await shown(store) == edit.shown)
            try await store.sync { run in
                for (kind, seen) in [(ItemKind.album, [] as [Int64]), (.track, [1101, 1201, 1301])] {
                    try await store.markSeen(seen.map(key), of: kind, in: run)
                    try await store.prune(kind, in: run)
                }
                try await stageSplit(store, run)
            }
            #expect(try await shown(store) == [11: [11, 12, 13]])
        }
    }

    @Test func `an album becomes one with another when the track that both had goes elsewhere`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([anArtist(1, "One")], in: run)
                try await store.upsert([signalBox(11), signalBox(12), anAlbum(20, by: 1, "Other")], in: run)
                try await store.upsert(tracks(of: 11, ["1.1 a"]) + tracks(of: 12, ["1.1 a", "1.2 b"]), in: run)
            }
            #expect(try await shown(store).keys.sorted() == [11, 12, 20])
            try await store.sync { run in
                var moved = try aTrack(1201, on: 20, "a", index: 1)
                moved.disc = 1
                try await store.upsert([moved], in: run)
            }
            #expect(try await shown(store) == [11: [11, 12], 20: [20]])
        }
    }

    @Test func `a commit without changes writes no row of it, and an edit beside it neither`() async throws {
        try await withStore { store in
            try await fillSplit(store)
            let same = try await store.sync { run in try await stageSplit(store, run) }
            #expect(same.rowsWritten == ["syncRun": 1])
            let other = try await store.sync { run in
                var album = try signalBox(12)
                album.summary = "Words"
                try await store.upsert([album], in: run)
            }
            #expect(other.rowsWritten == ["album": 1, "syncRun": 1])
        }
    }

    @Test func `every list shows the album that has the lowest key, once`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await stageSplit(store, run)
                try await store.upsert([anAlbum(21, by: 1, "Else")], in: run)
                try await store.upsert([aCollection(31)], in: run)
                try await store.upsert([aPlaylist(41)], in: run)
                try await store.setMembers(keys(13, 21, 11), of: key(31), in: run)
                try await store.setEntries(places([1301, 1101]), of: key(41), in: run)
            }
            let detail = try #require(try await store.album(key(13)))
            #expect(try detail.album == signalBox(11))
            #expect(try detail.listing.ratingKey == key(11))
            #expect(try detail.tracks.map(\.ratingKey) == keys(1101, 1201, 1301))

            #expect(try await store.artist(key(1))?.albums.map(\.ratingKey) == keys(21, 11))
            #expect(try await store.artists(offset: 0, limit: 1).first?.albumCount == 2)
            let members = try await store.collectionMembers(key(31)).map { member in
                guard case .album(let album) = member else { return Int64(0) }
                return album.ratingKey.value
            }
            #expect(members == [11, 21], "the place is the first one's")
            #expect(try await store.collections(offset: 0, limit: 1).first?.count == 2)
            #expect(try await store.playlists(offset: 0, limit: 1).first?.count == 2)
            let entries = try await store.playlistEntries(key(41)).compactMap(\.track)
            #expect(try entries.map(\.ratingKey) == keys(1301, 1101))
            #expect(try entries.map(\.albumKey) == keys(11, 11))

            let found = try await store.search("signal", limit: 10)
            #expect(try found.albums.map(\.ratingKey) == keys(11))
            let track = try #require(try await store.search("c", limit: 10).tracks.first)
            #expect(try track.ratingKey == key(1301) && track.albumKey == key(11))
            #expect(try await store.search("signal", limit: 10).artists.isEmpty)
        }
    }

    @Test func `the picture is the shown one's, and no other is fetched for it`() async throws {
        try await withStore { store in
            func sync(stamp: Int) async throws {
                try await store.sync { run in
                    try await stageSplit(store, run)
                    for number in [11, 13] as [Int64] {
                        var album = try signalBox(number)
                        album.thumb = ArtworkReference("/library/metadata/\(number)/thumb/\(stamp)")
                        try await store.upsert([album], in: run)
                    }
                }
            }
            try await sync(stamp: 1)
            for owner in [11, 13] as [Int64] { _ = try await store.saveArtwork(artwork(owner, file: "\(owner).png")) }
            let listing = try await store.album(key(13))?.listing
            #expect(listing?.thumb?.path == "/library/metadata/11/thumb/1")
            #expect(listing?.artworkHash == "hash of 11.png")
            for track in [1101, 1301] as [Int64] {
                #expect(try await store.picture(of: key(track))?.owner == key(11))
            }
            try await sync(stamp: 2)
            #expect(try await store.artworkWorkList(limit: 9).map(\.owner) == keys(11))
        }
    }

    private func shown(_ store: LibraryStore) async throws -> [Int64: Set<Int64>] {
        let grid = try await store.albums(offset: 0, limit: 100)
        #expect(try await store.albumCount() == grid.count)
        var result: [Int64: Set<Int64>] = [:]
        for album in grid {
            let detail = try #require(try await store.album(album.ratingKey))
            var parts = Set(detail.tracks.map(\.albumKey.value))
            // Albums without tracks leave no trace on the page: whatever opens it belongs to it, too.
            for key in try (1...30).map({ try key($0) })
            where try await store.album(key)?.album.ratingKey == album.ratingKey {
                parts.insert(key.value)
            }
            result[album.ratingKey.value] = parts
        }
        return result
    }

    private func fillSplit(_ store: LibraryStore) async throws {
        try await store.sync { run in try await stageSplit(store, run) }
    }

    private func stageSplit(_ store: LibraryStore, _ run: SyncRun) async throws {
        try await store.upsert([anArtist(1, "One")], in: run)
        try await store.upsert([signalBox(11), signalBox(12), signalBox(13)], in: run)
        for (album, title) in [(11, "1.1 a"), (12, "1.2 b"), (13, "1.3 c")] as [(Int64, String)] {
            try await store.upsert(tracks(of: album, [title]), in: run)
        }
    }
}

private func signalBox(_ key: Int64) throws -> Album {
    var album = try anAlbum(key, by: 1, "Signal Box")
    album.year = 1998
    return album
}

/// Tracks from `disc.index title`, keyed 1201, 1202 and on for album 12.
private func tracks(of album: Int64, _ places: [String]) throws -> [Track] {
    try places.enumerated().map { number, place in
        let words = place.split(separator: " ", maxSplits: 1)
        let numbers = words[0].split(separator: ".")
        var track = try aTrack(album * 100 + 1 + Int64(number), on: album, String(words[1]), index: Int(numbers[1]))
        track.disc = try #require(Int(numbers[0]))
        return track
    }
}

extension LibraryStore {
    fileprivate func prune(keeping albums: [Int64], _ run: SyncRun) async throws {
        try await markSeen(albums.map(key), of: .album, in: run)
        try await prune(.album, in: run)
    }
}
