import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Validators of lists that have several pages: one for each page, and none for pages that are no more.
struct ValidatorPageTests {
    /// Twelve albums, five on a page.
    private func bench() -> Workbench {
        var plex = TinyPlex(artists: 6)
        plex.givesValidators = true
        return Workbench(plex)
    }

    private func refresh(_ bench: Workbench) async throws -> RefreshResult {
        bench.server.forget()
        return try await bench.session {
            $0.pageSize = 5
        } _: { session in
            await session.refresh(.userInitiated)
        }
    }

    private func pages(_ bench: Workbench) -> [String?] {
        bench.server.metadata.filter { $0.isList("9") }.map { $0.headers["X-Plex-Container-Start"] }
    }

    @Test func `every page is asked for, and a list that lost its last page is asked for what it has`() async throws {
        let bench = bench()
        #expect(try await refresh(bench).isSuccess)
        #expect(try await refresh(bench).libraryRowsWritten == 0)
        #expect(pages(bench) == ["0", "5", "10"] + ["0", "5", "10"], "on a condition, and then without")
        bench.server.change { plex in
            plex.deleteAlbum(1060)
            plex.deleteAlbum(1061)
        }
        #expect(try await refresh(bench).counts[.album]?.deleted == 2)
        let filed = try await bench.store { try await $0.validators().keys.filter { $0.contains("type=9") }.sorted() }
        #expect(filed.map { $0.split(separator: " ").last } == ["0+5", "5+5"])
        #expect(try await refresh(bench).libraryRowsWritten == 0)
        #expect(pages(bench) == ["0", "5"] + ["0", "5"])
    }

    @Test func `pages that are shorter than was asked for are all asked for`() async throws {
        var plex = TinyPlex(artists: 6)
        plex.givesValidators = true
        plex.counter = nil
        plex.cap = 5
        plex.playlists += (1...6).map { TinyPlex.Item(key: 910_000 + $0, title: "List \($0)", content: [101_001]) }
        let bench = Workbench(plex)
        func edit(_ title: String) async throws {
            bench.server.change { plex in
                plex.editAlbum(1060) { $0.title = title }
                plex.playlists[6].title = title
            }
            let result = try await bench.refresh()
            #expect(result.counts[.album]?.changed == 1)
            #expect(result.counts[.playlist]?.changed == 1)
            #expect(!result.verdicts.contains { $0.contains("not believed any more") })
        }
        try await bench.refresh()
        try await edit("Before they are proven")
        try await bench.study()
        try await edit("Proven")
        bench.server.forget()
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        #expect(bench.server.metadata.filter { $0.url.path == "/playlists" }.count == 2)
    }

    @Test func `a page that came without a validator is never said to be unchanged`() async throws {
        var plex = TinyPlex(artists: 6)
        plex.givesValidators = true
        plex.counter = nil
        let bench = Workbench(plex)
        let script: ScriptedServer.Script = { [server = bench.server] request, _ in
            guard request.isList("9"), request.headers["X-Plex-Container-Start"] != "0" else { return nil }
            return .answer(TransportResponse(status: 200, body: server.plex.answer(request).body))
        }
        bench.server.script(script)
        #expect(try await refresh(bench).isSuccess)
        bench.server.change { plex in plex.albums[11].title = "On the last page" }
        let result = try await refresh(bench)
        #expect(result.counts[.album]?.changed == 1)
        #expect(!result.verdicts.contains { $0.contains("not believed any more") })
    }

    @Test func `edits on the last page tell as much of validators as those on the first`() async throws {
        var plex = TinyPlex(artists: 6)
        plex.givesValidators = true
        plex.counter = nil
        let bench = Workbench(plex)
        for round in 0...7 {
            if round == 1 || round == 2 { bench.server.change { $0.editAlbum(1060) { $0.title = "Edit \(round)" } } }
            #expect(try await refresh(bench).isSuccess)
        }
        let verdicts = try await bench.session { try await $0.study() }
        #expect(verdicts.first { $0.kind == .album && $0.validator == .etag }?.word == .reliable)
    }

    @Test func `a lie is the end of all validators that were kept`() async throws {
        let bench = bench()
        #expect(try await refresh(bench).isSuccess)
        bench.server.change { $0.deleteAlbum(1010) }
        bench.server.script { request, _ in
            guard request.type == "9", let etag = request.headers["If-None-Match"] else { return nil }
            return .answer(TransportResponse(status: 304, headers: ["ETag": etag]))
        }
        #expect(try await refresh(bench).counts[.album]?.deleted == 1)
        #expect(try await bench.store { try await $0.validators() }.isEmpty)
    }

    @Test func `what a server computes is read again though its list is said to be what it was`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        // No counter contradicts what the validators say.
        plex.counter = nil
        plex.collections[0].isSmart = true
        plex.playlists[0].isSmart = true
        let bench = Workbench(plex)
        try await bench.study()
        func isComputed(_ request: TransportRequest) -> Bool {
            request.url.path.hasSuffix("/children") || request.url.path.hasSuffix("/items")
        }
        bench.server.forget()
        try await bench.refresh()
        #expect(!bench.server.metadata.contains(where: isComputed))
        let playlists = bench.server.metadata.filter { $0.url.path == "/playlists" }
        #expect(playlists.allSatisfy { $0.headers["If-None-Match"] != nil })
        bench.server.change { $0.editAlbum(1020) { $0.title = "Now in it" } }
        bench.server.forget()
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        #expect(bench.server.metadata.count(where: isComputed) == 2)
    }

    @Test func `a page that heals under its old validator is no lie`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        let bench = Workbench(plex)
        bench.server.script { request, _ in
            guard request.isList("9") else { return nil }
            // Damaged on the way: the validator is that of the whole page.
            let whole = bench.server.plex.answer(request)
            let text = String(decoding: whole.body, as: UTF8.self)
            let damaged = text.replacingOccurrences(of: "title=\"Album 1010\"", with: "rating=\"nan\"")
            return .answer(
                TransportResponse(
                    status: 200, headers: ["ETag": whole.header("ETag") ?? ""], body: Data(damaged.utf8)))
        }
        #expect(try await bench.refresh().counts[.album]?.new == 5)
        bench.server.script(nil)
        let healed = try await bench.refresh()
        #expect(healed.counts[.album]?.new == 1)
        #expect(!healed.verdicts.contains { $0.contains("not believed any more") })
    }
}
