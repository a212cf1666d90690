import Foundation
import Testing

@testable import LibrarySync

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

struct URLSessionTransportTests {
    @Test(arguments: [
        (URLError.Code.cannotConnectToHost, TransportError.cannotConnect), (.cannotFindHost, .cannotConnect),
        (.notConnectedToInternet, .cannotConnect), (.networkConnectionLost, .connectionLost),
        (.unknown, .connectionLost), (.badServerResponse, .connectionLost), (.cannotParseResponse, .connectionLost),
        (.timedOut, .timedOut), (.cancelled, .cancelled),
    ])
    func `errors of the loading system have a meaning`(code: URLError.Code, meaning: TransportError) {
        #expect(TransportError(loading: URLError(code)) == meaning)
    }

    @Test(.timeLimit(.minutes(1))) func `a host that cannot exist cannot be connected to`() async throws {
        let transport = URLSessionTransport()
        defer { transport.close() }
        let url = try #require(URL(string: "http://nobody.invalid/"))
        await #expect(throws: TransportError.cannotConnect) {
            try await transport.send(TransportRequest(url: url, headers: [:], maximumBody: 10))
        }
    }
}
