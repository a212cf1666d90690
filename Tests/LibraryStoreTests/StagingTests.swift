import Foundation
import GRDB
import LibraryModel
import Testing

@testable import LibraryStore

/// What `SyncStore` says of each method that stages: it needs a run, and takes a call whole or not at all.
struct StagingTests {
    /// A method that stages, with the temporary table that shows what it staged.
    struct Method: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var table: String
        /// Calls it for a run; where it takes many of something, with so many.
        var call: @Sendable (LibraryStore, SyncRun, Int) async throws -> Void

        init(
            _ name: String, _ table: String,
            _ call: @escaping @Sendable (LibraryStore, SyncRun, Int) async throws -> Void
        ) {
            testDescription = name
            self.table = table
            self.call = call
        }
    }

    /// Those that take many of something.
    static let bulk = [
        Method("upsert", "stagedAlbum") { store, run, count in
            try await store.upsert(
                try some(count) { number in
                    var album = try anAlbum(number, by: 1, "Album \(number)")
                    album.tags = [Tag(.genre, "Genre \(number)")]
                    return album
                }, in: run)
        },
        Method("markSeen", "seenTrack") { store, run, count in
            try await store.markSeen(some(count, key), of: .track, in: run)
        },
        Method("setMembers", "stagedPlace") { store, run, count in
            try await store.setMembers(some(count, key), of: key(31), in: run)
        },
        Method("setEntries", "stagedPlace") { store, run, count in
            try await store.setEntries(places(some(count) { $0 }), of: key(41), in: run)
        },
        Method("saveCheckpoints", "stagedCheckpoint") { store, run, count in
            let names = some(count) { "name \($0)" }
            try await store.saveCheckpoints(Dictionary(uniqueKeysWithValues: names.map { ($0, $0) }), in: run)
        },
        Method("saveAlbumDetails", "stagedDetail") { store, run, count in
            let details = try some(count) { (try key($0), DetailStamp(stamp: $0, listTags: "genre Rock")) }
            try await store.saveAlbumDetails(Dictionary(uniqueKeysWithValues: details), in: run)
        },
        Method("saveObservations", "stagedObservation") { store, run, count in
            let seen = Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200)
            try await store.saveObservations(some(count) { _ in seen }, in: run)
        },
        Method("setKnownPages", "stagedKnownPage") { store, run, count in
            let items = some(100) { KnownPage.Item(key: $0, parent: 1) }
            let page = KnownPage(bodyHash: "a", total: 100, offset: 0, items: items)
            let pages = some(count) { ("albums \($0)", KnownPage?.some(page)) }
            try await store.setKnownPages(Dictionary(uniqueKeysWithValues: pages), of: .album, in: run)
        },
    ]

    private static func some<Value>(_ count: Int, _ make: (Int64) throws -> Value) rethrows -> [Value] {
        try (1...Int64(count)).map(make)
    }

    /// And those that take one.
    static let all =
        bulk + [
            Method("prune", "stagedPrune") { store, run, _ in try await store.prune(.album, in: run) },
            Method("saveValidator", "stagedValidator") { store, run, _ in
                try await store.saveValidator(StoredValidator(etag: "\"a\"", itemCount: 1), for: "albums", in: run)
            },
            Method("startOver", "stagedRun") { store, run, _ in try await store.startOver(in: run) },
        ]

    private func rows(_ store: LibraryStore, _ method: Method) throws -> Int {
        try store.pool.writeWithoutTransaction { db in
            try #require(try Int.fetchOne(db, sql: "SELECT count(*) FROM temp.\(method.table)"))
        }
    }

    /// How many pages the temporary tables may have besides those that they have.
    private func leaveRoom(_ pages: Int, _ store: LibraryStore) throws {
        try store.pool.writeWithoutTransaction { db in
            let used = try Int.fetchOne(db, sql: "PRAGMA temp.page_count") ?? 0
            try db.execute(sql: "PRAGMA temp.max_page_count = \(used + pages)")
        }
    }

    @Test(arguments: bulk)
    func `a call that cannot stage all of it stages nothing of it`(method: Method) async throws {
        try await withStore { store in
            try await store.fill()
            let run = try await store.begin(reason: .background, at: date())
            try leaveRoom(2, store)
            await #expect(throws: StoreError.diskFull(path: store.folder.path)) {
                try await method.call(store, run, 3_000)
            }
            #expect(try rows(store, method) == 0)
            try leaveRoom(100_000, store)
            try await method.call(store, run, 3_000)
            #expect(try rows(store, method) == 3_000)
        }
    }

    @Test(arguments: all)
    func `a run that is over stages nothing`(method: Method) async throws {
        try await withStore { store in
            try await store.fill()
            let over = try await store.begin(reason: .background, at: date())
            try await store.abandon(over, record: record(over, "offline"))
            let refused = StoreError.noSuchRun(id: over.id)
            await #expect(throws: refused) { try await method.call(store, over, 2) }
            let current = try await store.begin(reason: .background, at: date())
            await #expect(throws: refused) { try await method.call(store, over, 2) }
            #expect(try rows(store, method) == (method.table == "stagedRun" ? 1 : 0))
            try await method.call(store, current, 2)
            #expect(try rows(store, method) > 0)
        }
    }

    @Test func `a run that is over sees, commits and abandons nothing`() async throws {
        try await withStore { store in
            try await store.fill()
            let over = try await store.begin(reason: .background, at: date())
            _ = try await store.commit(over, record: record(over))
            let before = try await store.contents()
            let refused = StoreError.noSuchRun(id: over.id)
            await #expect(throws: refused) { try await store.unseen(.album, in: over, limit: 1) }
            await #expect(throws: refused) { try await store.affectedLists(in: over) }
            await #expect(throws: refused) { try await store.commit(over, record: record(over)) }
            await #expect(throws: refused) { try await store.abandon(over, record: record(over, "offline")) }
            #expect(try await store.contents() == before)
        }
    }
}
