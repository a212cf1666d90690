import LibraryStore

/// Counts what went over the wire: requests as they are sent, repetitions and redirects too, and bytes of body.
final class TrafficMeter: Sendable {
    struct Reading: Sendable, Equatable {
        var requests = 0
        var bytes = 0
    }

    private let counts = Locked(Reading())

    var reading: Reading { counts.withLock { $0 } }

    func countRequest() { counts.withLock { $0.requests += 1 } }

    func count(bytes: Int) { counts.withLock { $0.bytes += bytes } }
}
