import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// Opening, closing, and what is refused.
struct OpeningTests {
    @Test func `a library is there again after closing and opening`() async throws {
        try await withFolder { folder in
            let first = try LibraryStore.open(folder: folder.appending(path: "a/b"))
            try await first.fill()
            let contents = try await first.contents()
            try first.close()
            let second = try LibraryStore.open(folder: folder.appending(path: "a/b"))
            #expect(try await second.contents() == contents)
            try second.close()
        }
    }

    @Test func `a newer schema is refused and not a byte of it is touched`() async throws {
        try await withFolder { folder in
            var newer = LibraryStore.Options()
            newer.schema.steps.append(.init(identifier: "99 later", sql: "CREATE TABLE later (x)"))
            try LibraryStore.open(folder: folder, options: newer).close()
            let file = folder.appending(path: "library.sqlite")
            let before = try Data(contentsOf: file)
            #expect(throws: StoreError.newerSchema(path: folder.path, steps: ["99 later"])) {
                try LibraryStore.open(folder: folder)
            }
            #expect(try Data(contentsOf: file) == before)
            try LibraryStore.open(folder: folder, options: newer).close()
        }
    }

    @Test func `a newer library that a killed process left is refused with its log as it was`() async throws {
        try await withFolder { folder in
            var newer = LibraryStore.Options()
            newer.schema.steps.append(.init(identifier: "99 later", sql: "CREATE TABLE later (x)"))
            let left = folder.appending(path: "left")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            let open = try LibraryStore.open(folder: folder.appending(path: "open"), options: newer)
            try await open.fill()
            for file in ["library.sqlite", "library.sqlite-wal"] {
                try FileManager.default.copyItem(
                    at: open.folder.appending(path: file), to: left.appending(path: file))
            }
            let before = try libraryBytes(in: left)
            #expect(before.allSatisfy { !$0.isEmpty })
            #expect(throws: StoreError.newerSchema(path: left.path, steps: ["99 later"])) {
                try LibraryStore.open(folder: left)
            }
            #expect(try libraryBytes(in: left) == before)
            let contents = try await open.contents()
            try open.close()
            let again = try LibraryStore.open(folder: left, options: newer)
            #expect(try await again.contents() == contents)
            try again.close()
        }
    }

    @Test func `an older schema is brought up to date with what it holds`() async throws {
        try await withFolder { folder in
            let old = try LibraryStore.open(folder: folder)
            try await old.fill()
            let contents = try await old.contents()
            try old.close()
            var newer = LibraryStore.Options()
            newer.schema.steps.append(.init(identifier: "99 later", sql: "ALTER TABLE album ADD COLUMN later TEXT"))
            let store = try LibraryStore.open(folder: folder, options: newer)
            #expect(try await store.contents() == contents)
            try store.close()
        }
    }

    @Test func `what is no database is recognised, kept, and can be moved aside`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let garbage = Data(repeating: 0x5A, count: 8_192)
            let file = folder.appending(path: "library.sqlite")
            try garbage.write(to: file)
            expectDamaged { try LibraryStore.open(folder: folder) }
            #expect(try Data(contentsOf: file) == garbage)

            let aside = try LibraryStore.moveAside(folder: folder)
            #expect(try Data(contentsOf: aside) == garbage)
            try LibraryStore.open(folder: folder).close()
        }
    }

    @Test func `a database whose pages were overwritten is recognised when they are read`() async throws {
        try await withFolder { folder in
            let store = try LibraryStore.open(folder: folder)
            try await store.fill()
            try store.close()
            let file = folder.appending(path: "library.sqlite")
            var bytes = try Data(contentsOf: file)
            bytes.replaceSubrange(4_096..., with: Data(repeating: 0xA5, count: bytes.count - 4_096))
            try bytes.write(to: file)
            await expectDamagedAsync {
                let store = try LibraryStore.open(folder: folder)
                _ = try await store.contents()
            }
        }
    }

    @Test func `a truncated database is recognised`() async throws {
        try await withFolder { folder in
            let store = try LibraryStore.open(folder: folder)
            try await store.fill()
            try store.close()
            let file = folder.appending(path: "library.sqlite")
            try Data(contentsOf: file).prefix(5_000).write(to: file)
            await expectDamagedAsync {
                let store = try LibraryStore.open(folder: folder)
                _ = try await store.contents()
            }
        }
    }

    @Test func `a second store of one folder is refused until the first is closed`() async throws {
        try await withFolder { folder in
            let first = try LibraryStore.open(folder: folder)
            #expect(throws: StoreError.inUse(path: folder.path)) { try LibraryStore.open(folder: folder) }
            #expect(throws: StoreError.inUse(path: folder.path)) { try LibraryStore.moveAside(folder: folder) }
            try first.close()
            try LibraryStore.open(folder: folder).close()
        }
    }

    @Test func `a store that is forgotten gives its folder back`() async throws {
        try await withFolder { folder in
            do { _ = try LibraryStore.open(folder: folder) }
            try LibraryStore.open(folder: folder).close()
        }
    }

    @Test func `a folder below a plain file cannot be used`() async throws {
        try await withFolder { folder in
            try Data().write(to: folder)
            let error = #expect(throws: StoreError.self) {
                try LibraryStore.open(folder: folder.appending(path: "library"))
            }
            guard case .folderUnusable = error else {
                Issue.record("expected an unusable folder, got \(String(describing: error))")
                return
            }
        }
    }

    @Test func `a closed store says so`() async throws {
        try await withFolder { folder in
            let store = try LibraryStore.open(folder: folder)
            try store.close()
            try store.close()
            await #expect(throws: StoreError.closed(path: folder.path)) { try await store.albumCount() }
            await #expect(throws: StoreError.closed(path: folder.path)) {
                try await store.begin(reason: .launch, at: date())
            }
        }
    }

    private func expectDamaged(_ body: () throws -> LibraryStore) {
        let error = #expect(throws: StoreError.self) { try body() }
        guard case .damaged = error else {
            Issue.record("expected damage, got \(String(describing: error))")
            return
        }
    }

    private func expectDamagedAsync(_ body: () async throws -> Void) async {
        let error = await #expect(throws: StoreError.self) { try await body() }
        guard case .damaged = error else {
            Issue.record("expected damage, got \(String(describing: error))")
            return
        }
    }
}
