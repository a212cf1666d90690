import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// S40: a damaged library is moved aside, never deleted, and built anew from the server.
struct DamagedStoreTests {
    private static let file = "library.sqlite"
    private static let pageSize = 4_096

    /// Launches, refreshes, and says what came of it.
    private func use(_ bench: Workbench) async throws -> RefreshResult {
        try await bench.session { session in
            await session.launch()
            let result = await session.refresh(.userInitiated)
            await session.rest()
            return result
        }
    }

    private func filesAside(_ bench: Workbench) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: bench.folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix("library.damaged-") && $0.pathExtension == "sqlite" }
    }

    @Test func `what is no database is moved aside, reported, and replaced`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let whole = try await bench.contents()
        let garbage = Data(repeating: 0x5A, count: 2 * Self.pageSize)
        try garbage.write(to: bench.folder.appending(path: Self.file))
        #expect(try await use(bench).error == nil)
        #expect(try await bench.contents() == whole)
        #expect(try filesAside(bench).map { try Data(contentsOf: $0) } == [garbage])
        #expect(bench.events.contains { $0.name == .storeFailed && $0.message.contains("library.damaged-1.sqlite") })
    }

    @Test func `a library of a newer version is refused, and nothing is moved aside or touched`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        try bench.sql("INSERT INTO grdb_migrations (identifier) VALUES ('99 later')")
        func files() throws -> [String: Data] {
            let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path)
            return try names.filter { $0.hasSuffix(".sqlite") }.reduce(into: [:]) {
                files, name in
                files[name] = try Data(contentsOf: bench.folder.appending(path: name))
            }
        }
        let before = try files()
        let error = await #expect(throws: SyncError.self) { try await bench.session { _ in } }
        #expect(error?.code == .storeNewer)
        #expect(try files() == before)
    }

    @Test func `damage in any page is moved aside by whoever opens the library after it was found`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let whole = try await bench.contents()
        let original = try Data(contentsOf: bench.folder.appending(path: Self.file))
        var found = 0
        for page in 0..<original.count / Self.pageSize {
            var bytes = original
            let range = page * Self.pageSize..<(page + 1) * Self.pageSize
            bytes.replaceSubrange(range, with: Data(repeating: 0xA5, count: Self.pageSize))
            try bytes.write(to: bench.folder.appending(path: Self.file))
            bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
            let first = try await use(bench)
            #expect(first.error == nil || first.error?.code == .storeDamaged, "page \(page): \(first)")
            // Who reads what no refresh reads finds the rest.
            do { _ = try await bench.contents() } catch StoreError.damaged {}
            let second = try await use(bench)
            #expect(second.error == nil, "page \(page): \(second)")
            #expect(try await bench.contents().counts == whole.counts, "page \(page)")
            for place in try filesAside(bench) {
                found += 1
                // What was read of it on the way may have been written to; what was damaged still is.
                #expect(try Data(contentsOf: place)[range] == bytes[range], "page \(page)")
                try FileManager.default.removeItem(at: place)
            }
        }
        #expect(found > original.count / Self.pageSize / 2)
    }

    /// Damage that SQLite does not see: a text where a number belongs, a number where a text does, another text.
    @Test func `a byte that is another one is an error at most, and never a crash`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let original = try Data(contentsOf: bench.folder.appending(path: Self.file))
        // The file's header is another matter: it says whose file this is.
        let used = original.indices.filter { $0 >= 100 && original[$0] != 0 }
        var failures = 0
        for sample in 1...100 {
            for place in try filesAside(bench) {
                failures += 1
                try FileManager.default.removeItem(at: place)
            }
            var bytes = original
            bytes[used[sample * 7_919 % used.count]] ^= UInt8(1 << (sample % 8)) | 1
            try bytes.write(to: bench.folder.appending(path: Self.file))
            do {
                if try await use(bench).error != nil { failures += 1 }
            } catch is SyncError {
                failures += 1
            }
        }
        #expect(failures > 0)
        try original.write(to: bench.folder.appending(path: Self.file))
        #expect(try await use(bench).error == nil)
    }

    @Test func `another program's database is refused, and stays where it is`() async throws {
        let bench = Workbench()
        try FileManager.default.createDirectory(at: bench.folder, withIntermediateDirectories: true)
        let file = bench.folder.appending(path: Self.file)
        try await bench.refresh()
        var bytes = try Data(contentsOf: file)
        // The application id, in the header of every SQLite file.
        bytes.replaceSubrange(68..<72, with: [1, 2, 3, 4])
        try bytes.write(to: file)
        let error = await #expect(throws: SyncError.self) { try await bench.refresh() }
        #expect(error?.code == .storeUnusable)
        #expect(try Data(contentsOf: file) == bytes)
    }
}
