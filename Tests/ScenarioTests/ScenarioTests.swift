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

    // A debug build on a busy machine is slow; the limit is there to end a hang, not to time anything.
    @Test(.timeLimit(.minutes(5)), arguments: PackageRoot.scenarios)
    func `a scenario holds`(name: String) async throws {
        let options = RunOptions(timeLimit: .seconds(120))
        let report = try await runScenarios(at: [PackageRoot.scenario(name)], options: options)
        #expect(report.passed, "\(ConsoleReport().text(report))")
        #expect(!report.cases.isEmpty)
    }
}
