import Foundation
import LibraryModel
import Testing

@testable import LibraryStore
@testable import LibrarySync

/// What is found to be wrong with a library's folder.
struct ExaminationTests {
    /// A synced library with its pictures.
    private func bench() async throws -> Workbench {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.isEmpty)
        return bench
    }

    @Test func `a picture whose bytes are others is found, though it is as long as before`() async throws {
        let bench = try await bench()
        let name = try #require(bench.files.first { $0.hasPrefix("1010-") })
        let file = bench.folder.appending(path: "artwork").appending(path: name)
        try Data(try Data(contentsOf: file).reversed()).write(to: file)
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.damagedPictures])
        #expect(findings.first?.message == "1 picture is not what was fetched: \(name).")
    }

    @Test func `an empty file is no library`() throws {
        let bench = Workbench()
        try FileManager.default.createDirectory(at: bench.folder, withIntermediateDirectories: true)
        try Data().write(to: bench.folder.appending(path: "library.sqlite"))
        let error = #expect(throws: SyncError.self) { try examineLibrary(in: bench.folder) }
        #expect(error?.code == .storeUnusable && error?.message.hasSuffix("its library.sqlite is empty.") == true)
    }

    @Test func `libraries that were moved aside are found, and their logs are not counted`() async throws {
        let bench = try await bench()
        for name in ["library.damaged-1.sqlite", "library.damaged-1.sqlite-wal", "library.damaged-2.sqlite"] {
            try Data().write(to: bench.folder.appending(path: name))
        }
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.librariesAside])
        #expect(findings.first?.message.hasPrefix("2 damaged libraries were moved aside: ") == true)
    }

    @Test func `a newer version's library is found to be one`() async throws {
        let bench = try await bench()
        var newer = LibraryStore.Options()
        newer.schema.steps.append(.init(identifier: "99 later", sql: "CREATE TABLE later (x)"))
        try LibraryStore.open(folder: bench.folder, options: newer).close()
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.newerStore])
        #expect(findings.first?.message.contains("99 later") == true)
    }

    @Test(arguments: ["verdicts = '{}'", "counts = '[]'"])
    func `a run's record that cannot be read is found`(change: String) async throws {
        let bench = try await bench()
        try bench.sql("UPDATE syncRun SET \(change)")
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.damagedRecords], "\(findings)")
    }

    /// With foreign keys enforced no row comes to refer to nothing, so that a later version's step brings one.
    @Test func `rows that refer to nothing are told with their tables`() async throws {
        let bench = try await bench()
        var newer = LibraryStore.Options()
        newer.schema.steps.append(
            .init(
                identifier: "99 loose",
                sql: """
                    CREATE TABLE loose (album INTEGER);
                    INSERT INTO loose VALUES (77777);
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_master SET sql = 'CREATE TABLE loose (album INTEGER REFERENCES album)'
                    WHERE name = 'loose';
                    PRAGMA writable_schema = OFF;
                    """))
        try LibraryStore.open(folder: bench.folder, options: newer).close()
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.newerStore, .danglingRows])
        #expect(findings.last?.message == "1 row refers to nothing, in loose.")
    }
}
