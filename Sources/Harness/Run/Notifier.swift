/// Tells one waiting task that something may have changed, and knows how long nothing has.
final class Notifier: Sendable {
    private struct State {
        var listener: AsyncStream<Void>.Continuation?
        var lastPoke = ContinuousClock.now
    }

    private let state = Locked(State())

    /// Says that something may have changed.
    func poke() {
        let listener = state.withLock { state in
            state.lastPoke = .now
            return state.listener
        }
        listener?.yield()
    }

    /// The pokes from now on, beginning with one; the stream before this one ends.
    func pokes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let previous = state.withLock { state in
            let previous = state.listener
            state.listener = continuation
            return previous
        }
        previous?.finish()
        continuation.yield()
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
