import Foundation
import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct ServerTests {
    @Test func `worlds live side by side without touching each other`() throws {
        let servers = try (0..<8).map { _ in try startServer() }
        defer { servers.forEach { $0.stop() } }
        #expect(Set(servers.map(\.port)).count == 8)
        servers[0].arm(FaultRule(.status(500)))
        let heads = try servers.map { try $0.ask(get("/identity")).text.prefix(12) }
        #expect(heads == ["HTTP/1.1 500"] + Array(repeating: "HTTP/1.1 200", count: 7))
        #expect(servers.map(\.journal.count) == Array(repeating: 1, count: 8))
    }

    @Test func `stopping ends what is idle, held or half-read, and may be repeated`() throws {
        let server = try startServer()
        server.arm(FaultRule(.stall(afterBytes: 3), match: RequestMatch(path: "/identity")))
        var idle = try RawClient(port: server.port)
        var reading = try RawClient(port: server.port)
        reading.send("GET / HTT")
        var stalled = try RawClient(port: server.port)
        stalled.send(get("/identity"))
        #expect(try stalled.read(3) == Array("HTT".utf8))
        try server.wait("the request is held") { $0.heldRequests == 1 && $0.openConnections == 3 }
        server.stop()
        server.stop()
        #expect(server.openConnections == 0)
        #expect(server.heldRequests == 0)
        #expect(try idle.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
        #expect(try stalled.readToEnd().bytes == [])
        _ = try reading.readToEnd()
        #expect(try isRefused(server.port))
    }

    @Test func `a stopped server still tells what happened and bears every call`() throws {
        let server = try startServer()
        _ = try server.ask(get("/identity"))
        server.stop()
        server.arm(FaultRule(.refuse))
        server.advance(by: .seconds(1))
        server.disarmFaults()
        server.setValidators(true)
        #expect(server.journal.count == 1)
    }

    @Test func `connections beyond the limit wait until one ends`() throws {
        var options = FakePlexOptions()
        options.limits.connections = 2
        let server = try startServer(options)
        defer { server.stop() }
        let first = try RawClient(port: server.port)
        var second = try RawClient(port: server.port)
        second.send(get("/identity"))
        _ = try second.readAnswer()
        try server.wait("both are in") { $0.openConnections == 2 }
        var third = try RawClient(port: server.port)
        third.send(get("/identity"))
        second.send(get("/library/sections"))
        _ = try second.readAnswer()
        #expect(server.journal.map(\.path) == ["/identity", "/library/sections"])
        first.endSending()
        #expect(try third.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `a silent connection is closed`() throws {
        var options = FakePlexOptions()
        options.limits.idleSeconds = 0
        let server = try startServer(options)
        defer { server.stop() }
        var client = try RawClient(port: server.port)
        #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .fin))
    }

    @Test func `a scope stops its server also when it throws`() async throws {
        struct Broken: Error {}
        var port = 0
        await #expect(throws: Broken.self) {
            try await withFakePlex(library: Catalog()) { server in
                port = server.port
                throw Broken()
            }
        }
        #expect(try isRefused(port))
    }

    #if os(Linux)
    @Test func `worlds leave no descriptor behind`() async throws {
        // Other tests open and close descriptors meanwhile, so a process of its own counts.
        await #expect(processExitsWith: .success) {
            func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
            try useWorld()
            let before = try count()
            for _ in 0..<50 { try useWorld() }
            let after = try count()
            precondition(before == after, "\(before) descriptors before, \(after) after")
        }
    }
    #endif
}

/// A world's life with everything that holds a descriptor: connections idle, served, held and reset, and a refusal.
private func useWorld() throws {
    let server = try startServer()
    let idle = try RawClient(port: server.port)
    server.arm(FaultRule(.reset(), match: RequestMatch(path: "/library"), times: .once))
    server.arm(FaultRule(.stall(), match: RequestMatch(path: "/library/sections")))
    _ = try server.ask(get("/identity"))
    _ = try server.ask(get("/library"))
    let held = try RawClient(port: server.port)
    held.send(get("/library/sections"))
    try server.wait("the request is held") { $0.heldRequests == 1 }
    server.arm(FaultRule(.refuse, times: .once))
    server.advance(by: .seconds(1))
    _ = try server.ask(get("/identity"))
    server.stop()
    idle.endSending()
}
