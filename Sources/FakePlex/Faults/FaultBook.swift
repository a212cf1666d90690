/// The rules of a world, what each has counted, and which of them struck.
struct FaultBook: Sendable {
    private struct Entry: Sendable {
        var rule: FaultRule
        var counter = OccurrenceCounter()
        var isArmed = true
        /// How often it struck.
        var strikes = 0
    }

    private var entries: [Entry] = []

    /// What the rules make of an arrival.
    struct Verdict: Sendable, Equatable {
        /// The fault that strikes; of several, the one whose rule was armed first.
        var fault: Fault?
        /// The place of its rule.
        var rule: Int?
        /// The rules by which, once this request is answered, nobody listens any more.
        var refusals: [Refusal] = []
    }

    /// Adds a rule.
    ///
    /// Where it refuses from the first request on, it takes effect at once.
    mutating func arm(_ rule: FaultRule) -> Refusal? {
        entries.append(Entry(rule: rule))
        guard rule.fault == .refuse, rule.firstOccurrence <= 1 else { return nil }
        return takeEffect(entries.count - 1)
    }

    /// Ends all rules; which of them struck stays known.
    mutating func disarm() {
        for index in entries.indices { entries[index].isArmed = false }
    }

    /// The rules that never struck, disarmed ones among them.
    var unfired: [FaultRule] { entries.filter { $0.strikes == 0 }.map(\.rule) }

    /// Takes back a strike that changed nothing: the answer had nothing that the fault could spoil.
    mutating func withdraw(strikeOf rule: Int) { entries[rule].strikes -= 1 }

    /// The logical requests that the rules of an id have counted.
    func occurrences(ofRule id: String) -> Int {
        entries.filter { $0.rule.id == id }.reduce(0) { $0 + $1.counter.count }
    }

    /// Counts an arrival for every rule that it matches.
    mutating func meet(_ arrival: Arrival, at moment: ArrivalMoment) -> Verdict {
        var verdict = Verdict()
        let logical = LogicalRequest(arrival.request)
        for index in entries.indices where entries[index].isArmed {
            let rule = entries[index].rule
            guard rule.match.matches(arrival.request, endpoint: arrival.endpoint),
                rule.fault.behaviour.applies(to: arrival)
            else { continue }
            let occurrence = entries[index].counter.number(of: logical, at: moment)
            if rule.fault == .refuse {
                guard occurrence + 1 == rule.firstOccurrence, entries[index].strikes == 0 else { continue }
                if let refusal = takeEffect(index) { verdict.refusals.append(refusal) }
            } else if verdict.fault == nil, rule.strikes(occurrence) {
                entries[index].strikes += 1
                verdict.fault = rule.fault
                verdict.rule = index
            }
        }
        return verdict
    }

    private mutating func takeEffect(_ index: Int) -> Refusal? {
        let refusal = Refusal(movesLeft: entries[index].rule.times.limit)
        guard refusal.movesLeft != 0 else { return nil }
        entries[index].strikes += 1
        return refusal
    }
}
