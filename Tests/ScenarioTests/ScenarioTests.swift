import Foundation
import Harness
import Testing

/// Every file under `scenarios/`, each a test case of its own.
///
/// One file after the other: a run plays the cases of its file side by side already, and all files at once would only
/// take each other's time until one of them seems to hang.
@Suite(.serialized)
struct ScenarioTests {
    @Test func `there are scenarios to play`() {
        #expect(PackageRoot.scenarios.count > 20)
    }

    @Test(
        .timeLimit(.minutes(2)), arguments: ["qa-checklist/qa-3-one-album-edited.json", "races/refreshes-at-once.json"])
    func `two runs of a scenario have the same transcript`(name: String) async throws {
        let options = RunOptions(timeLimit: .seconds(120))
        let first = try await runScenarios(at: [PackageRoot.scenario(name)], options: options)
        let second = try await runScenarios(at: [PackageRoot.scenario(name)], options: options)
        #expect(first.cases.map(\.transcript) == second.cases.map(\.transcript))
        #expect(first.cases.allSatisfy { $0.transcript.count > 20 })
    }

    // A debug build on a busy machine is slow; the limit is there to end a hang, not to time anything.
    @Test(.timeLimit(.minutes(5)), arguments: PackageRoot.scenarios)
    func `a scenario holds`(name: String) async throws {
        let options = RunOptions(timeLimit: .seconds(120))
        let report = try await runScenarios(at: [PackageRoot.scenario(name)], options: options)
        #expect(report.passed, "\(ConsoleReport().text(report))")
        #expect(!report.cases.isEmpty)
    }

    @Test(.timeLimit(.minutes(2)))
    func `a sweep that finds nothing to strike is a failure and not a success`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sweep-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let scenario = """
            { "name": "Nothing to strike", "library": { "generate": { "seed": 1, "albums": 2 } },
              "forEach": { "request": "each" },
              "steps": [
                { "server": [ { "fault": "reset", "match": { "endpoint": "search" }, "request": "{request}" } ] },
                { "launch": {} } ] }
            """
        try Data(scenario.utf8).write(to: file)
        let report = try await runScenarios(at: [file.path], options: RunOptions(timeLimit: .seconds(120)))
        #expect(report.cases.flatMap(\.failures).map(\.expectation) == ["forEach"])
    }

    @Test(.timeLimit(.minutes(2)))
    func `a step that never rests fails at the limit and names the request it hung on`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("hang-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        // The naive client has no timeouts of its own, so that a stall holds it for ever.
        let scenario = """
            { "name": "Hangs", "timeLimit": 2, "library": { "generate": { "seed": 1, "albums": 2 } },
              "steps": [ { "server": [ { "fault": "stall", "match": { "endpoint": "albums" } } ] }, { "launch": {} } ] }
            """
        try Data(scenario.utf8).write(to: file)
        let report = try await runScenarios(
            at: [file.path], options: RunOptions(subject: .wipeAndReload, timeLimit: .seconds(1_000)))
        let failure = try #require(report.cases.first?.failures.first)
        #expect(failure.expectation == "time")
        #expect(failure.evidence.contains { $0.contains("/library/sections/4/all?type=9") })
    }
}
