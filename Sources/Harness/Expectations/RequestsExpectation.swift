import FakePlex
import Scenarios

extension Judge {
    /// How many requests came in, in all or by endpoint.
    func requests(_ expected: Scenarios.RequestsExpectation?) -> [Failure] {
        switch expected {
        case nil: return []
        case .total(let count):
            return check(
                outcome.requests.count, count, "requests", at: count.position, "requests", evidence: requestLines)
        case .endpoints(let counts, let position):
            return EndpointLabel.allCases.flatMap { label -> [Failure] in
                let made = outcome.requests.filter { $0.endpoint?.rawValue == label.rawValue }
                return check(
                    made.count, counts[label], "requests.\(label.rawValue)", at: position,
                    "requests for \(label.rawValue)", evidence: made.map(\.line))
            }
        }
    }

    /// How many bytes of bodies the server sent.
    func bytes(_ expected: CountRange?) -> [Failure] {
        guard let expected else { return [] }
        let sent = outcome.requests.reduce(0) { $0 + $1.bodyBytes }
        let largest = outcome.requests.sorted { $0.bodyBytes > $1.bodyBytes }.prefix(6).map(\.line)
        return check(sent, expected, "bytes", at: expected.position, "bytes of bodies", evidence: largest)
    }
}

extension JournalEntry {
    /// The request and its answer on one line, for people: of many keys only the first ones.
    ///
    /// The journal and the transcript have them all.
    var line: String {
        var target = Self.abridged(path)
        if !query.isEmpty { target += "?" + query.map { "\($0.name)=\($0.value)" }.joined(separator: "&") }
        let window = page.map { " [\($0.start)+\($0.size.map(String.init) ?? "all")]" } ?? ""
        let answer = status.map { "\($0), \(bodyBytes) bytes" } ?? "no answer"
        let place = origin == .second ? " on the second origin" : ""
        let struck = fault.map { ", fault \($0)" } ?? ""
        return "#\(number) \(method) \(target)\(window)\(place) → \(answer)\(struck)"
    }

    private static func abridged(_ path: String) -> String {
        let keys = path.split(separator: ",", omittingEmptySubsequences: false)
        guard keys.count > shownKeys + 1 else { return path }
        return keys.prefix(shownKeys).joined(separator: ",") + ",…(\(keys.count - shownKeys) more)"
    }

    private static let shownKeys = 3
}
