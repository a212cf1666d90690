/// Wakes one waiting task when what it waits for may hold, and knows how long nothing has changed.
final class Notifier: Sendable {
    private struct Listener {
        var number: Int
        var condition: @Sendable () -> Bool
        var wake: AsyncStream<Void>.Continuation
    }

    private struct State {
        var listener: Listener?
        var listeners = 0
        var lastPoke = ContinuousClock.now
    }

    private let state = Locked(State())

    /// Says that something has changed.
    ///
    /// A case changes thousands of times, so that the condition is looked at here and not in a task that is woken for it.
    func poke() {
        let listener = state.withLock { state in
            state.lastPoke = .now
            return state.listener
        }
        if let listener, listener.condition() { listener.wake.yield() }
    }

    /// Something for each time that the condition may hold from now on; the stream before this one ends.
    ///
    /// It may hold no longer when the word arrives. The condition is asked on any thread and must not wait.
    func times(_ condition: @escaping @Sendable () -> Bool) -> AsyncStream<Void> {
        let (stream, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let (previous, number) = state.withLock { state in
            let previous = state.listener
            state.listeners += 1
            state.listener = Listener(number: state.listeners, condition: condition, wake: wake)
            return (previous, state.listeners)
        }
        previous?.wake.finish()
        // The condition may hold what pokes, which must not live on for it.
        wake.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                if state.listener?.number == number { state.listener = nil }
            }
        }
        wake.yield()
        return stream
    }

    /// Returns when nothing has changed for so long, or at the last moment.
    ///
    /// - Throws: `CancellationError`.
    func waitForSilence(_ limit: Duration, until last: ContinuousClock.Instant) async throws {
        while true {
            let end = min(state.withLock { $0.lastPoke } + limit, last)
            guard ContinuousClock.now < end else { return }
            try await ContinuousClock().sleep(until: end)
        }
    }
}
