import Testing

@testable import FakePlex

/// What no client may send, and the status that each gets.
private let malformed: [(String, Int)] = [
    ("GET /\r\n\r\n", 400),
    ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET / http/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/11.1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("GET /\u{e9} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET /\u{7f} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET identity HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\n: c\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n", 400),
    ("GET / HTTP/1.1\rHost: a\r\n\r\n", 400),
    ("GET / HTTP/1.1\nHost: a\n\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("GET / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n", 417),
    ("\u{16}\u{03}\u{01}", 400),
    ("GET /" + String(repeating: "x", count: 17_000), 414),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 33_000), 431),
    ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 100) + "\r\n", 431),
]

@Suite(.timeLimit(.minutes(1)))
struct MalformedRequestTests {
    @Test(arguments: malformed)
    func `a malformed request gets its status and the connection ends`(request: String, status: Int) throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(request)
        let head = try client.readHead()
        #expect(head.hasPrefix("HTTP/1.1 \(status) "))
        #expect(head.contains("\r\nConnection: close\r\n"))
        #expect(head.contains("\r\nX-Plex-Protocol: 1.0\r\n"))
        #expect(try client.readToEnd().end == .fin)
        let entry = try #require(server.journal.first)
        #expect(entry.status == status)
        #expect(entry.endpoint == nil)
        #expect(entry.problem != nil)
        #expect(server.malformedRequests == [entry])
        #expect(server.unmatchedRequests.isEmpty)
        // And the world lives on.
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
    }

    @Test(arguments: malformed)
    func `the parser sees it in one piece as well as byte by byte`(request: String, status: Int) {
        var whole = RequestHeadParser(limits: FakePlexLimits())
        let expected = #expect(throws: RequestProblem.self) { try whole.parse(Array(request.utf8)) }
        #expect(expected?.status == status)
        var parser = RequestHeadParser(limits: FakePlexLimits())
        var bytes: [UInt8] = []
        let problem = #expect(throws: RequestProblem.self) {
            for byte in request.utf8 {
                bytes.append(byte)
                _ = try parser.parse(bytes)
            }
        }
        #expect(problem?.status == status)
    }

    @Test(arguments: 1...40)
    func `random bytes crash nothing`(seed: UInt64) throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        var bytes = Array(get("/library/sections").utf8)
        for _ in 0..<8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 25)
        }
        client.send(bytes)
        client.endSending()
        _ = try client.readToEnd()
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
    }
}
