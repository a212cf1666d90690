import Foundation
import Testing

@testable import LibrarySync

/// Promises 9 and 10 at the client: statuses, repetitions, redirects, the watchdog, and where the token goes.
struct PlexClientTests {
    private func client(_ server: ScriptedServer, clock: TestClock = TestClock()) throws -> PlexClient {
        let url = try #require(URL(string: "http://plex.test:32400"))
        return PlexClient(
            address: try #require(ServerAddress(url)), token: "secret",
            identity: ClientIdentity(identifier: "id", product: "Test", version: "1"), transport: server, clock: clock,
            now: { Date(timeIntervalSince1970: 1_700_000_000) }, timeout: TestClock.timeout, policy: .standard,
            activity: Activity(), meter: TrafficMeter())
    }

    private func failure(_ body: () async throws -> Void) async -> RequestFailure? {
        do {
            try await body()
            return nil
        } catch {
            return error as? RequestFailure
        }
    }

    @Test func `the token goes in a header and in no address`() async throws {
        let server = ScriptedServer()
        _ = try await client(server).answer(.all(9, section: "4").rows(from: 0, size: 5))
        let request = try #require(server.requests.first)
        #expect(request.headers["X-Plex-Token"] == "secret")
        #expect(request.headers["X-Plex-Client-Identifier"] == "id")
        #expect(!request.url.absoluteString.contains("secret"))
        #expect(request.headers["X-Plex-Container-Start"] == "0")
        #expect(request.headers["X-Plex-Container-Size"] == "5")
    }

    @Test func `a picture on another origin is asked for without token and identity`() async throws {
        let server = ScriptedServer()
        server.script { _, _ in .answer(TransportResponse(status: 200)) }
        _ = try await client(server).picture("https://images.test/cover.jpg")
        let headers = try #require(server.requests.first).headers
        #expect(!headers.keys.contains { $0.hasPrefix("X-Plex") })
        #expect(!headers.values.contains("secret"))
    }

    @Test func `a redirect on the same origin is followed with the token`() async throws {
        let server = ScriptedServer()
        server.script { request, number in
            number == 1 ? .answer(TransportResponse(status: 302, headers: ["location": "/identity?again=1"])) : nil
        }
        _ = try await client(server).answer(.sections)
        #expect(server.requests.map { $0.url.path } == ["/library/sections", "/identity"])
        #expect(server.requests.last?.headers["X-Plex-Token"] == "secret")
    }

    @Test func `a redirect with a token in its address is followed without it`() async throws {
        let server = ScriptedServer()
        server.script { _, number in
            let place = "/identity?X-Plex-Token=secret&again=1"
            return number == 1 ? .answer(TransportResponse(status: 302, headers: ["Location": place])) : nil
        }
        _ = try await client(server).answer(.sections)
        #expect(server.requests.last?.url.absoluteString == "http://plex.test:32400/identity?again=1")
        #expect(server.requests.last?.headers["X-Plex-Token"] == "secret")
    }

    @Test(arguments: [
        "http://evil.test:32400/identity", "https://plex.test:32400/identity", "//evil.test/", "ftp://plex.test/",
    ])
    func `a redirect to another origin is refused and not followed`(place: String) async throws {
        let server = ScriptedServer()
        server.script { _, _ in .answer(TransportResponse(status: 301, headers: ["Location": place])) }
        let client = try client(server)
        let failure = await failure { _ = try await client.answer(.identity) }
        guard case .redirectRefused = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(server.requests.count == 1)
    }

    @Test func `redirects in a circle end`() async throws {
        let server = ScriptedServer()
        server.script { _, _ in .answer(TransportResponse(status: 302, headers: ["Location": "/identity"])) }
        let client = try client(server)
        #expect(await failure { _ = try await client.answer(.identity) } == .tooManyRedirects)
        #expect(server.requests.count == 6)
    }

    @Test func `a passing failure is repeated after its waits, and the answer is then good`() async throws {
        let server = ScriptedServer()
        let clock = TestClock()
        server.script { _, number in
            [1: .fail(.connectionLost), 2: .answer(TinyPlex.error(503)), 3: .fail(.cannotConnect)][number]
        }
        _ = try await client(server, clock: clock).answer(.identity)
        #expect(clock.waits == [.seconds(1), .seconds(4), .seconds(10)])
        #expect(server.requests.count == 4)
    }

