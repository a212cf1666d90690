import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Conditional requests: S15, promise 3 where a 304 is wrong, and the gate that a lie closes.
struct ValidatorTests {
    /// A server that gives validators, and a library that was refreshed once.
    private func bench(counter: Int? = 100) async throws -> Workbench {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.counter = counter
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.forget()
        return bench
    }

    /// The same, where the validators were found reliable and no counter says the same before they are asked.
    private func studied() async throws -> Workbench {
        let bench = try await bench(counter: nil)
        try await bench.study()
        return bench
    }

    /// The requests for artists, albums and collections, those for their number alone left out.
    private func lists(_ bench: Workbench) -> [TransportRequest] {
        bench.server.metadata.filter {
            ($0.isList("8") || $0.isList("9") || $0.isList("18")) && $0.headers["X-Plex-Container-Size"] != "0"
        }
    }

    @Test func `once validators are proven, lists that did not change are not sent again`() async throws {
        let bench = try await studied()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
        #expect(result.counts[.album]?.unchanged == 6)
        #expect(lists(bench).count == 3)
        #expect(lists(bench).allSatisfy { $0.headers["If-None-Match"] != nil })
        #expect(result.verdicts.isEmpty)
    }

    @Test func `before that a 304 is evidence: the list is read all the same`() async throws {
        let bench = try await bench()
        let result = try await bench.refresh()
        #expect(result.libraryRowsWritten == 0)
        #expect(lists(bench).map { $0.headers["If-None-Match"] != nil } == [true, false, true, false, true, false])
        #expect(result.verdicts.isEmpty)
    }

    @Test func `a changed list is read, and its new validator is used`() async throws {
        let bench = try await studied()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.counts[.artist]?.unchanged == 3)
        bench.server.forget()
        let next = try await bench.refresh()
        #expect(next.libraryRowsWritten == 0)
        #expect(lists(bench).count { $0.isList("9") } == 1)
        #expect(next.verdicts.isEmpty)
    }

    @Test func `playlists, which no counter counts, are not sent again once that is proven`() async throws {
        let bench = try await bench()
        /// Says whether the list came.
        func refresh(renaming title: String? = nil) async throws -> Bool {
            bench.server.change { plex in
                guard let title else { return }
                plex.playlists[0].title = title
                plex.playlists[0].updatedAt = plex.now
            }
            bench.server.forget()
            let result = try await bench.refresh()
            #expect(result.counts[.playlist]?.changed == (title == nil ? 0 : 1))
            let asked = bench.server.metadata.filter { $0.url.path == "/playlists" }
            #expect(asked.first?.headers["If-None-Match"] != nil)
            return title != nil || asked.contains { $0.headers["If-None-Match"] == nil }
        }
        #expect(try await refresh(renaming: "One"))
        #expect(try await refresh(renaming: "Two"))
        for _ in 1...5 { #expect(try await refresh()) }
        #expect(try await !refresh())
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

    @Test func `a proven 304 that nothing contradicts is believed for a week at most`() async throws {
        let bench = try await studied()
        bench.server.change { $0.albums[0].title = "Changed in secret" }
        bench.server.script(lie(about: "9"))
        #expect(try await bench.refresh().counts[.album]?.changed == 0)
        bench.moveTime(by: 7 * 24 * 3_600)
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.verdicts.contains { $0.contains("not believed any more") })
        bench.server.change { $0.albums[0].title = "Changed in secret again" }
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
    }

    @Test func `a change that a proven validator shows is no lie where everything is read`() async throws {
        let bench = try await studied()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        bench.moveTime(by: 7 * 24 * 3_600)
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(!result.verdicts.contains { $0.contains("not believed any more") })
    }

    @Test(arguments: [nil, 100])
    func `before that a lie hides nothing, and closes the gate, whatever the counter says`(counter: Int?) async throws {
        let bench = try await bench(counter: counter)
        bench.server.change { plex in
            plex.counter = counter
            plex.albums[0].title = "Changed in secret"
        }
        bench.server.script(lie(about: "9"))
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.verdicts.contains { $0.contains("not believed any more") })
    }

    @Test(arguments: [nil, 100])
    func `a list that changed just after it was said to be unchanged was no lie`(counter: Int?) async throws {
        let bench = try await bench(counter: counter)
        bench.server.script { [server = bench.server] request, _ in
            guard request.isList("9"), request.headers["If-None-Match"] != nil else { return nil }
            let answer = server.plex.answer(request)
            if answer.status == 304 { server.change { $0.editAlbum(1010) { $0.title = "High Tide" } } }
            return .answer(answer)
        }
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        #expect(!bench.events.contains { $0.message.contains("not believed any more") })
    }

    @Test func `a proven 304 that contradicts the count closes the gate`() async throws {
        let bench = try await studied()
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
        let conditions = lists(bench).compactMap { $0.headers["If-Modified-Since"] }
        #expect(conditions == Array(repeating: TinyPlex.date(plex.now - 60), count: 3))
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
