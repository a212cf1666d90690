/// The requests that a stall or a delay holds.
struct Holds: Sendable {
    /// How a held request stands.
    enum State: Sendable, Equatable {
        case over
        /// The world ends.
        case abandoned
        /// Goes on; by the real clock, look again after this time.
        case waiting(Duration?)
    }

    private var held: [Int: (connection: Int, hold: Hold)] = [:]
    /// Requests up to this number of the journal are stalled no longer.
    private var releasedUpTo = 0
    private var hasEnded = false

    /// How many requests with a higher number than this are held.
    func count(after number: Int) -> Int { held.keys.count { $0 > number } }

    /// When the next delay ends; nothing where only stalls hold.
    var nextEnd: Duration? {
        held.values.compactMap { if case .until(let end) = $0.hold { end } else { nil } }.min()
    }

    /// Holds a request, by its number in the journal.
    mutating func begin(_ number: Int, _ hold: Hold, on connection: Int) { held[number] = (connection, hold) }

    /// Drops a request whose client has gone.
    mutating func drop(_ number: Int) { held[number] = nil }

    /// Tells whether a request is still held, and ends the hold when its time has come.
    mutating func state(of number: Int, at time: WorldTime) -> State {
        if hasEnded { return .abandoned }
        switch held[number]?.hold {
        case .untilReleased where number > releasedUpTo: return .waiting(nil)
        case .until(let end) where end > time.now: return .waiting(time.isReal ? end - time.now : nil)
        case .untilReleased, .until, nil:
            held[number] = nil
            return .over
        }
    }

    /// Ends the stalls of all requests so far, also of those whose hold is only about to begin.
    mutating func releaseStalls(upTo number: Int) -> [Int] {
        releasedUpTo = number
        return release { $0 == .untilReleased }
    }

    /// Ends the delays that last no longer than to this time.
    mutating func releaseDelays(until now: Duration) -> [Int] {
        release { if case .until(let end) = $0 { end <= now } else { false } }
    }

    /// Ends all, without an answer.
    mutating func end() {
        hasEnded = true
        held.removeAll()
    }

    /// Returns the connections of those released.
    private mutating func release(where isOver: (Hold) -> Bool) -> [Int] {
        let over = held.filter { isOver($0.value.hold) }
        for number in over.keys { held[number] = nil }
        return over.values.map(\.connection).sorted()
    }
}
