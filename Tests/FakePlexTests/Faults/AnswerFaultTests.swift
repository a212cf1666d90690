import Testing

@testable import FakePlex

/// The faults that answer something else.
@Suite(.timeLimit(.minutes(1)))
struct AnswerFaultTests {
    @Test(arguments: [
        (401, "Unauthorized"), (404, "Not Found"), (500, "Internal Server Error"), (509, "Bandwidth Limit Exceeded"),
    ])
    func `a status comes with the error page of a real server`(code: Int, reason: String) throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.status(code)))
        let text = try server.ask(get("/identity")).text
        #expect(text.hasPrefix("HTTP/1.1 \(code) \(reason)\r\n"))
        #expect(text.contains("Content-Type: text/html"))
        #expect(!text.contains("Retry-After"))
        #expect(text.hasSuffix("<body><h1>\(code) \(reason)</h1></body></html>"))
    }

    @Test func `a status may say when to come again`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.status(503, retryAfter: 7)))
        let text = try server.ask(get("/identity")).text
        #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(text.contains("\r\nRetry-After: 7\r\n"))
    }

    @Test func `a status without a body has none`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.status(304)))
        let text = try server.ask(get("/identity")).text
        #expect(text.hasPrefix("HTTP/1.1 304 Not Modified\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [Int.min, -1, 0, 99, 1_000, .max])
    func `a number that is no status crashes nothing`(code: Int) throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.status(code), times: .once))
        _ = try server.ask(get("/identity"))
        server.advance(by: .seconds(1))
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func `an empty success is a well-formed container that holds nothing`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.emptySuccess, match: RequestMatch(endpoint: [.albums])))
        let paged = try server.ask(get("/library/sections/4/all?type=9", fields: ["X-Plex-Container-Start: 0"])).text
        #expect(paged.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(paged.contains("<MediaContainer"))
        #expect(paged.contains("size=\"0\""))
        #expect(paged.contains("totalSize=\"0\""))
        #expect(!paged.contains("<Directory"))
        #expect(try server.ask(get("/library/sections/4/all?type=8")).text.contains("<Directory"))
        #expect(server.journal.map(\.fault) == ["emptySuccess", nil])
    }

    @Test func `a stale validator is confirmed also after a real change`() throws {
        let server = try startServer()
        defer { server.stop() }
        let request = get("/library/sections/4/all?type=9", fields: ["If-None-Match: \"old\""])
        server.arm(FaultRule(.staleValidator, times: .once))
        #expect(try server.ask(request).text.hasPrefix("HTTP/1.1 200 "))
        server.setValidators(true)
        #expect(try server.ask(get("/library/sections/4/all?type=9")).text.hasPrefix("HTTP/1.1 200 "))
        #expect(server.unfiredRules.count == 1)
        let answer = try server.ask(request).text
        #expect(answer.hasPrefix("HTTP/1.1 304 Not Modified\r\n"))
        #expect(answer.contains("\r\nETag: \"old\"\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
        server.advance(by: .seconds(1))
        #expect(try server.ask(request).text.hasPrefix("HTTP/1.1 200 "))
        #expect(server.unfiredRules.isEmpty)
    }
}
