import Foundation
import GRDB
import LibraryModel
import Testing

@testable import LibraryStore

/// The write-ahead log: what it weighs, and when it is given back.
struct LogTests {
    @Test func `the log is cut to nothing after a large commit`() async throws {
        try await withStore { store in
            try await store.fill()
            #expect(try logBytes(store) > 0, "a small commit leaves its log, which the next one adds to")
            try await commitMuch(store)
            #expect(try logBytes(store) == 0)
            #expect(try await store.count(.album) == 1_503)
        }
    }

    @Test func `a power cut may lose the last commit and tears none`() async throws {
        try await withFolder { folder in
            for _ in 1...2 {
                let store = try LibraryStore.open(folder: folder)
                // 1 is NORMAL; OFF would be 0.
                let level = try await store.pool.writeWithoutTransaction {
                    try Int.fetchOne($0, sql: "PRAGMA synchronous")
                }
                #expect(level == 1)
                try await store.fill()
                try store.close()
            }
        }
    }

    @Test func `small commits leave a short log and never a long one`() async throws {
        try await withStore { store in
            try await store.fill()
            var largest: Int64 = 0
            for number in 0..<150 {
                try await store.sync { run in
                    try await store.upsert(
                        (0..<20).map { try aTrack(5_000 + $0, on: 11, "Title \(number) and so on", index: Int($0)) },
                        in: run
                    )
                }
                largest = max(largest, try logBytes(store))
            }
            #expect(largest > 1 << 20, "so many commits write more than the log holds")
            #expect(largest < 6 << 20)
        }
    }

    @Test func `a reader of an older snapshot keeps the log, and the next commit cuts it`() async throws {
        try await withStore { store in
            try await store.fill()
            let reader = try RawSQLite(store.folder.appending(path: "library.sqlite"))
            try reader.run("BEGIN")
            #expect(try reader.rows("SELECT count(*) FROM album") == [["3"]])
            try await commitMuch(store)
            #expect(try logBytes(store) > 5 << 20)
            #expect(try reader.rows("SELECT count(*) FROM album") == [["3"]], "its snapshot is the one it began with")
            try reader.run("COMMIT")
            try await store.sync { _ in }
            #expect(try logBytes(store) == 0)
        }
    }

    @Test func `a closed library is whole without its log, also after it was read`() async throws {
        try await withFolder { folder in
            let store = try LibraryStore.open(folder: folder)
            try await store.fill()
            #expect(try await store.albums(offset: 0, limit: 9).count == 3)
            try store.close()
            let log = try? Data(contentsOf: folder.appending(path: "library.sqlite-wal"))
            #expect(log?.count ?? 0 == 0)
            let alone = folder.appending(path: "alone.sqlite")
            try FileManager.default.copyItem(at: folder.appending(path: "library.sqlite"), to: alone)
            #expect(try RawSQLite(alone).rows("SELECT count(*) FROM album") == [["3"]])
            let library = try RawSQLite(folder.appending(path: "library.sqlite"))
            #expect(try library.rows("PRAGMA journal_mode") == [["wal"]])
        }
    }

    private func commitMuch(_ store: LibraryStore) async throws {
        try await store.sync { run in
            let words = String(repeating: "Words that take room. ", count: 250)
            try await store.upsert(
                (Int64(0)..<1_500).map { number in
                    var album = try anAlbum(10_000 + number, by: 1, "Album \(number)")
                    album.summary = words
                    return album
                }, in: run)
        }
    }

    private func logBytes(_ store: LibraryStore) throws -> Int64 {
        let log = store.folder.appending(path: "library.sqlite-wal")
        return try #require(try FileManager.default.attributesOfItem(atPath: log.path)[.size] as? Int64)
    }
}
