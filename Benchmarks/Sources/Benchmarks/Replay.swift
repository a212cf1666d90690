import Foundation
import LibrarySync

/// What the same requests cost when nobody keeps what they bring.
struct Replay: Sendable {
    var requests = 0
    var bytes = 0
    /// Fetching through the engine's transport, one after the other.
    var fetching: Duration = .zero
    /// Parsing the bodies with handlers that do nothing.
    var emptyParsing: Duration = .zero
    /// Parsing the bodies into rows.
    var ownParsing: Duration = .zero

    /// Sends the requests of a refresh again, and parses each answer both ways as it comes.
    init(of requests: [TransportRequest]) async throws {
        let transport = URLSessionTransport()
        defer { transport.close() }
        let clock = ContinuousClock()
        for request in requests {
            let start = clock.now
            let response = try await transport.send(request)
            let fetched = clock.now
            try Parsing.withEmptyHandlers(response.body)
            let skimmed = clock.now
            _ = try Parsing.withPlexXML(response.body, of: request)
            let parsed = clock.now
            self.requests += 1
            bytes += response.body.count
            fetching += start.duration(to: fetched)
            emptyParsing += fetched.duration(to: skimmed)
            ownParsing += skimmed.duration(to: parsed)
        }
    }
}
