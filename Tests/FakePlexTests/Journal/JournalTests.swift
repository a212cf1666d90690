import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct JournalTests {
    @Test func `an entry tells what came in and what was answered`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.beginStep(3)
        let path = "/library/sections/4/all?type=9&X-Plex-Container-Size=5&title=a%20b"
        let answer = try server.honestAnswer(
            to: get(path, fields: ["X-Plex-Container-Start: 10", "If-None-Match: \"x\""]))
        let entry = try #require(server.journal.first)
        var expected = JournalEntry(
            number: 1, step: 3, connection: 1, time: 1_750_000_000, method: "GET", path: "/library/sections/4/all"
        )
        expected.query = [
            .init(name: "type", value: "9"), .init(name: "X-Plex-Container-Size", value: "5"),
            .init(name: "title", value: "a b"),
        ]
        expected.endpoint = .albums
        expected.page = .init(start: 10, size: 5)
        expected.ifNoneMatch = "\"x\""
        expected.tokenPlace = .header
        expected.status = 200
        expected.bytes = answer.count
        expected.bodyBytes = contentLength(of: String(decoding: answer, as: UTF8.self)) ?? 0
        expected.catalogRevision = server.catalog.revision
        #expect(entry == expected)
    }

    @Test func `a silent retry is an entry of its own with the same occurrence and the same fault`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.reset(), match: RequestMatch(endpoint: [.sections]), times: .once))
        for _ in 1...2 {
            var client = try RawClient(port: server.port)
            client.send(get("/library/sections"))
            #expect(try client.readToEnd().end == .reset)
        }
        server.advance(by: .seconds(1))
        #expect(try server.ask(get("/library/sections")).text.hasPrefix("HTTP/1.1 200 "))
        #expect(server.journal.map(\.occurrence) == [1, 1, 2])
        #expect(server.journal.map(\.fault) == ["reset", "reset", nil])
        #expect(server.journal.map(\.time) == [1_750_000_000, 1_750_000_000, 1_750_000_001])
        server.beginStep(1)
        _ = try server.ask(get("/library/sections"))
        #expect(server.journal.last?.occurrence == 1)
    }

    @Test(arguments: [
        "/identity?X-Plex-Token=SECRET&a=b", "/identity?x-plex-token=SECRET&a=b",
        "/identity?a=b&url=%2Fx%3FX-Plex-Token%3DSECRET",
        "/SECRET?a=b", "/identity?a=SECRET",
    ])
    func `the token is never written down`(path: String) throws {
        let server = try startServer(FakePlexOptions(token: "SECRET"))
        defer { server.stop() }
        _ = try server.ask(get(path, token: nil))
        _ = try server.ask("GET \(path) HTTP/1.1\r\n\r\n")
        #expect(server.journal.count == 2)
        #expect(!"\(server.journal)".contains("SECRET"))
        #expect(server.journal[0].tokenPlace == (path.lowercased().contains("?x-plex-token") ? .query : .none))
    }

    @Test(arguments: [
        ("/identity", false), ("/identity?X-Plex-Token=other", true), ("/identity?x-plex-token=", true),
        ("/identity?a=1&b=\(FakePlexOptions().token)", true), ("/library/metadata/\(FakePlexOptions().token)", true),
    ])
    func `a token in an address is noted, also beside one in a header`(path: String, isThere: Bool) throws {
        let server = try startServer()
        defer { server.stop() }
        _ = try server.ask(get(path))
        #expect(server.journal.map(\.hasTokenInAddress) == [isThere])
        #expect(server.journal.map(\.tokenPlace) == [.header])
    }

    @Test func `another server's token inside an address is not written down either`() {
        #expect(redacted("/a?X-Plex-TOKEN=abc&b=c", token: "t") == "/a?X-Plex-TOKEN=(token)&b=c")
        #expect(redacted("/a?X-Plex-Token=abc", token: "") == "/a?X-Plex-Token=(token)")
        #expect(redacted("plain", token: "t") == "plain")
        #expect(redacted("/a?X-Plex-Token=1234567&b=c", token: "t") == "/a?X-Plex-Token=(token)&b=c")
        #expect(redacted("secret and secret", token: "secret") == "(token) and (token)")
    }

    @Test func `a path that no endpoint knows is unmatched and names the nearest`() throws {
        let server = try startServer()
        defer { server.stop() }
        let text = try server.ask(get("/library/section")).text
        #expect(text.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        #expect(text.hasSuffix("<h1>404 Not Found</h1></body></html>"))
        #expect(server.unmatchedRequests == server.journal)
        #expect(server.journal.map(\.endpoint) == [nil])
        #expect(server.journal.first?.nearestEndpoint?.contains("section") == true)
    }

    @Test func `a method that writes reaches no endpoint`() throws {
        let server = try startServer()
        defer { server.stop() }
        let text = try server.ask(get("/library/sections", method: "DELETE")).text
        #expect(text.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
        #expect(server.unmatchedRequests.map(\.nearestEndpoint) == ["/library/sections by GET or HEAD"])
    }

    @Test func `entries are handed on once they are answered`() throws {
        let seen = Locked<[JournalEntry]>([])
        let server = try startServer(FakePlexOptions { entry in seen.withLock { $0.append(entry) } })
        defer { server.stop() }
        _ = try server.ask(get("/identity"))
        try server.wait("the entry is handed on") { _ in !seen.withLock(\.isEmpty) }
        #expect(seen.withLock { $0 } == server.journal)
    }

    @Test func `a full journal drops its oldest entries and keeps counting`() {
        var journal = Journal(limit: 10)
        let entry = JournalEntry(number: 0, step: 0, connection: 1, time: 0, method: "GET", path: "/")
        for _ in 1...100 { _ = journal.append(entry) }
        #expect(journal.kept.map(\.number) == Array(91...100))
        #expect(journal.lastNumber == 100)
        #expect(journal[95]?.number == 95)
        #expect(journal[1] == nil)
        #expect(journal[101] == nil)
    }

    @Test func `bytes are counted as they go, and a status once its head is out`() {
        var journal = Journal(limit: 10)
        let script = WireScript(actions: [], status: 200, headLength: 100)
        let number = journal.append(JournalEntry(number: 0, step: 0, connection: 1, time: 0, method: "GET", path: "/"))
        journal.note(sent: 99, of: script, in: number)
        #expect(journal[number]?.status == nil)
        journal.note(sent: 41, of: script, in: number)
        #expect(journal[number]?.status == 200)
        #expect(journal[number]?.bodyBytes == 40)
        journal.note(sent: -41, of: script, in: number)
        #expect(journal[number]?.status == nil)
        #expect(journal[number]?.bytes == 99)
    }
}
