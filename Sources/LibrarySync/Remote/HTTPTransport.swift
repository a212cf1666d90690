public import Foundation

/// What carries a request to a server and brings the answer back.
///
/// An answer with any status is an answer. Redirects are answers too: the engine follows those it may follow itself,
/// so a transport must not. A transport that is cancelled ends soon, with ``TransportError/cancelled``.
public protocol HTTPTransport: Sendable {
    /// Sends one request and returns the whole answer, whatever its status; throws where none came.
    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse
}

/// A GET request.
public struct TransportRequest: Sendable, Equatable {
    /// The address; it never carries the token.
    public var url: URL
    /// The header fields; the token is among them where the address is the server's own.
    public var headers: [String: String]
    /// Bytes of body at which the transport gives up with ``TransportError/bodyTooLarge(limit:)``.
    public var maximumBody: Int

    /// A request to this address.
    public init(url: URL, headers: [String: String], maximumBody: Int) {
        self.url = url
        self.headers = headers
        self.maximumBody = maximumBody
    }
}

/// How a request is written into logs: without its headers, of which one is the token.
extension TransportRequest: CustomStringConvertible, CustomDebugStringConvertible {
    /// Method and address.
    public var description: String { "GET \(url.absoluteString)" }
    /// The same.
    public var debugDescription: String { description }
}

/// What a server answered.
public struct TransportResponse: Sendable, Equatable {
    /// The HTTP status code.
    public var status: Int
    /// The whole body, decoded from its content coding.
    public var body: Data
    private let fields: [String: String]

    /// An answer with these header fields.
    public init(status: Int, headers: [String: String] = [:], body: Data = Data()) {
        self.status = status
        self.body = body
        fields = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// A header field's value; names are compared without regard to case (RFC 9110, 5.1).
    public func header(_ name: String) -> String? { fields[name.lowercased()] }
}

/// Why there is no answer.
public enum TransportError: Error, Sendable, Equatable {
    /// Nobody accepts connections there, or there is no way to get there.
    case cannotConnect
    /// The connection ended before the answer did.
    case connectionLost
    /// Nothing came for too long.
    case timedOut
    /// The body grew beyond the request's limit, in bytes.
    case bodyTooLarge(limit: Int)
    /// The task that waited was cancelled.
    case cancelled
    /// Anything else, in words without an address.
    case other(String)
}
