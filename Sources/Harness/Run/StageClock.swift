package import Foundation

/// The clock that the subject lives by: it stands still until the runner moves it.
///
/// A timeout of half a minute then takes no time at all, and two runs of one scenario see the same times.
package final class StageClock: Clock, Sendable {
    /// A moment, as the time since the clock was made.
    package struct Instant: InstantProtocol, Hashable {
        var elapsed: Duration
        package func advanced(by duration: Duration) -> Instant { Instant(elapsed: elapsed + duration) }
        package func duration(to other: Instant) -> Duration { other.elapsed - elapsed }
        package static func < (left: Instant, right: Instant) -> Bool { left.elapsed < right.elapsed }
    }

    private struct Sleeper {
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(elapsed: .zero)
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Sleeps that were cancelled before they could fall asleep.
        var cancelled: Set<Int> = []
    }

    private let state = Locked(State())
    private let epoch: Date
    private let changed: @Sendable () -> Void

    /// A clock that shows this date, and calls `changed` whenever somebody falls asleep or wakes.
    package init(epoch: Date, changed: @escaping @Sendable () -> Void) {
        self.epoch = epoch
        self.changed = changed
    }

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// The moment as a date.
    package var date: Date { epoch.addingTimeInterval(now.elapsed / .seconds(1)) }

    /// How many sleep.
    package var sleepers: Int { state.withLock { $0.sleepers.count } }

    /// How long the one sleeps that wakes first; nothing where nobody sleeps.
    package var untilNextWake: Duration? {
        state.withLock { state in
            state.sleepers.values.map(\.deadline).min().map { state.now.duration(to: $0) }
        }
    }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                fallAsleep(id, Sleeper(deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Moves the clock, and wakes everybody whose time has come.
    package func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value.continuation)
        }
        for continuation in woken { continuation.resume() }
        changed()
    }

    private func fallAsleep(_ id: Int, _ sleeper: Sleeper) {
        let outcome: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
            if sleeper.deadline <= state.now { return .success(()) }
            state.sleepers[id] = sleeper
            return nil
        }
        if let outcome { sleeper.continuation.resume(with: outcome) }
        changed()
    }

    private func cancel(_ id: Int) {
        let continuation = state.withLock { state in
            guard let sleeper = state.sleepers.removeValue(forKey: id) else {
                state.cancelled.insert(id)
                return nil as CheckedContinuation<Void, any Error>?
            }
            return sleeper.continuation
        }
        continuation?.resume(throwing: CancellationError())
        changed()
    }
}
