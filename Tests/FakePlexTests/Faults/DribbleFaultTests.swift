import HTTPTypes
import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct DribbleFaultTests {
    @Test func `an answer comes bit by bit as the world's clock goes on`() throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/identity"))
        server.arm(FaultRule(.dribble(bytes: 100, every: .seconds(2))))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        var place = 0
        while place + 100 < honest.count {
            try server.wait("the rest is held") { $0.heldRequests == 1 && $0.untilNextRelease == .seconds(2) }
            #expect(try client.read(100) == Array(honest[place..<place + 100]))
            place += 100
            server.advance(by: .seconds(2))
        }
        #expect(try client.read(honest.count - place) == Array(honest[place...]))
    }

    @Test(arguments: [Int.min, 0, 1])
    func `bits are a byte at least, and a long answer is not held for ever`(bytes: Int) throws {
        let body = [UInt8](repeating: 65, count: 30_000)
        let reply = Reply(
            PlexAnswer(status: .ok, fields: [:], body: body), isHead: false, closes: false, date: 0, idleSeconds: 1)
        let actions = Fault.dribble(bytes: bytes, every: .seconds(1)).behaviour.script(for: reply, now: .zero).actions
        #expect(actions.count == 20_001)
        #expect(actions.first == .send([UInt8(ascii: "H")]))
        #expect(actions[1] == .hold(.until(.seconds(1))) && actions[3] == .hold(.until(.seconds(2))))
    }
}
