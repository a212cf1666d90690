import Dispatch
import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct ResetFaultTests {
    @Test(arguments: [0, 1, 17, 200, 1_000, 5_000])
    func `a reset arrives as one after exactly so many bytes`(count: Int) throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/library/sections/4/all?type=9"))
        #expect(honest.count > 5_000)
        server.arm(FaultRule(.reset(afterBytes: count)))
        var client = try RawClient(port: server.port)
        client.send(get("/library/sections/4/all?type=9"))
        let rest = try client.readToEnd()
        #expect(rest == RawClient.Rest(bytes: Array(honest.prefix(count)), end: .reset))
        #expect(server.journal.last?.bytes == count)
        #expect(server.journal.last?.status == (count >= 1_000 ? 200 : nil))
        #expect(server.journal.last?.fault == "reset")
        #expect(server.unfiredRules.isEmpty)
    }

    @Test func `a reset waits until everything before it is on its way`() throws {
        let written = DispatchSemaphore(value: 0)
        let server = try startServer(FakePlexOptions { if $0.fault != nil { written.signal() } })
        defer { server.stop() }
        let request = get("/library/sections/4/all?type=10")
        let honest = try server.honestAnswer(to: request)
        #expect(honest.count > 100_000)
        server.arm(FaultRule(.reset(afterBytes: .max)))
        var client = try RawClient(port: server.port, receiveBuffer: 4_096)
        client.send(request)
        #expect(written.wait(timeout: .now() + 10) == .success)
        let rest = try client.readToEnd()
        #expect(rest.bytes.count == honest.count)
        #expect(rest.end == .reset)
    }

    @Test func `without a number not a byte is sent`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.reset()))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        #expect(try client.readToEnd() == RawClient.Rest(bytes: [], end: .reset))
        #expect(server.journal.map(\.status) == [nil])
    }
}
