import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct RedirectFaultTests {
    static let albums = "/library/sections/3/all?type=9"

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect to the second origin leads to where the same answer is`(code: Int) throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        let address = try server.openSecondOrigin()
        #expect(try server.openSecondOrigin() == address)
        server.arm(FaultRule(.redirect(.secondOrigin, code: code)))
        let answer = try server.ask(get(Self.albums)).text
        #expect(answer.hasPrefix("HTTP/1.1 \(code) "))
        #expect(answer.contains("\r\nLocation: \(address)\(Self.albums)\r\n"))
        let there = try ask(address, get(Self.albums))
        #expect(there.contains("Low Tide"))
        #expect(server.journal.map(\.origin) == [.main, .second])
        #expect(server.journal.map(\.tokenPlace) == [.header, .header])
        #expect(server.journal.map(\.fault) == ["redirect", nil])
    }

    @Test func `before it is open the second origin is an address that leads nowhere`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        server.arm(FaultRule(.redirect(.secondOrigin)))
        #expect(
            try server.ask(get("/identity")).text.contains("\r\nLocation: http://second-origin.invalid/identity\r\n"))
    }

    @Test func `a redirect on the same origin leads to the honest answer`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        server.arm(FaultRule(.redirect(.sameOrigin)))
        #expect(try server.ask(get("/identity")).text.contains("\r\nLocation: /identity?moved=1\r\n"))
        #expect(try server.ask(get(Self.albums)).text.contains("\r\nLocation: \(Self.albums)&moved=1\r\n"))
        #expect(try server.ask(get("\(Self.albums)&moved=1")).text.contains("Low Tide"))
    }

    @Test func `a redirect to itself goes on for ever`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        server.arm(FaultRule(.redirect(.itself, code: 301)))
        for _ in 1...3 { #expect(try server.ask(get("/identity")).text.contains("\r\nLocation: /identity\r\n")) }
    }

    @Test func `the second origin gives pictures without a token and lists only with one`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        let address = try server.openSecondOrigin()
        let picture = "/library/metadata/4101/thumb/1"
        #expect(try server.ask(get(picture, token: nil)).text.hasPrefix("HTTP/1.1 401 "))
        #expect(try ask(address, get(picture, token: nil)).hasPrefix("HTTP/1.1 200 "))
        #expect(try ask(address, get(Self.albums, token: nil)).hasPrefix("HTTP/1.1 401 "))
        #expect(server.journal.map(\.tokenPlace) == [.none, .none, .none])
    }

    @Test(arguments: [
        ("/library/metadata/4101/thumb/1", "Referer: http://here/?X-Plex-Token=\(FakePlexOptions().token)"),
        ("/library/metadata/4101/thumb/1?t=\(FakePlexOptions().token)", "Accept: image/*"),
    ])
    func `a token that reaches the second origin by any way is noticed`(path: String, field: String) throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        _ = try ask(try server.openSecondOrigin(), get(path, token: nil, fields: [field]))
        #expect(server.journal.count { $0.origin == .second && $0.tokenPlace != .none } == 1)
        #expect(!"\(server.journal)".contains(server.token))
    }

    @Test func `a server that refuses still has its second origin`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        let address = try server.openSecondOrigin()
        server.arm(FaultRule(.refuse))
        #expect(try isRefused(server.port))
        #expect(try ask(address, get("/identity")).hasPrefix("HTTP/1.1 200 "))
    }

    /// Asks at an address that ends in a port.
    private func ask(_ address: String, _ request: String) throws -> String {
        let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
        var client = try RawClient(port: port)
        client.send(request)
        client.endSending()
        return try client.readToEnd().text
    }
}
