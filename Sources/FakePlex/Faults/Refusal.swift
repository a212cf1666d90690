/// A time in which nobody listens.
///
/// No request can be counted meanwhile, so it is the moves of the world's clock that use up a rule's `times`.
struct Refusal: Sendable, Equatable {
    /// Moves of the clock until somebody listens again; nothing: not before the faults are disarmed.
    var movesLeft: Int?
}

/// Whether somebody listens, and why not.
struct Listening: Sendable, Equatable {
    private var refusals: [Refusal] = []
    /// Seconds: thirty years are for ever, and can be counted in milliseconds.
    private static let longestPause = 1_000_000_000
    /// Rises whenever it changes; the listener follows it.
    private(set) var generation = 0
    /// By the real clock: when somebody listens again by itself.
    private(set) var resumesAt: Duration?

    var isWanted: Bool { refusals.isEmpty }

    /// Begins refusals; there is at least one.
    mutating func refuse(_ started: [Refusal], at time: WorldTime) {
        change { $0 += started }
        if time.isReal, let moves = refusals.compactMap(\.movesLeft).max() {
            // The real clock moves by itself; what a client can tell apart is a second, as in a Date.
            resumesAt = time.now + .seconds(min(moves, Self.longestPause))
        }
    }

    /// Uses up a move of the clock.
    mutating func noteMove() {
        change { refusals in
            for index in refusals.indices {
                if let left = refusals[index].movesLeft { refusals[index].movesLeft = left - 1 }
            }
            refusals.removeAll { $0.movesLeft == 0 }
        }
    }

    /// By the real clock: ends what has lasted long enough.
    mutating func endExpired(at now: Duration) {
        guard let resumesAt, resumesAt <= now else { return }
        change { $0.removeAll { $0.movesLeft != nil } }
    }

    /// Ends all refusals.
    mutating func resume() { change { $0.removeAll() } }

    /// How long the listening thread may wait without looking again, in milliseconds.
    func pause(from now: Duration) -> Int? {
        resumesAt.map { Int((max($0 - now, .zero) / .milliseconds(1)).rounded(.up)) }
    }

    private mutating func change(_ body: (inout [Refusal]) -> Void) {
        let wasWanted = isWanted
        body(&refusals)
        if !refusals.contains(where: { $0.movesLeft != nil }) { resumesAt = nil }
        if isWanted != wasWanted { generation += 1 }
    }
}
