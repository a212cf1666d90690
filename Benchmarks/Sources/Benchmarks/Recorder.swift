import LibrarySync
import Synchronization

/// The engine's own transport, with a note of what went out and how long the answers took.
final class Recorder: HTTPTransport {
    struct Record: Sendable {
        var requests: [TransportRequest] = []
        /// From each request to the end of its answer, added up.
        var roundTrips: Duration = .zero
    }

    private let transport = URLSessionTransport()
    private let state = Mutex(Record())

    var record: Record { state.withLock { $0 } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let start = ContinuousClock.now
        let response = try await transport.send(request)
        let time = ContinuousClock.now - start
        state.withLock { record in
            record.requests.append(request)
            record.roundTrips += time
        }
        return response
    }

    /// Forgets what was noted.
    func reset() { state.withLock { $0 = Record() } }

    func close() { transport.close() }
}
