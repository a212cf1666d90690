import FakePlex
import Foundation
import LibrarySync
import Testing

/// Bodies are counted while they come: sync-requirements, promise 11.
struct BodyLimitTests {
    @Test(arguments: [(-1, false), (0, true), (1, true)])
    func `a body is taken up to its limit, and given up with the byte after it`(room: Int, isTaken: Bool) async throws {
        try await withFakePlex(library: .generated(seed: 7, albums: 40)) { server in
            let transport = URLSessionTransport()
            defer { transport.close() }
            let url = server.baseURL.appending(path: "library/sections/\(server.catalog.sections[0].key)/all")
                .appending(queryItems: [URLQueryItem(name: "type", value: "10")])
            func send(upTo limit: Int) async throws(TransportError) -> TransportResponse {
                try await transport.send(
                    TransportRequest(url: url, headers: ["X-Plex-Token": server.token], maximumBody: limit))
            }
            let whole = try await send(upTo: 64 << 20).body.count
            let limit = whole + room
            if isTaken {
                #expect(try await send(upTo: limit).body.count == whole)
            } else {
                await #expect(throws: TransportError.bodyTooLarge(limit: limit)) { try await send(upTo: limit) }
            }
        }
    }
}
