import Testing

@testable import FakePlex

/// Tokens that are refused, accepted again, and replaced.
@Suite(.timeLimit(.minutes(1)))
struct TokenTests {
    private func status(_ server: FakePlex, _ token: String?) throws -> Int {
        let answer = try server.ask(get("/library/sections", token: token)).text
        return try #require(Int(answer.split(separator: " ")[1]))
    }

    @Test func `a revoked token is refused until it is restored`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.revokeToken()
        #expect(try status(server, server.token) == 401)
        #expect(try status(server, nil) == 401)
        #expect(try server.ask(get("/identity")).text.hasPrefix("HTTP/1.1 200 "))
        server.restoreToken()
        #expect(try status(server, server.token) == 200)
    }

    @Test func `an empty token lets nobody in`() throws {
        var options = FakePlexOptions()
        options.token = ""
        let server = try startServer(options)
        defer { server.stop() }
        #expect(try status(server, "") == 401)
        #expect(try status(server, nil) == 401)
    }

    @Test func `a new token takes the old one's place, and neither is written down`() throws {
        let server = try startServer()
        defer { server.stop() }
        let old = server.token
        server.revokeToken()
        server.renewToken()
        let new = server.token
        #expect(new != old && new.count == 20)
        #expect(server.tokens == [old, new])
        #expect(try status(server, old) == 401)
        #expect(try status(server, new) == 200)
        _ = try server.ask(get("/identity?a=\(old)&b=\(new)", token: nil))
        #expect(!"\(server.journal)".contains(old) && !"\(server.journal)".contains(new))
    }
}
