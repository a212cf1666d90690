import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct TruncateFaultTests {
    @Test(arguments: [TruncationPoint.bytes(0), .bytes(1), .bytes(700), .percent(0), .percent(50), .percent(99.9)])
    func `with its length announced the body ends early with a FIN`(point: TruncationPoint) throws {
        let server = try startServer()
        defer { server.stop() }
        let honest = try server.honestAnswer(to: get("/library/sections/4/all?type=8"))
        server.arm(FaultRule(.truncate(at: point)))
        var client = try RawClient(port: server.port)
        client.send(get("/library/sections/4/all?type=8"))
        let head = try client.readHead()
        let length = try #require(contentLength(of: head))
        let rest = try client.readToEnd()
        #expect(Array(head.utf8) + rest.bytes == Array(honest.prefix(head.utf8.count + point.count(of: length))))
        #expect(rest.end == .fin)
        #expect(server.journal.last?.bodyBytes == point.count(of: length))
        #expect(server.journal.last?.status == 200)
    }

    @Test func `without a length only the close marks the end`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.truncate(at: .bytes(10), contentLength: false)))
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        let head = try client.readHead()
        #expect(contentLength(of: head) == nil)
        #expect(head.contains("\r\nConnection: close\r\n"))
        #expect(try client.readToEnd() == RawClient.Rest(bytes: Array("<?xml vers".utf8), end: .fin))
    }

    @Test(arguments: [
        (TruncationPoint.percent(0), 0), (.percent(50), 5), (.percent(99), 9), (.percent(100), 10), (.percent(.nan), 0),
        (.percent(-3), 0), (.percent(.infinity), 10), (.bytes(3), 3), (.bytes(-1), 0), (.bytes(.max), 10),
    ])
    func `a point lies within the body`(point: TruncationPoint, count: Int) {
        #expect(point.count(of: 10) == count)
    }
}
