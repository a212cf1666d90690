import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct DelayFaultTests {
    @Test func `a delayed answer comes when the world's clock gets there, as of its arrival`() throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/identity"))
        server.arm(FaultRule(.delay(.seconds(3))))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        server.advance(by: .milliseconds(2_999))
        #expect(server.heldRequests == 1)
        #expect(server.journal.last?.status == nil)
        server.advance(by: .milliseconds(1))
        #expect(server.heldRequests == 0)
        #expect(try client.read(honest.count) == honest)
    }

    @Test func `a batch of edits takes a second, which ends a delay of one`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.delay(.seconds(1)), times: .once))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        try server.apply([])
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `by the real clock a delay passes by itself`() throws {
        let server = try startServer(FakePlexOptions(clock: .real))
        defer { server.stop() }
        server.arm(FaultRule(.delay(.milliseconds(20))))
        #expect(try server.askAndStay(get("/identity")).hasPrefix("HTTP/1.1 200 "))
    }
}

extension FakePlex {
    /// Asks on a connection of its own and reads one answer's head.
    fileprivate func askAndStay(_ request: String) throws -> String {
        var client = try RawClient(port: port)
        client.send(request)
        return try client.readHead()
    }
}
