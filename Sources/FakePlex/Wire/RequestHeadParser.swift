internal import HTTPTypes

/// Reads a request's head from bytes as they come, strictly, so that a client's mistakes are seen (RFC 9112, 2 to 6).
struct RequestHeadParser: Sendable {
    private let limits: FakePlexLimits
    private var lineStart = 0
    private var scanned = 0
    private var fields: [HTTPField] = []
    /// The first line, as soon as it was read; the journal shows it even when the rest is malformed.
    private(set) var line: RequestLine?
    /// The bytes that the head took, once it was read.
    var length: Int { lineStart }

    init(limits: FakePlexLimits) {
        self.limits = limits
    }

    /// Reads on.
    ///
    /// `bytes` is all that came so far, from the head's first byte; nothing: more is needed.
    mutating func parse(_ bytes: [UInt8]) throws(RequestProblem) -> RequestHead? {
        while let end = bytes[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
            guard end < limits.headBytes else { throw tooLong() }
            let content = try lineContent(bytes, end: end)
            lineStart = end + 1
            scanned = lineStart
            guard let line else {
                // Empty lines before the first one are passed over (RFC 9112, 2.2).
                if !content.isEmpty { try readFirstLine(content) }
                continue
            }
            guard !content.isEmpty else { return try head(line) }
            try readField(content)
        }
        scanned = bytes.count
        try checkUnfinished(bytes)
        return nil
    }

    private func lineContent(_ bytes: [UInt8], end: Int) throws(RequestProblem) -> ArraySlice<UInt8> {
        let content = bytes[lineStart..<end]
        guard content.last == UInt8(ascii: "\r") else { throw RequestProblem("a line ends without a carriage return") }
        guard !content.dropLast().contains(UInt8(ascii: "\r")) else {
            throw RequestProblem("a carriage return stands inside a line")
        }
        return content.dropLast()
    }

    private mutating func readFirstLine(_ content: ArraySlice<UInt8>) throws(RequestProblem) {
        guard content.count <= limits.requestLineBytes else { throw Self.lineTooLong }
        line = try RequestLine(content)
    }

    /// What is no HTTP at all is told at once, not when the line's end fails to come.
    private func checkUnfinished(_ bytes: [UInt8]) throws(RequestProblem) {
        guard bytes.count > lineStart else { return }
        if line == nil {
            let first = bytes[lineStart]
            guard isTokenByte(first) || first == UInt8(ascii: "\r") else {
                throw RequestProblem("the first byte begins no HTTP request; is the client speaking TLS?")
            }
            guard bytes.count - lineStart <= limits.requestLineBytes else { throw Self.lineTooLong }
        }
        guard bytes.count <= limits.headBytes else { throw tooLong() }
    }

    private static let lineTooLong = RequestProblem("the request line is too long", status: 414)

    private func tooLong() -> RequestProblem {
        line == nil ? Self.lineTooLong : RequestProblem("the head is too long", status: 431)
    }

    private mutating func readField(_ content: ArraySlice<UInt8>) throws(RequestProblem) {
        guard let first = content.first, first != UInt8(ascii: " "), first != UInt8(ascii: "\t") else {
            throw RequestProblem("a field line begins with white space")  // obs-fold: RFC 9112, 5.2
        }
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else {
            throw RequestProblem("a field line holds no colon")
        }
        // Also white space before the colon, which RFC 9112, 5.1 makes a 400.
        guard content[..<colon].allSatisfy(isTokenByte),
            let name = HTTPField.Name(String(decoding: content[..<colon], as: UTF8.self))
        else { throw RequestProblem("a field's name is no token") }
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var value = content[(colon + 1)...].drop(while: isBlank)
        while let last = value.last, isBlank(last) { value.removeLast() }
        guard value.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }) else {
            throw RequestProblem("the field \(name.rawName) holds a control character")
        }
        guard fields.count < limits.fields else { throw RequestProblem("the head has too many fields", status: 431) }
        fields.append(HTTPField(name: name, value: value))
    }
}

extension RequestHeadParser {
    private func head(_ line: RequestLine) throws(RequestProblem) -> RequestHead {
        guard let method = HTTPRequest.Method(line.method) else { throw RequestProblem("the method is no token") }
        try checkHost(line)
        let http = HTTPRequest(
            method: method, scheme: "http", authority: line.authority ?? values("host").first, path: line.path,
            headerFields: HTTPFields(fields)
        )
        let body = try body(line)
        return RequestHead(
            http: http, body: body, keepsAlive: keepsAlive(line),
            expectsContinue: try expectsContinue(line) && body != .none
        )
    }

    /// The values of all fields of this name, in lower case.
    private func values(_ name: String) -> [String] {
        fields.filter { $0.name.canonicalName == name }.map { $0.value.lowercased() }
    }

    /// The members of a comma-separated list, in lower case.
    private func members(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",") }.map { $0.filter { $0 != " " && $0 != "\t" } }
    }

    /// RFC 9112, 3.2: exactly one, and a valid one; an HTTP/1.0 request needs none.
    private func checkHost(_ line: RequestLine) throws(RequestProblem) {
        let hosts = values("host")
        guard hosts.count <= 1 else { throw RequestProblem("the head has more than one Host") }
        guard let host = hosts.first else {
            if line.minorVersion == 0 { return }
            throw RequestProblem("the head has no Host")
        }
        let isValid = host.utf8.allSatisfy { byte in
            isTokenByte(byte) && byte != UInt8(ascii: "^") && byte != UInt8(ascii: "|") && byte != UInt8(ascii: "`")
                || "[]:();=,".utf8.contains(byte)
        }
        guard isValid else { throw RequestProblem("the Host is no host") }
    }

    private func body(_ line: RequestLine) throws(RequestProblem) -> RequestHead.Body {
        let codings = members("transfer-encoding")
        let lengths = Set(members("content-length"))
        if !codings.isEmpty {
            // Both at once, or chunks in HTTP/1.0, is how requests are smuggled (RFC 9112, 6.1).
            guard lengths.isEmpty else { throw RequestProblem("the body has two kinds of length") }
            guard line.minorVersion > 0 else { throw RequestProblem("HTTP/1.0 knows no Transfer-Encoding") }
            guard codings == ["chunked"] else {
                throw RequestProblem("the body has a transfer coding other than chunked", status: 501)
            }
            return .chunked
        }
        guard let text = lengths.first else {
            guard values("content-length").isEmpty else { throw RequestProblem("the Content-Length is no number") }
            return .none
        }
        guard lengths.count == 1 else { throw RequestProblem("the head has different Content-Lengths") }
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else {
            throw RequestProblem("the Content-Length is no number")
        }
        guard let length = Int(text), length <= limits.bodyBytes else {
            throw RequestProblem("the body is too long", status: 413)
        }
        return length == 0 ? .none : .length(length)
    }

    /// RFC 9112, 9.3.
    private func keepsAlive(_ line: RequestLine) -> Bool {
        let options = members("connection")
        if options.contains("close") { return false }
        return line.minorVersion > 0 || options.contains("keep-alive")
    }

    /// RFC 9110, 10.1.1; an HTTP/1.0 client's expectation is ignored.
    private func expectsContinue(_ line: RequestLine) throws(RequestProblem) -> Bool {
        let expected = members("expect")
        guard !expected.isEmpty, line.minorVersion > 0 else { return false }
        guard expected == ["100-continue"] else {
            throw RequestProblem("the client expects what no server here does", status: 417)
        }
        return true
    }
}
