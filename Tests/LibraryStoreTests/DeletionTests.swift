import LibraryModel
import Testing

@testable import LibraryStore

/// Pruning, what goes with it, and what is kept although a list left it out.
struct DeletionTests {
    @Test func `a pruned album takes its tracks, tag links, memberships and artwork with it`() async throws {
        try await withStore { store in
            try await store.fill()
            _ = try await store.saveArtwork(artwork(11, file: "a.png"))
            let summary = try await store.sync { run in
                try await store.refresh(without: [11, 111, 112], in: run)
            }
            #expect(
                summary.rowsWritten == [
                    "album": 1, "track": 2, "albumTag": 2, "tag": 1, "collectionMember": 1, "artwork": 1, "rowCount": 2,
                    "syncRun": 1,
                ])
            #expect(summary.counts[.album] == ChangeCounts(unchanged: 2, deleted: 1))
            #expect(summary.counts[.track] == ChangeCounts(unchanged: 4, deleted: 2))
            #expect(summary.removedArtworkFiles == ["a.png"])
            #expect(try await store.members(of: key(31)) == keys(21, 2))
            #expect(try await store.entries(of: key(41)) == places([111, 999, 211, 111]))
        }
    }

    @Test func `tracks go with their album also where tracks were not read`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.markSeen(keys(12, 21), of: .album, in: run)
                try await store.prune(.album, in: run)
            }
            #expect(summary.counts[.album]?.deleted == 1)
            #expect(summary.counts[.track] == ChangeCounts(unchanged: 4, deleted: 2))
        }
    }

    @Test func `an artist goes with all albums and tracks`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.markSeen(keys(2), of: .artist, in: run)
                try await store.markSeen(keys(21), of: .album, in: run)
                try await store.prune(.artist, in: run)
                try await store.prune(.album, in: run)
            }
            #expect(summary.counts[.artist] == ChangeCounts(unchanged: 1, deleted: 1))
            #expect(summary.counts[.album] == ChangeCounts(unchanged: 1, deleted: 2))
            #expect(summary.counts[.track] == ChangeCounts(unchanged: 2, deleted: 4))
        }
    }

    @Test func `nothing is deleted without a prune`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in try await store.markSeen(keys(1), of: .artist, in: run) }
            #expect(summary.libraryRowsWritten == 0)
        }
    }

    @Test func `an artist with an album that is not pruned is kept`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.markSeen(keys(2), of: .artist, in: run)
                try await store.prune(.artist, in: run)
            }
            #expect(summary.keptParents == [.artist: 1])
            #expect(summary.libraryRowsWritten == 0)
        }
    }

    @Test func `an album of which a track was seen is kept`() async throws {
        try await withStore { store in
            try await store.fill()
            let run = try await store.begin(reason: .launch, at: date())
            try await store.markSeen(keys(12), of: .album, in: run)
            try await store.markSeen(keys(112), of: .track, in: run)
            #expect(try await store.unseen(.album, in: run, limit: 1) == Unseen(count: 2, keys: keys(11), named: 1))
            try await store.prune(.album, in: run)
            let summary = try await store.commit(run, record: record(run))
            #expect(summary.keptParents == [.album: 1])
            #expect(summary.counts[.album] == ChangeCounts(unchanged: 2, deleted: 1))
        }
    }

    @Test func `an album that moved to another artist does not go with the old one`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.refresh(without: [2, 21], in: run)
                try await store.upsert([anAlbum(21, by: 1, "Third")], in: run)
            }
            #expect(summary.counts[.artist] == ChangeCounts(unchanged: 1, deleted: 1))
            #expect(summary.counts[.album] == ChangeCounts(changed: 1, unchanged: 2))
            #expect(summary.counts[.track] == ChangeCounts(unchanged: 6))
        }
    }

    @Test func `an album whose new artist is not known stays as it was, with its tracks`() async throws {
        try await withStore { store in
            try await store.fill()
            let before = try await store.contents()
            let summary = try await store.sync { run in
                try await store.refresh(without: [11, 111], in: run)
                try await store.upsert([anAlbum(11, by: 77, "Elsewhere")], in: run)
                try await store.upsert([aTrack(111, on: 78, "Elsewhere")], in: run)
            }
            #expect(summary.orphanCount == 2)
            #expect(summary.libraryRowsWritten == 0)
            let after = try await store.contents()
            #expect(after.albums == before.albums && after.tracks == before.tracks)
        }
    }

    @Test func `unseen tells what prune would delete`() async throws {
        try await withStore { store in
            try await store.fill()
            let run = try await store.begin(reason: .launch, at: date())
            #expect(
                try await store.unseen(.track, in: run, limit: 2) == Unseen(count: 6, keys: keys(111, 112), named: 0))
            try await store.markSeen(keys(111, 111), of: .track, in: run)
            try await store.upsert([aTrack(112, on: 11), aTrack(999, on: 11)], in: run)
            #expect(
                try await store.unseen(.track, in: run, limit: 9)
                    == Unseen(count: 4, keys: keys(121, 122, 211, 212), named: 0))
        }
    }

    @Test(
        arguments: [
            (.title, true), (.year, true), (.originallyAvailableAt, true), (.summary, false),
        ] as [(Detail, Bool)])
    func `collections are named whose order may follow what changed`(detail: Detail, mayMove: Bool) async throws {
        try await withStore { store in
            try await store.fill()
            var album = try #require(try await store.stored(Album.self, keys: keys(11))[key(11)])
            switch detail {
            case .title: album.titleSort = "Other"
            case .year: album.year = 1999
            case .originallyAvailableAt: album.originallyAvailableAt = "1999-01-01"
            case .summary: album.summary = "Other"
            }
            let run = try await store.begin(reason: .launch, at: date())
            try await store.upsert([album, anAlbum(51, by: 1)], in: run)
            let affected = try await store.affectedLists(in: run)
            #expect(try affected == AffectedLists(collections: mayMove ? keys(31) : [], playlists: []))
        }
    }

    /// What is edited of an album.
    enum Detail: CaseIterable { case title, year, originallyAvailableAt, summary }

    @Test func `lists with something that will be pruned are named`() async throws {
        try await withStore { store in
            try await store.fill()
            let run = try await store.begin(reason: .launch, at: date())
            try await store.markSeen(keys(12, 21), of: .album, in: run)
            #expect(try await store.affectedLists(in: run) == AffectedLists(collections: [], playlists: []))
            try await store.prune(.album, in: run)
            #expect(
                try await store.affectedLists(in: run)
                    == AffectedLists(collections: keys(31), playlists: keys(41)))
            try await store.markSeen(keys(11), of: .album, in: run)
            #expect(try await store.affectedLists(in: run) == AffectedLists(collections: [], playlists: []))
        }
    }

    @Test func `pruned collections and playlists take their places with them`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in try await store.refresh(without: [31, 41], in: run) }
            #expect(
                summary.rowsWritten == [
                    "collection": 1, "collectionMember": 3, "playlist": 1, "playlistEntry": 4, "rowCount": 2,
                    "syncRun": 1,
                ])
        }
    }
}
