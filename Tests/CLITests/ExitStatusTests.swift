import Foundation
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ExitStatusTests {
    @Test func `what holds ends with 0 and the report on stdout`() async throws {
        let outcome = try await Binary.run(["run", "scenarios/qa-checklist/qa-3-one-album-edited.json"])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.out.contains("QA checklist: 1 of 1 hold (qa-3 ok)"))
        #expect(outcome.error.isEmpty)
    }

    @Test func `what fails ends with 1, and the report says why`() async throws {
        let outcome = try await Binary.run(
            ["run", "scenarios/qa-checklist/qa-3-one-album-edited.json", "--subject", "wipe-and-reload"])
        #expect(outcome.status == 1, "\(outcome)")
        #expect(outcome.out.contains("what did not change is written again"))
    }

    @Test func `nothing selected ends with 2`() async throws {
        let outcome = try await Binary.run(["run"])
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("no scenario was selected"))
    }

    @Test func `a wrong library file ends with 2, and says where`() async throws {
        let outcome = try await Binary.run(["serve", "--library", "Makefile"])
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("Makefile:1:1: "), "\(outcome.error)")
    }

    @Test func `what cannot be read ends with 3`() async throws {
        let outcome = try await Binary.run(["run", "no/such/folder"])
        #expect(outcome.status == 3)
        #expect(outcome.error.contains("no/such/folder"))
    }

    @Test(.enabled(if: Binary.canBeSomeoneElse, "root reads everything, and there is no setpriv to be someone else"))
    func `a folder below the one that was named, and may not be read, ends with 3`() async throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "unreadable-\(UUID().uuidString)")
        let locked = folder.appending(path: "suites/locked")
        try files.createDirectory(at: locked, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        for place in [folder, folder.appending(path: "suites")] {
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
        }
        try files.copyItem(
            at: Binary.package.appending(path: "scenarios/qa-checklist/qa-3-one-album-edited.json"),
            to: folder.appending(path: "suites/first.json"))
        try files.setAttributes([.posixPermissions: 0], ofItemAtPath: locked.path)
        let outcome = try await Binary.run(["run", folder.appending(path: "suites").path], asSomeoneElseFrom: folder)
        #expect(outcome.status == 3, "\(outcome)")
        #expect(outcome.error.contains("suites/locked: it cannot be read; check its permissions"), "\(outcome)")
        #expect(outcome.out.isEmpty)
    }

    @Test func `where no case can have a folder, nothing is played, and it ends with 3`() async throws {
        let outcome = try await Binary.run(
            ["run", "scenarios/qa-checklist"], environment: ["TMPDIR": Binary.package.appending(path: "Makefile").path])
        #expect(outcome.status == 3, "\(outcome)")
        #expect(outcome.error.contains("Makefile: no folder can be made there"), "\(outcome)")
        #expect(outcome.out.isEmpty)
    }

    @Test(arguments: [
        ["run", "--no-such-option"], ["serve"], ["nonsense"], ["sync", "--into", "x"], ["runs"], ["doctor"],
        ["runs", "--in", "x", "--limit", "0"], ["serve", "--generate", "1", "--token", ""],
        ["sync", "--server", "http://a", "--into", "x", "--start-over", "--verify"],
    ])
    func `wrong usage ends with 64`(arguments: [String]) async throws {
        #expect(try await Binary.run(arguments).status == 64)
    }

    @Test(arguments: [[], ["run"], ["serve"], ["sync"], ["runs"], ["doctor"], ["study"], ["library"]])
    func `help shows an example`(command: [String]) async throws {
        let outcome = try await Binary.run(command + ["--help"])
        #expect(outcome.status == 0)
        if !command.isEmpty { #expect(outcome.out.contains("Example: "), "\(outcome.out)") }
    }

    @Test func `the reports are written to the files that were named`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (junit, json) = (folder.appendingPathComponent("j.xml"), folder.appendingPathComponent("j.json"))
        let outcome = try await Binary.run([
            "run", "scenarios/qa-checklist/qa-8-search-everything.json", "--junit", junit.path, "--json", json.path,
        ])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try String(contentsOf: junit, encoding: .utf8).contains("<testsuites "))
        #expect(try JSONSerialization.jsonObject(with: Data(contentsOf: json)) is [String: Any])
    }

    @Test func `a report that cannot be written ends with 3`() async throws {
        let outcome = try await Binary.run([
            "run", "scenarios/qa-checklist/qa-8-search-everything.json", "--junit", "/no/such/folder/j.xml",
        ])
        #expect(outcome.status == 3)
    }
}
