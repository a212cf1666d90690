import Foundation
import Harness
import Testing

/// A harness that cannot turn red proves nothing: the client with every sin fails what the list says, and only that.
///
/// One file after the other, for the reason that ``ScenarioTests`` gives.
@Suite(.serialized)
struct ControlTests {
    struct Control: Decodable {
        struct Verdict: Decodable {
            /// The expectations that fail, by the names that the report gives them.
            var fails: [String]
            var because: String?
        }

        var subject: String
        var scenarios: [String: Verdict]
    }

    static let control: Control? = try? JSONDecoder().decode(
        Control.self, from: Data(contentsOf: URL(fileURLWithPath: PackageRoot.scenario("wipe-and-reload.control.json")))
    )

    @Test func `the list names every scenario of the checklist`() throws {
        let control = try #require(Self.control)
        let checklist = PackageRoot.scenarios.filter { $0.hasPrefix("qa-checklist/") }
        #expect(checklist.count == 9)
        #expect(Set(checklist).isSubset(of: control.scenarios.keys))
        #expect(control.scenarios.values.contains { !$0.fails.isEmpty })
    }

    @Test(arguments: 1...9)
    func `an item of the checklist has one file, and that covers it on the small library`(number: Int) throws {
        struct Item: Decodable { let covers: [String], library: [String: String] }
        let files = PackageRoot.scenarios.filter { $0.hasPrefix("qa-checklist/qa-\(number)-") }
        #expect(files.count == 1)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: PackageRoot.scenario(try #require(files.first))))
        let item = try JSONDecoder().decode(Item.self, from: bytes)
        #expect(item.covers == ["qa-\(number)"] && item.library == ["fixture": "small"])
    }

    @Test(.timeLimit(.minutes(5)), arguments: (control?.scenarios.keys).map(Array.init)?.sorted() ?? [])
    func `the control fails what the list says and nothing else`(name: String) async throws {
        let verdict = try #require(Self.control?.scenarios[name])
        let subject = try #require(Self.control.flatMap { SubjectName(rawValue: $0.subject) })
        let report = try await runScenarios(
            at: [PackageRoot.scenario(name)], options: RunOptions(subject: subject, timeLimit: .seconds(120)))
        let failed = Set(report.cases.flatMap(\.failures).map(\.expectation))
        #expect(failed == Set(verdict.fails), "\(ConsoleReport().text(report))")
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            #"{ "fault": "redirect", "to": "secondOrigin", "match": { "endpoint": "albums" } }"#,
            #"{ "artwork": "album-1", "on": "secondOrigin" }"#,
        ])
    func `a token that goes to another origin is found`(action: String) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        // The naive client sends its token to wherever a redirect or a picture's address leads.
        let scenario = """
            { "name": "Elsewhere", "library": { "generate": { "seed": 1, "albums": 2 } },
              "steps": [ { "server": [ \(action) ] }, { "launch": {} } ] }
            """
        try Data(scenario.utf8).write(to: file)
        let report = try await runScenarios(
            at: [file.path], options: RunOptions(subject: .wipeAndReload, timeLimit: .seconds(120)))
        let failure = try #require(report.cases.flatMap(\.failures).first { $0.expectation == "token" })
        #expect(failure.evidence.allSatisfy { $0.contains("on the second origin") })
    }
}
