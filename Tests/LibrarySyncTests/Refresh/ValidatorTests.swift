import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Conditional requests: S15, promise 3 where a 304 is wrong, and the gate that a lie closes.
struct ValidatorTests {
    private func bench() async throws -> Workbench {
        var plex = TinyPlex()
        plex.givesValidators = true
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.forget()
        return bench
    }

    @Test func `lists that did not change are not sent again`() async throws {
        let bench = try await bench()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
        #expect(result.counts[.album]?.unchanged == 6)
        let lists = bench.server.metadata.filter { $0.isList("8") || $0.isList("9") || $0.isList("18") }
        #expect(lists.count == 3)
        #expect(lists.allSatisfy { $0.headers["If-None-Match"] != nil })
        #expect(!bench.events.contains { $0.message.contains("lied") })
    }

    @Test func `a changed list is read, and its new validator is used`() async throws {
        let bench = try await bench()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.counts[.artist]?.unchanged == 3)
        bench.server.forget()
        let next = try await bench.refresh()
        #expect(next.libraryRowsWritten == 0)
        #expect(bench.server.metadata.count { $0.isList("9") } == 1)
        #expect(next.verdicts.isEmpty)
    }

    @Test func `playlists, which no counter counts, are asked for on a condition once that is proven`() async throws {
        let bench = try await bench()
        func refresh(renaming title: String? = nil) async throws -> Bool {
            bench.server.change { plex in if let title { plex.playlists[0].title = title } }
            bench.server.forget()
            let result = try await bench.refresh()
            #expect(result.counts[.playlist]?.changed == (title == nil ? 0 : 1))
            return bench.server.metadata.contains {
                $0.url.path.hasSuffix("/playlists") && $0.headers["If-None-Match"] != nil
            }
        }
        #expect(try await !refresh(renaming: "One"))
        #expect(try await !refresh(renaming: "Two"))
        for _ in 1...5 { #expect(try await !refresh()) }
        #expect(try await refresh())
        #expect(try await refresh(renaming: "Three"))
    }

    @Test func `one changed page has all pages of its list read`() async throws {
        var plex = TinyPlex(artists: 6)
        plex.givesValidators = true
        let bench = Workbench(plex)
        func small(_ configuration: inout LibraryConfiguration) { configuration.pageSize = 5 }
        _ = try await bench.session(small) { await $0.refresh(.userInitiated) }
        bench.server.change { $0.editAlbum(1060) { $0.title = "On the last page" } }
        let result = try await bench.session(small) { await $0.refresh(.userInitiated) }
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.counts[.album]?.deleted == 0)
        #expect(try await bench.contents().albums.count == 12)
    }

    /// Answers lists of this type with 304 whatever happened.
    private func lie(about type: String) -> ScriptedServer.Script {
        { request, _ in
            guard request.type == type, let etag = request.headers["If-None-Match"] else { return nil }
            return .answer(TransportResponse(status: 304, headers: ["ETag": etag]))
        }
    }

    @Test func `a 304 after a change is caught by the counter, and closes the gate`() async throws {
        let bench = try await bench()
        bench.server.change { $0.deleteAlbum(1010) }
        bench.server.script(lie(about: "9"))
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.deleted == 1)
        #expect(result.verdicts.contains { $0.contains("not believed any more") })
        // Answers go on bringing validators, and none of them is sent again.
        bench.server.script(lie(about: "9"))
        for _ in 1...2 { try await bench.refresh() }
        #expect(!bench.server.metadata.contains { $0.headers["If-None-Match"] != nil })
    }

    @Test func `a 304 that nothing contradicts is believed for a week at most`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.change { plex in
            plex.counter = 100
            plex.albums[0].title = "Changed in secret"
        }
        bench.server.script(lie(about: "9"))
        #expect(try await bench.refresh().counts[.album]?.changed == 0)
        bench.moveTime(by: 7 * 24 * 3_600)
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
    }

    @Test func `a list of which nothing else tells is asked for on no condition until that is proven`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.counter = nil
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        bench.server.script(lie(about: "9"))
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        #expect(!bench.server.requests.contains { $0.isList("9") && $0.headers["If-None-Match"] != nil })
    }

    @Test func `once proven it is, and a 304 that contradicts the count closes the gate`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.counter = nil
        let bench = Workbench(plex)
        for title in ["One", "Two"] {
            try await bench.refresh()
            bench.server.change { $0.editAlbum(1010) { $0.title = title } }
        }
        for _ in 1...6 { try await bench.refresh() }
        bench.server.forget()
        #expect(try await bench.refresh().error == nil)
        #expect(bench.server.requests.contains { $0.isList("9") && $0.headers["If-None-Match"] != nil })
        bench.server.change { $0.deleteAlbum(1010) }
        bench.server.script(lie(about: "9"))
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.deleted == 1)
        #expect(result.verdicts.contains { $0.contains("not believed any more") })
    }

    @Test func `a server without ETags is asked whether its lists were modified since`() async throws {
        var plex = TinyPlex()
        plex.modifiedAt = plex.now - 60
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.libraryRowsWritten == 0)
        #expect(result.counts[.album]?.unchanged == 6)
        let lists = bench.server.metadata.filter { $0.isList("8") || $0.isList("9") || $0.isList("18") }
        #expect(lists.count == 3)
        #expect(lists.allSatisfy { $0.headers["If-Modified-Since"] == TinyPlex.date(plex.now - 60) })
        bench.server.change { plex in
            plex.now += 3_600
            plex.modifiedAt = plex.now - 60
            plex.editAlbum(1010) { $0.title = "High Tide" }
        }
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
    }

    @Test func `what was modified within the minute could be modified again: its date tells nothing`() async throws {
        var plex = TinyPlex()
        plex.modifiedAt = plex.now - 59
        let bench = Workbench(plex)
        for _ in 1...2 { try await bench.refresh() }
        #expect(!bench.server.requests.contains { $0.headers["If-Modified-Since"] != nil })
    }

    @Test func `a server that gives no validators is never asked with one`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.forget()
        try await bench.refresh()
        #expect(!bench.server.requests.contains { $0.headers["If-None-Match"] != nil })
    }
}
