import LibraryStore

/// A test double of a clock on which every wait is over at once, and noted.
///
/// Waits as long as a request may take are the watchdog's: they end when they are cancelled, or, where timeouts are to
/// strike, at once.
final class TestClock: Clock {
    struct Instant: InstantProtocol {
        var elapsed: Duration
        func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }
        func duration(to other: Instant) -> Duration { other.elapsed - elapsed }
        static func < (left: Instant, right: Instant) -> Bool { left.elapsed < right.elapsed }
    }

    private struct State {
        var waits: [Swift.Duration] = []
        var sleepers = 0
        var mostSleepers = 0
        var next = 0
        var continuations: [Int: CheckedContinuation<Void, any Error>] = [:]
        var cancelled: Set<Int> = []
    }

    /// How long the watchdog lets a request take.
    static let timeout = Swift.Duration.seconds(30)

    private let state = Locked(State())
    private let timeoutsStrike: Bool

    init(timeoutsStrike: Bool = false) { self.timeoutsStrike = timeoutsStrike }

    let now = Instant(elapsed: .zero)
    let minimumResolution = Swift.Duration.nanoseconds(1)

    /// The waits that were no watchdog's, in order.
    var waits: [Swift.Duration] { state.withLock { $0.waits } }

    /// Who sleeps now.
    var sleepers: Int { state.withLock { $0.sleepers } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let wait = now.duration(to: deadline)
        guard wait == Self.timeout else {
            state.withLock { $0.waits.append(wait) }
            try Task.checkCancellation()
            return
        }
        if timeoutsStrike { return }
        let number = state.withLock { state in
            state.next += 1
            state.sleepers += 1
            return state.next
        }
        defer { state.withLock { $0.sleepers -= 1 } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let isOver = state.withLock { state in
                    if state.cancelled.contains(number) { return true }
                    state.continuations[number] = continuation
                    return false
                }
                if isOver { continuation.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            state.withLock { state in
                state.cancelled.insert(number)
                return state.continuations.removeValue(forKey: number)
            }?.resume(throwing: CancellationError())
        }
    }
}
