internal import HTTPTypes

/// What makes two arrivals the same request: a transport's silent retry is no new one.
struct LogicalRequest: Hashable, Sendable {
    var method: String
    var path: String
    var query: [String]
    var page: JournalEntry.Page?

    init(_ request: PlexRequest) {
        method = request.http.method.rawValue
        path = request.path
        page = request.page.map { JournalEntry.Page(start: $0.start, size: $0.size) }
        query = request.query.items.filter { !isToken($0.name) }.flatMap { [$0.name, $0.value] }
    }
}

/// The moment of an arrival, as far as occurrences go.
struct ArrivalMoment: Hashable, Sendable {
    var step: Int
    var time: Duration
}

/// Numbers the logical requests that it is shown, all in one row: how fault rules count.
struct OccurrenceCounter: Sendable {
    private var moment: ArrivalMoment?
    private var numbers: [LogicalRequest: Int] = [:]
    private(set) var count = 0

    /// The number of this arrival, from 1; the same request at the same moment keeps its number.
    mutating func number(of request: LogicalRequest, at moment: ArrivalMoment) -> Int {
        if moment != self.moment {
            self.moment = moment
            numbers.removeAll(keepingCapacity: true)
        }
        if let number = numbers[request] { return number }
        count += 1
        numbers[request] = count
        return count
    }
}

/// Numbers the occurrences of each logical request by itself within a step: how the journal counts.
struct RepeatCounter: Sendable {
    /// More different requests in one step than this are counted afresh, so that a server of days stays small.
    private static let limit = 50_000
    private var seen: [LogicalRequest: (moment: ArrivalMoment, number: Int)] = [:]

    /// Which occurrence of this request this arrival belongs to, from 1.
    mutating func number(of request: LogicalRequest, at moment: ArrivalMoment) -> Int {
        if seen.count >= Self.limit { seen.removeAll() }
        guard let last = seen[request], last.moment.step == moment.step else {
            seen[request] = (moment, 1)
            return 1
        }
        guard last.moment != moment else { return last.number }
        seen[request] = (moment, last.number + 1)
        return last.number + 1
    }
}

/// Whether a parameter or field of this name carries the token.
func isToken(_ name: String) -> Bool {
    name.utf8.count == 12 && name.lowercased() == "x-plex-token"
}
