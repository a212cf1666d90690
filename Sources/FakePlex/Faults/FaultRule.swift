/// A fault, the requests that it is about, and on which of their occurrences it strikes.
public struct FaultRule: Sendable, Equatable {
    /// On how many occurrences a rule strikes.
    public enum Times: Sendable, Equatable {
        /// On the first one only.
        case once
        /// On every one, until the faults are disarmed.
        case always
        /// On the first so many.
        case count(Int)

        /// How many; nothing where without end.
        var limit: Int? {
            switch self {
            case .once: 1
            case .always: nil
            case .count(let count): max(0, count)
            }
        }
    }

    /// What happens.
    public var fault: Fault
    /// To which requests.
    public var match: RequestMatch
    /// The first occurrence that is struck, from 1, counted over matching requests since the rule was armed.
    public var firstOccurrence: Int
    /// How many occurrences are struck from there on.
    public var times: Times
    /// A name for reports; the world has no use for it.
    public var id: String

    /// A rule that strikes every matching request, unless it is narrowed.
    public init(
        _ fault: Fault,
        match: RequestMatch = RequestMatch(),
        firstOccurrence: Int = 1,
        times: Times = .always,
        id: String = ""
    ) {
        self.fault = fault
        self.match = match
        self.firstOccurrence = firstOccurrence
        self.times = times
        self.id = id
    }

    func strikes(_ occurrence: Int) -> Bool {
        guard occurrence >= firstOccurrence else { return false }
        guard let limit = times.limit else { return true }
        return occurrence - max(1, firstOccurrence) < limit
    }
}
