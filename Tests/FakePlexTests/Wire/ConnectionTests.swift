import Dispatch
import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test func `a connection serves one request after another`() throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        for _ in 1...3 {
            client.send(get("/identity"))
            let (head, body) = try client.readAnswer()
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(head.contains("\r\nConnection: Keep-Alive\r\nKeep-Alive: timeout=20\r\n"))
            #expect(body.contains("<MediaContainer"))
        }
        #expect(server.journal.map(\.connection) == [1, 1, 1])
    }

    @Test func `requests sent at once are answered in their order`() throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/identity") + get("/nowhere") + get("/library/sections"))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 404 "))
        #expect(try client.readAnswer().body.contains("<Directory"))
        #expect(server.journal.map(\.path) == ["/identity", "/nowhere", "/library/sections"])
    }

    @Test func `a request may come byte by byte`() throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        for byte in get("/identity").utf8 { client.send([byte]) }
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `HEAD answers with the head of GET and no body`() throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/library/sections"))
        let (head, _) = try client.readAnswer()
        client.send(get("/library/sections", method: "HEAD"))
        #expect(try client.readHead() == head)
        client.send(get("/identity"))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(server.journal.prefix(2).map(\.bodyBytes) == [contentLength(of: head), 0])
    }

    @Test(arguments: [
        ("1.1", [], true), ("1.1", ["Connection: close"], false), ("1.1", ["Connection: x, Close"], false),
        ("1.0", [], false), ("1.0", ["Connection: keep-alive"], true), ("1.9", [], true),
    ])
    func `the connection stays open where the client wants it`(version: String, fields: [String], stays: Bool) throws {
        let server = try startServer()
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        client.send(get("/identity", version: version, fields: fields))
        let (head, _) = try client.readAnswer()
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(head.contains("Connection: close") != stays)
        if stays {
            client.send(get("/identity"))
            #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        } else {
            #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        }
    }

    @Test func `what a client still sends costs it no answer`() throws {
        let written = DispatchSemaphore(value: 0)
        let server = try startServer(FakePlexOptions { _ in written.signal() })
        defer { server.stop() }
        // Closing with unread bytes would reset the connection, and drop what the client has not taken yet.
        server.arm(FaultRule(.delay(.seconds(1))))
        var client = try RawClient(port: server.port, receiveBuffer: 4_096)
        let request = get("/library/sections/4/all?type=10", fields: ["Connection: close"])
        client.send(request + String(repeating: "x", count: 100_000))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        server.advance(by: .seconds(1))
        #expect(written.wait(timeout: .now() + 10) == .success)
        #expect(try client.readAnswer().body.utf8.count > 100_000)
        client.endSending()
        #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
    }

    @Test func `a client that half-closes still gets its answer`() throws {
        let server = try startServer()
        defer { server.stop() }
        let rest = try server.ask(get("/identity"))
        #expect(rest.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(rest.end == .fin)
    }
}
