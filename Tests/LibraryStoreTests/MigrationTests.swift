import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// Every earlier version's library is brought up to date, and nobody changes a step that was released.
struct MigrationTests {
    @Test func `each step of the schema has its frozen library, and no other is there`() throws {
        try FrozenLibrary.writeMissing()
        let files = try FileManager.default.contentsOfDirectory(atPath: FrozenLibrary.folder.path)
        #expect(files.sorted() == FrozenLibrary.names.sorted())
    }

    @Test(arguments: Array(FrozenLibrary.names.enumerated()))
    func `a released step still makes the tables that it made`(number: Int, version: String) async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let frozen = folder.appending(path: "frozen.sqlite")
            try FrozenLibrary.build(version, frozen)
            let now = try RawSQLite(folder.appending(path: "now.sqlite"))
            for step in LibrarySchema.current.steps.prefix(number + 1) { try now.run(step.sql) }
            #expect(try now.schema() == RawSQLite(frozen).schema())
        }
    }

    @Test(arguments: FrozenLibrary.names)
    func `a library of an earlier version is brought up to date with everything in it`(version: String) async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "library.sqlite")
            try FrozenLibrary.build(version, file)
            let store = try LibraryStore.open(folder: folder)
            try await expectItems(store)
            // What a version has that kept nothing beside the items is the first launch's business.
            if version != FrozenLibrary.names.first { try await expectBookkeeping(store) }
            let summary = try await store.sync { run in
                for kind in ItemKind.allCases {
                    let seen = [11, 12, 21, 4_300_000_001, 1, 2, 111, 112, 121, 211, 31, 41] as [Int64]
                    try await store.markSeen(seen.map(key), of: kind, in: run)
                    try await store.prune(kind, in: run)
                }
            }
            #expect(summary.rowsWritten == ["syncRun": 1])
            try store.close()

            try await withFolder { other in
                try LibraryStore.open(folder: other).close()
                let fresh = try RawSQLite(other.appending(path: "library.sqlite"))
                #expect(try RawSQLite(file).schema() == fresh.schema())
                #expect(try RawSQLite(file).damage().isEmpty)
            }
        }
    }

    private func expectItems(_ store: LibraryStore) async throws {
        #expect(try await store.artists(offset: 0, limit: 9).map(\.title) == ["The Öl", "Two"])
        let artist = try #require(try await store.artist(key(1))?.artist)
        #expect(artist.summary == "Words\nand \"more\"" && artist.userRating == 8.5)
        #expect(artist.tags == [LibraryModel.Tag(.genre, "Rock")])
        #expect(try await store.albums(offset: 0, limit: 9).map(\.ratingKey) == keys(11, 4_300_000_001, 21))
        let box = try #require(try await store.album(key(12)))
        #expect(try box.album.ratingKey == key(11) && box.album.studio == "Pier" && box.album.rating == 7.5)
        #expect(try box.tracks.map(\.ratingKey) == keys(111, 112, 121))
        #expect(box.tracks.last?.originalTitle == "A Guest" && box.tracks.first?.part.bitrate == 900)
        let third = try await store.stored(Album.self, keys: keys(21))[key(21)]
        #expect(third?.tags == [LibraryModel.Tag(.genre, "ROCK"), LibraryModel.Tag(.mood, "Calm")])
        #expect(third?.titleSort == "Third, A" && third?.year == nil)
        #expect(try await store.members(of: key(31)) == keys(21, 12))
        #expect(try await store.entries(of: key(41)).map(\.trackKey) == keys(111, 999, 111))
        #expect(try await store.search("olp", limit: 9) == SearchResults())
        #expect(try await store.search("ol points", limit: 9).tracks.map(\.ratingKey) == keys(111))
    }

    private func expectBookkeeping(_ store: LibraryStore) async throws {
        let run = try #require(try await store.runs(limit: 1).first)
        #expect(run.id == 7 && run.endedAt == date(1_600_000_101.5) && run.verdicts == ["one element skipped"])
        #expect(try await store.lastRefreshed() == run.endedAt)
        #expect(run.counts[.album] == ChangeCounts(new: 4))
        #expect(try await store.checkpoints()["tracks"] == "1600000000")
        #expect(try await store.validators() == ["albums": StoredValidator(etag: "\"a\"", itemCount: 4)])
        #expect(try await store.allArtworkFiles() == ["11-abc.png"])
    }
}
