import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Promises 1, 9 and 10 on whole refreshes: S13, S14, S15, S36, S37, at every request.
struct ErrorTests {
    @Test(arguments: [
        (401, "unauthorized"), (403, "unauthorized"), (404, "notFound"), (408, "timeout"), (429, "serverBusy"),
        (500, "serverError"), (502, "serverError"), (503, "serverBusy"), (304, "notModifiedUnasked"), (204, "notPlex"),
    ])
    func `every status has its meaning, and the library is kept`(status: Int, code: String) async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.script { request, _ in request.type == "9" ? .answer(TinyPlex.error(status)) : nil }
        let result = try await bench.refresh()
        #expect(result.outcome == code)
        #expect(result.error?.advice.isEmpty == false)
        #expect(try await bench.contents() == before)
        #expect(bench.server.requests.count { $0.type == "9" } <= 4)
    }

    @Test func `an answer may have 64 MB and a picture 32, and what is larger is believed by nobody`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            _ = try await session.prefetchArtwork()
        }
        #expect(Set(bench.server.metadata.map(\.maximumBody)) == [64 << 20])
        #expect(!bench.server.pictures.isEmpty && Set(bench.server.pictures.map(\.maximumBody)) == [32 << 20])
        let before = try await bench.contents()
        bench.server.script { request, _ in
            request.type == "9" ? .fail(.bodyTooLarge(limit: request.maximumBody)) : nil
        }
        #expect(try await bench.refresh().error?.code == .untrustworthyAnswer)
        #expect(bench.server.requests.count { $0.type == "9" } == 1)
        #expect(try await bench.contents() == before)
    }

    /// The requests of a refresh in which much changed, each with a way to fail.
    static let failures: [(number: Int, error: TransportError)] = (1...12).map { number in
        (number, [.cannotConnect, .connectionLost, .timedOut][number % 3])
    }

    private func changed() async throws -> (Workbench, before: Contents, after: Contents) {
        @Sendable func edit(_ plex: inout TinyPlex) {
            plex.editAlbum(1010) { $0.title = "High Tide" }
            plex.deleteAlbum(1030)
            plex.collections[0].updatedAt = plex.now
            plex.playlists[0].updatedAt = plex.now
        }
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change(edit)
        var plex = TinyPlex()
        edit(&plex)
        let fresh = Workbench(plex)
        try await fresh.refresh()
        return (bench, before, try await fresh.contents())
    }

    @Test(arguments: failures)
    func `a request that fails once is repeated, and the refresh is whole`(
        number: Int, failure: TransportError
    ) async throws {
        let (bench, _, after) = try await changed()
        bench.server.script { _, count in count == number ? .fail(failure) : nil }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(try await bench.contents() == after)
    }

    @Test(arguments: failures)
    func `a server that fails from some request on leaves the library as it was`(
        number: Int, failure: TransportError
    ) async throws {
        let (bench, before, after) = try await changed()
        bench.server.script { _, count in count >= number ? .fail(failure) : nil }
        let result = try await bench.refresh()
        let contents = try await bench.contents()
        if result.isSuccess {
            #expect(contents == after)
        } else {
            #expect(["offline", "connectionLost", "timeout"].contains(result.outcome))
            #expect(contents == before)
        }
        bench.server.script(nil)
        try await bench.refresh()
        #expect(try await bench.contents() == after)
    }

    @Test func `a server that is starting is waited for`() async throws {
        let bench = Workbench()
        bench.server.script { _, number in
            number <= 2 ? .answer(TinyPlex.error(503, headers: ["Retry-After": "20"])) : nil
        }
        #expect(try await bench.refresh().isSuccess)
        #expect(bench.clock.waits == [.seconds(20), .seconds(20)])
    }

    @Test func `a redirect to another origin is refused, and the token is not sent there`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in
            request.type == "9"
                ? .answer(TransportResponse(status: 302, headers: ["Location": "http://evil.test/"])) : nil
        }
        #expect(try await bench.refresh().error?.code == .redirectRefused)
        #expect(bench.server.requests.allSatisfy { $0.url.host == "plex.test" })
    }

    @Test func `the token stands in no address, event, error or file`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.server.script { _, _ in .answer(TinyPlex.error(401)) }
            let result = await session.refresh(.userInitiated)
            #expect(!String(reflecting: result).contains(Workbench.token))
        }
        let events = bench.events.map { String(reflecting: $0) }
        #expect(!events.contains { $0.contains(Workbench.token) })
        #expect(!bench.server.requests.contains { $0.url.absoluteString.contains(Workbench.token) })
        let files = try #require(FileManager.default.enumerator(at: bench.folder, includingPropertiesForKeys: nil))
        for case let file as URL in files {
            let bytes = (try? Data(contentsOf: file)) ?? Data()
            #expect(bytes.range(of: Data(Workbench.token.utf8)) == nil, "\(file.lastPathComponent)")
        }
    }
}
