import LibrarySync
import Testing

/// What an examination finds in a library's own file.
struct ExaminationTests {
    @Test func `a whole library is whole`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        #expect(try examineLibrary(in: bench.folder) == [])
    }

    @Test(arguments: ["verdicts = '{}'", "counts = '[]'"])
    func `a run's record that cannot be read is found`(change: String) async throws {
        let bench = Workbench()
        try await bench.refresh()
        try bench.sql("UPDATE syncRun SET \(change)")
        let findings = try examineLibrary(in: bench.folder)
        #expect(findings.map(\.code) == [.damagedRecords], "\(findings)")
    }
}
