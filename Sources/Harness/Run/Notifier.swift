/// Tells one waiting task that something may have changed.
final class Notifier: Sendable {
    private let listener = Locked<AsyncStream<Void>.Continuation?>(nil)

    /// Says that something may have changed.
    func poke() { listener.withLock { $0 }?.yield() }

    /// The pokes from now on, beginning with one; the stream before this one ends.
    func pokes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let previous = listener.withLock { listener in
            let previous = listener
            listener = continuation
            return previous
        }
        previous?.finish()
        continuation.yield()
        return stream
    }
}
