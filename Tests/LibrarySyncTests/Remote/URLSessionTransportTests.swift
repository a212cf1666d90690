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

    @Test(.timeLimit(.minutes(1))) func `a closed transport cancels what it is asked for`() async throws {
        let transport = URLSessionTransport()
        transport.close()
        let url = try #require(URL(string: "http://127.0.0.1:9/"))
        await #expect(throws: TransportError.cancelled) {
            try await transport.send(TransportRequest(url: url, headers: [:], maximumBody: 10))
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a request of a cancelled task is never sent`() async throws {
        let transport = URLSessionTransport()
        defer { transport.close() }
        // To be sent would end in another error.
        let url = try #require(URL(string: "http://nobody.invalid/"))
        let asking = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await transport.send(TransportRequest(url: url, headers: [:], maximumBody: 10))
        }
        await #expect(throws: TransportError.cancelled) { try await asking.value }
    }
}
