internal import HTTPTypes

/// A well-formed head, and what it says about the rest of the message.
struct RequestHead: Sendable, Equatable {
    /// How the body's end is found (RFC 9112, 6.3).
    enum Body: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    var http: HTTPRequest
    var body: Body
    /// Whether the client is willing to send another request on the connection.
    var keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    var expectsContinue: Bool
}

/// Why a request cannot be read.
struct RequestProblem: Error, Sendable, Equatable {
    var status: Int
    var reason: String

    init(_ reason: String, status: Int = 400) {
        self.status = status
        self.reason = reason
    }
}

/// The first line of a request.
struct RequestLine: Sendable, Equatable {
    var method: String
    /// Path and query, as they came.
    var path: String
    var authority: String?
    /// The 1 in HTTP/1.1.
    var minorVersion: Int

    /// Reads `GET /path?query HTTP/1.1` (RFC 9112, 3).
    init(_ line: ArraySlice<UInt8>) throws(RequestProblem) {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw RequestProblem("the request line is not a method, a target and a version, one space apart")
        }
        guard !parts[0].isEmpty, parts[0].allSatisfy(isTokenByte) else {
            throw RequestProblem("the method is no token")
        }
        method = String(decoding: parts[0], as: UTF8.self)
        minorVersion = try Self.minorVersion(parts[2])
        guard !parts[1].isEmpty, parts[1].allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw RequestProblem("the target holds a byte that must be percent-encoded")
        }
        (path, authority) = try Self.target(String(decoding: parts[1], as: UTF8.self), method: method)
    }

    /// RFC 9110, 2.5: a higher minor version is read as the one we know, another major version is refused.
    private static func minorVersion(_ bytes: ArraySlice<UInt8>) throws(RequestProblem) -> Int {
        let text = Array(bytes)
        let isVersion =
            text.count == 8 && text.starts(with: "HTTP/".utf8) && text[6] == UInt8(ascii: ".")
            && isDigit(text[5]) && isDigit(text[7])
        guard isVersion else { throw RequestProblem("the version is not HTTP/1.1") }
        guard text[5] == UInt8(ascii: "1") else {
            throw RequestProblem("the version is another than HTTP/1", status: 505)
        }
        return Int(text[7] - UInt8(ascii: "0"))
    }

    /// The four forms of a target (RFC 9112, 3.2).
    private static func target(_ text: String, method: String) throws(RequestProblem) -> (String, String?) {
        if text.hasPrefix("/") { return (text, nil) }
        if method == "OPTIONS", text == "*" { return (text, nil) }
        if method == "CONNECT" { return ("/", text) }
        let scheme = text.prefix(7).lowercased()
        guard scheme == "http://" else {
            throw RequestProblem("the target is neither a path nor an http address")
        }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard !authority.isEmpty else { throw RequestProblem("the target names no host") }
        let path = rest.dropFirst(authority.count)
        return (path.hasPrefix("/") ? String(path) : "/" + path, String(authority))
    }
}

/// Whether a byte may stand in a method or field name (RFC 9110, 5.6.2).
func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// Whether a byte is one of 0 to 9.
func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
