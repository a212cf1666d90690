import Foundation
import Testing

@testable import Harness

struct ReportTests {
    private var report: RunReport {
        RunReport(
            subject: "understudy",
            cases: [
                CaseReport(
                    name: "Holds", file: "a.json", covers: ["qa-1"], failures: [], duration: .milliseconds(41),
                    requests: 12, bytes: 900, transcript: ["step 1"]),
                CaseReport(
                    name: "Breaks <&\"\u{1}>", file: "b.json", covers: ["qa-2"],
                    failures: [
                        Failure("rowsWritten", at: "b.json:4:9", "albums: expected 0, found 40", evidence: ["#1 GET /"])
                    ],
                    duration: .milliseconds(1234), requests: 1, bytes: 1, transcript: []),
            ],
            duration: .milliseconds(1300))
    }

    @Test func `the console report says what failed, where, and what shows it`() {
        let text = ConsoleReport().text(report)
        #expect(text.contains("ok    Holds  (41 ms, 12 requests)"))
        #expect(
            text.contains("      b.json:4:9  rowsWritten\n        albums: expected 0, found 40\n          #1 GET /"))
        #expect(text.contains("QA checklist: 1 of 2 hold (qa-1 ok, qa-2 FAIL)"))
        #expect(text.hasSuffix("2 scenarios: 1 passed, 1 failed, in 1.30 s (subject: understudy)\n"))
    }

    @Test func `colours are there only when asked for`() {
        #expect(!ConsoleReport().text(report).contains("\u{1B}"))
        #expect(ConsoleReport(coloured: true).text(report).contains("\u{1B}[31mFAIL"))
    }

    @Test func `the JUnit report escapes what XML does not take`() {
        let text = JUnitReport().text(report)
        #expect(text.contains("<testsuites name=\"understudy\" tests=\"2\" failures=\"1\" errors=\"0\" time=\"1.3\">"))
        #expect(text.contains("name=\"Breaks &lt;&amp;&quot;\u{FFFD}&gt;\""))
        #expect(text.contains("<failure message=\"rowsWritten: albums: expected 0, found 40\">"))
    }

    @Test func `the JSON report holds the whole verdict`() throws {
        let text = try JSONReport().text(report)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["passed"] as? Bool == false)
        let scenarios = try #require(object["scenarios"] as? [[String: Any]])
        #expect(scenarios.map { $0["passed"] as? Bool } == [true, false])
        let failures = try #require(scenarios[1]["failures"] as? [[String: Any]])
        #expect(failures[0]["location"] as? String == "b.json:4:9")
    }

    @Test(arguments: [(41, "41 ms"), (999, "999 ms"), (1000, "1.00 s"), (12_345, "12.34 s")])
    func `durations are short`(milliseconds: Int, text: String) {
        #expect(Duration.milliseconds(milliseconds).brief == text)
    }
}