    @Test(arguments: [401, 403, 404])
    func `a refusal is not repeated`(status: Int) async throws {
        let server = ScriptedServer()
        server.script { _, _ in .answer(TinyPlex.error(status)) }
        let client = try client(server)
        #expect(await failure { _ = try await client.answer(.identity) } == .status(status, retryAfter: nil))
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        ("7", 7), ("0", 0), ("-1", 1), ("Tue, 14 Nov 2023 22:14:00 GMT", 40), ("Tue, 14 Nov 2023 22:13:00 GMT", 0),
    ])
    func `Retry-After says how long to wait`(value: String, seconds: Int) async throws {
        let server = ScriptedServer()
        let clock = TestClock()
        server.script { _, number in
            number == 1 ? .answer(TinyPlex.error(503, headers: ["Retry-After": value])) : nil
        }
        _ = try await client(server, clock: clock).answer(.identity)
        #expect(clock.waits == [.seconds(seconds)])
    }

    @Test func `a request that takes too long is cancelled and repeated, and times out in the end`() async throws {
        let server = ScriptedServer()
        let clock = TestClock(timeoutsStrike: true)
        server.script { _, _ in .hang }
        let client = try client(server, clock: clock)
        #expect(await failure { _ = try await client.answer(.identity) } == .timedOut)
        #expect(server.requests.count == 4)
    }

    @Test func `while a request is under way exactly one sleeps on the clock, and none afterwards`() async throws {
        let server = ScriptedServer()
        let clock = TestClock()
        server.script { _, _ in .hold }
        let client = try client(server, clock: clock)
        async let answer = client.answer(.identity)
        await server.arrival { $0.url.path == "/identity" }
        while clock.sleepers == 0 { await Task.yield() }
        #expect(clock.sleepers == 1)
        server.release()
        _ = try await answer
        #expect(clock.sleepers == 0)
    }

    @Test func `a 304 that was not asked for is an error, and one that was is an answer`() async throws {
        let server = ScriptedServer()
        server.script { _, _ in .answer(TransportResponse(status: 304)) }
        let client = try client(server)
        #expect(await failure { _ = try await client.answer(.identity) } == .notModifiedUnasked)
        #expect(try await client.answer(.identity, on: .ifNoneMatch("\"1\"")).isNotModified)
    }

    @Test func `cancellation ends a request and is not repeated`() async throws {
        let server = ScriptedServer()
        server.script { _, _ in .hang }
        let client = try client(server)
        let outcome = await withTaskGroup(of: RequestFailure?.self) { group in
            group.addTask { await self.failure { _ = try await client.answer(.identity) } }
            await server.arrival { _ in true }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(outcome == .cancelled)
        #expect(server.requests.count == 1)
    }

    @Test func `who is cancelled sends nothing`() async throws {
        let server = ScriptedServer()
        let client = try client(server)
        let outcome = await withTaskGroup(of: RequestFailure?.self) { group in
            group.cancelAll()
            group.addTask { await self.failure { _ = try await client.answer(.identity) } }
            return await group.next() ?? nil
        }
        #expect(outcome == .cancelled)
        #expect(client.meter.reading.requests == 0)
    }

    @Test func `what a transport says when it was cancelled is no failure of the server's`() async throws {
        let transport = LateTransport()
        var client = try client(ScriptedServer())
        client.transport = transport
        let late = client
        let outcome = await withTaskGroup(of: RequestFailure?.self) { group in
            group.addTask { await self.failure { _ = try await late.answer(.identity) } }
            for await _ in transport.begun { break }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(outcome == .cancelled)
    }
}

/// A test double that waits until it is cancelled, and then gives another reason.
private final class LateTransport: HTTPTransport {
    let begun: AsyncStream<Void>
    private let began: AsyncStream<Void>.Continuation
    private let never = AsyncStream<Void>.makeStream()

    init() { (begun, began) = AsyncStream.makeStream() }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        began.yield()
        for await _ in never.stream {}
        throw .other("the radio was switched off")
    }
}
