import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct StallFaultTests {
    @Test(arguments: [nil, 0, 10, 300] as [Int?])
    func `an answer stalls after exactly so many bytes until the server stops`(count: Int?) throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/identity"))
        server.arm(FaultRule(.stall(afterBytes: count)))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        server.advance(by: .seconds(3_600))
        #expect(server.heldRequests == 1)
        #expect(server.journal.last?.bytes == count ?? 0)
        server.stop()
        let rest = try client.readToEnd()
        #expect(rest == RawClient.Rest(bytes: Array(honest.prefix(count ?? 0)), end: .fin))
        #expect(server.heldRequests == 0)
    }

    @Test func `a client that gives up is held no longer`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.stall()))
        do {
            let client = try RawClient(port: server.port)
            // The next request already waits: its bytes must not hide that the client goes.
            client.send(get("/identity") + get("/identity"))
            try server.wait("the request is held") { $0.heldRequests == 1 }
        }
        try server.wait("nothing is held or open") { $0.heldRequests == 0 && $0.openConnections == 0 }
        #expect(server.journal.count == 1)
    }

    @Test func `disarming lets the rest of the answer go, on a connection that lives on`() throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/identity"))
        server.arm(FaultRule(.stall(afterBytes: 40)))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        #expect(try client.read(40) == Array(honest.prefix(40)))
        try server.wait("the request is held") { $0.heldRequests == 1 }
        server.disarmFaults()
        #expect(server.heldRequests == 0)
        #expect(try client.read(honest.count - 40) == Array(honest.dropFirst(40)))
        client.send(get("/identity"))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
    }
}
