import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// A volume that is full at any moment of a commit: sync-requirements, promise 1 and section 3.2.
struct FullDiskTests {
    @Test(.timeLimit(.minutes(5)))
    func `a commit that runs out of room at any page changes nothing, and can be made once there is room`() async throws
    {
        try await withFolder { folder in
            let small = folder.appending(path: "small")
            try await withLibrary(small) { store in
                try await store.fill()
                for owner in [11, 21] as [Int64] {
                    _ = try await store.saveArtwork(artwork(owner, file: "\(owner).png"))
                }
            }
            let (before, first) = (try rows(small), try pages(small))
            let large = folder.appending(path: "large")
            try FileManager.default.copyItem(at: small, to: large)
            try await withLibrary(large) { store in try await commit(store) }
            let (after, last) = (try rows(large), try pages(large))
            #expect(last > first + 40, "the commit must need pages to run out of")
            #expect(before != after)

            var outcomes: [Bool] = []
            for limit in first...last {
                let trial = folder.appending(path: "\(limit)")
                try FileManager.default.copyItem(at: small, to: trial)
                let isDone = try await hasRoom(trial, limit)
                outcomes.append(isDone)
                #expect(try rows(trial) == (isDone ? after : before), "\(limit) pages")
                // With room again, the library is as usable as ever.
                try await withLibrary(trial) { store in if !isDone { try await commit(store) } }
                #expect(try rows(trial) == after, "\(limit) pages")
                try FileManager.default.removeItem(at: trial)
            }
            #expect(outcomes.first == false && outcomes.last == true)
            #expect(outcomes.dropLast().allSatisfy { !$0 }, "what has room at one page has room at the next")
        }
    }

    /// Whether the commit succeeds where the file has at most so many pages; any failure but a full disk is a failure.
    private func hasRoom(_ folder: URL, _ limit: Int) async throws -> Bool {
        do {
            return try await commits(folder, limit)
        } catch StoreError.diskFull(let path) {
            // SQLite's write-ahead log cannot even be begun without any room at all.
            #expect(path == folder.path)
            return false
        }
    }

    private func commits(_ folder: URL, _ limit: Int) async throws -> Bool {
        var isDone = true
        try await withLibrary(folder, pages: limit) { store in
            let run = try await store.begin(reason: .background, at: date())
            try await stage(store, run)
            do {
                _ = try await store.commit(run, record: record(run))
            } catch StoreError.diskFull(let path) {
                isDone = false
                #expect(path == folder.path)
                // Its library is there to be read, and the run is over, whether its record finds room or not.
                #expect(try await store.albums(offset: 0, limit: 9).count == 3)
                do {
                    try await store.abandon(run, record: record(run, "diskFull"))
                } catch StoreError.diskFull {}
                _ = try await store.begin(reason: .background, at: date())
            }
        }
        return isDone
    }

    private func withLibrary(_ folder: URL, pages: Int? = nil, _ body: (LibraryStore) async throws -> Void) async throws
    {
        var options = LibraryStore.Options()
        options.isDisposable = true
        options.maximumPages = pages
        let store = try LibraryStore.open(folder: folder, options: options)
        try await body(store)
        try store.close()
    }

    private func commit(_ store: LibraryStore) async throws {
        try await store.sync { run in try await stage(store, run) }
    }

    /// New, changed and deleted rows of every sort, and enough of them for many pages.
    private func stage(_ store: LibraryStore, _ run: SyncRun) async throws {
        try await store.upsert([anArtist(5, "Five")], in: run)
        var changed = try anAlbum(11, by: 1, "Renamed")
        changed.thumb = ArtworkReference("/library/metadata/11/thumb/2")
        try await store.upsert([changed, anAlbum(51, by: 5), anAlbum(52, by: 5)], in: run)
        try await store.upsert((0..<100).map { try aTrack(10_000 + $0, on: 51, "One of many \($0)") }, in: run)
        var long = try anAlbum(53, by: 5, "Long")
        long.summary = String(repeating: "Words that take room. ", count: 9_000)
        try await store.upsert([long], in: run)
        try await store.markSeen(keys(1), of: .artist, in: run)
        try await store.markSeen(keys(12), of: .album, in: run)
        for kind in [ItemKind.artist, .album] { try await store.prune(kind, in: run) }
        try await store.setEntries(places((0..<100).map { 10_000 + $0 }), of: key(41), in: run)
        try await store.saveCheckpoints(["tracks": "T2"], in: run)
    }

    /// Every row of the library and of what is committed with it, but not the record of runs, which failures have, too.
    private func rows(_ folder: URL) throws -> [String: [[String?]]] {
        let library = try RawSQLite(folder.appending(path: "library.sqlite"))
        #expect(try library.damage().isEmpty)
        var rows: [String: [[String?]]] = [:]
        for table in LibrarySchema.libraryTables + ["checkpoint", "validator", "artwork", "albumMerge"] {
            rows[table] = try library.rows("SELECT * FROM \(table) ORDER BY 1")
        }
        return rows
    }

    private func pages(_ folder: URL) throws -> Int {
        let rows = try RawSQLite(folder.appending(path: "library.sqlite")).rows("PRAGMA page_count")
        return try #require(rows.first?[0].flatMap { Int($0) })
    }
}
