/// The report that a person reads.
public struct ConsoleReport: Sendable {
    /// Evidence beyond this many lines a failure is counted and left out.
    static let evidenceLines = 6

    /// Whether to colour the verdicts, for terminals.
    public var coloured: Bool

    /// A report with or without colours.
    public init(coloured: Bool = false) { self.coloured = coloured }

    /// The whole report as text.
    public func text(_ report: RunReport) -> String {
        var lines = report.cases.flatMap { self.lines($0) }
        lines.append("")
        lines.append(contentsOf: checklist(report))
        lines.append(summary(report))
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(_ report: CaseReport) -> [String] {
        let mark = report.passed ? paint("ok  ", "32") : paint("FAIL", "31")
        let facts = "\(report.duration.brief), \(count(report.requests, "request"))"
        var lines = ["\(mark)  \(report.name)  (\(facts))"]
        for failure in report.failures {
            lines.append("      \(failure.location)  \(paint(failure.expectation, "1"))")
            lines.append("        \(failure.message)")
            lines += failure.evidence.prefix(Self.evidenceLines).map { "          \($0)" }
            let rest = failure.evidence.count - Self.evidenceLines
            if rest > 0 { lines.append("          … and \(rest) more") }
        }
        return lines
    }

    /// The items of the QA checklist that were covered, if any were.
    private func checklist(_ report: RunReport) -> [String] {
        var verdicts: [Int: Bool] = [:]
        for played in report.cases {
            for item in played.covers {
                guard item.hasPrefix("qa-"), let number = Int(item.dropFirst(3)) else { continue }
                verdicts[number] = (verdicts[number] ?? true) && played.passed
            }
        }
        guard !verdicts.isEmpty else { return [] }
        let held = verdicts.values.count { $0 }
        let items = verdicts.sorted { $0.key < $1.key }.map { "qa-\($0.key) \($0.value ? "ok" : "FAIL")" }
        return ["QA checklist: \(held) of \(verdicts.count) hold (\(items.joined(separator: ", ")))"]
    }

    private func summary(_ report: RunReport) -> String {
        let passed = report.cases.count - report.failures
        let verdict = report.passed ? paint("all held", "32") : paint("\(report.failures) failed", "31")
        return "\(count(report.cases.count, "scenario")): \(passed) passed, \(verdict), in \(report.duration.brief)"
            + " (subject: \(report.subject))"
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private func paint(_ text: String, _ code: String) -> String {
        coloured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
