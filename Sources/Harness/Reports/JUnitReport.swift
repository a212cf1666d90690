/// The report that CI systems read: JUnit's XML, one suite a run and one test case a scenario.
public struct JUnitReport: Sendable {
    /// A report.
    public init() {}

    /// The whole document.
    public func text(_ report: RunReport) -> String {
        let seconds = rounded(report.duration)
        let counts = "tests=\"\(report.cases.count)\" failures=\"\(report.failures)\" errors=\"0\" time=\"\(seconds)\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\"understudy\" \(counts)>",
            "<testsuite name=\"\(escaped(report.subject))\" \(counts)>",
        ]
        for played in report.cases { lines += self.lines(played) }
        lines += ["</testsuite>", "</testsuites>"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ report: CaseReport) -> [String] {
        let time = rounded(report.duration)
        let open = "<testcase classname=\"\(escaped(report.file))\" name=\"\(escaped(report.name))\" time=\"\(time)\""
        guard let first = report.failures.first else { return [open + "/>"] }
        let details = report.failures.map { failure in
            ([failure.location + " " + failure.expectation, "  " + failure.message]
                + failure.evidence.map { "    " + $0 }).joined(separator: "\n")
        }
        let summary = escaped("\(first.expectation): \(first.message)")
        return [
            open + ">",
            "<failure message=\"\(summary)\">\(escaped(details.joined(separator: "\n")))</failure>",
            "</testcase>",
        ]
    }

    /// Seconds, to the millisecond.
    private func rounded(_ duration: Duration) -> Double { (duration / .milliseconds(1)).rounded() / 1000 }

    /// Text for an attribute or an element: the five entities, and U+FFFD for what XML 1.0 forbids.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t", "\r": result += "&#\(scalar.value);"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
