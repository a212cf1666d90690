import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct RequestBodyTests {
    @Test(arguments: [
        (["Content-Length: 5"], "hello"),
        (["Content-Length: 5, 5"], "hello"),
        (["Content-Length: 0"], ""),
        (["Transfer-Encoding: chunked"], "5\r\nhello\r\n0\r\n\r\n"),
        (["Transfer-Encoding: Chunked"], "1;note=x\r\nh\r\nA\r\nello world\r\n000\r\nTrailer: x\r\n\r\n"),
    ])
    func `a body is read and dropped, and the next request answered`(fields: [String], body: String) throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/identity", fields: fields) + body + get("/identity"))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
        #expect(server.journal.count == 2)
    }

    @Test func `who asks before sending a body is told to go on`() throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/identity", fields: ["Content-Length: 2", "Expect: 100-continue"]))
        #expect(try client.readHead() == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ok")
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
    }

    @Test(arguments: [
        (["Content-Length: 101"], "", 413),
        (["Content-Length: 99999999999999999999"], "", 413),
        (["Transfer-Encoding: chunked"], "65\r\n", 413),
        (["Transfer-Encoding: chunked"], "x\r\n", 400),
        (["Transfer-Encoding: chunked"], "-1\r\n", 400),
        (["Transfer-Encoding: chunked"], "+1\r\n", 400),
        (["Transfer-Encoding: chunked"], "\r\n", 400),
        (["Transfer-Encoding: chunked"], "1\r\nab\r\n", 400),
        (["Transfer-Encoding: chunked"], "1\nab", 400),
        (["Transfer-Encoding: chunked"], "fffffffffffffffff\r\n", 400),
        (["Transfer-Encoding: chunked"], "1;" + String(repeating: "x", count: 1_100), 400),
        (["Transfer-Encoding: chunked"], "0\r\n" + String(repeating: "A: b\r\n", count: 101), 431),
        (["Transfer-Encoding: gzip, chunked"], "", 501),
        (["Content-Length: 200", "Expect: 100-continue"], "", 413),
    ])
    func `a body that is too long or no body is refused`(fields: [String], body: String, status: Int) throws {
        var options = FakePlexOptions()
        options.limits.bodyBytes = 100
        let server = try startServer(options)
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/identity", fields: fields) + body)
        let rest = try client.readToEnd()
        #expect(rest.text.hasPrefix("HTTP/1.1 \(status) "))
        #expect(rest.text.contains("\r\nConnection: close\r\n"))
        #expect(rest.end == .fin)
        #expect(server.malformedRequests.map(\.status) == [status])
    }
}
