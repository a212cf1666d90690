import FakePlex

/// What two runs of one scenario are compared on.
///
/// Requests are grouped by step and ordered by what they are, since the order in which parallel ones arrive is chance.
enum Transcript {
    static func lines(_ journal: [JournalEntry]) -> [String] {
        Dictionary(grouping: journal, by: \.step).sorted { $0.key < $1.key }.flatMap { step, entries in
            ["step \(step + 1)"] + entries.map { "  \(line($0))" }.sorted()
        }
    }

    private static func line(_ entry: JournalEntry) -> String {
        let query = entry.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let page = entry.page.map { " [\($0.start)+\($0.size.map(String.init) ?? "all")]" } ?? ""
        let status = entry.status.map(String.init) ?? "no answer"
        let fault = entry.fault.map { " \($0)" } ?? ""
        let name = entry.endpoint?.rawValue ?? "unmatched"
        return
            "\(name) \(entry.path)\(query.isEmpty ? "" : "?\(query)")\(page) #\(entry.occurrence) → \(status)\(fault)"
    }
}
