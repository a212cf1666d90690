import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct RefuseFaultTests {
    @Test func `refusing from the first request begins at once and ends all connections`() throws {
        let server = try startServer()
        defer { server.stop() }
        var idle = try RawClient(port: server.port)
        idle.send(get("/identity"))
        _ = try idle.readAnswer()
        server.arm(FaultRule(.refuse))
        #expect(try isRefused(server.port))
        #expect(try idle.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        server.advance(by: .seconds(3_600))
        #expect(try isRefused(server.port))
        server.disarmFaults()
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
        #expect(server.unfiredRules.isEmpty)
    }

    @Test func `the answer before goes out whole and closes, and nobody listens when it has come`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.refuse, match: RequestMatch(endpoint: [.sections]), firstOccurrence: 2, times: .once))
        var other = try RawClient(port: server.port)
        other.send(get("/identity"))
        #expect(try other.readAnswer().head.contains("Connection: Keep-Alive"))
        #expect(server.unfiredRules.count == 1)
        var client = try RawClient(port: server.port)
        client.send(get("/library/sections"))
        let (head, body) = try client.readAnswer()
        #expect(try isRefused(server.port))
        #expect(head.contains("\r\nConnection: close\r\n"))
        #expect(body.hasSuffix("</MediaContainer>\n") || body.hasSuffix("</MediaContainer>"))
        #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        #expect(try other.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        #expect(server.unfiredRules.isEmpty)
    }

    @Test func `once is over when the clock moves, on the same port and before it is told`() throws {
        let server = try startServer()
        defer { server.stop() }
        for _ in 1...20 {
            server.arm(FaultRule(.refuse, times: .once))
            #expect(try isRefused(server.port))
            server.advance(by: .milliseconds(1))
            #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `a batch of edits moves the clock too`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.refuse, times: .count(2)))
        try server.apply([])
        #expect(try isRefused(server.port))
        try server.apply([])
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `by the real clock once lasts a second`() throws {
        let server = try startServer(FakePlexOptions(clock: .real))
        defer { server.stop() }
        server.arm(FaultRule(.refuse, times: .once))
        #expect(try isRefused(server.port))
        server.advance(by: .seconds(1))
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `a held request ends with everything else`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.stall()))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        server.arm(FaultRule(.refuse))
        #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        try server.wait("nothing is held or open") { $0.heldRequests == 0 && $0.openConnections == 0 }
    }
}
