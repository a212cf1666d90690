import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Promise 3 on whole refreshes: S9 to S12, S31 to S35.
///
/// Whatever the server says, the library is kept or right.
struct NoSilentLossTests {
    /// Refreshes under a script, and expects this code and an untouched library.
    private func expectKept(
        _ code: SyncError.Code, _ bench: Workbench, _ script: @escaping ScriptedServer.Script,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await bench.refresh()
        let before = try await bench.contents()
        let files = bench.files
        bench.server.script(script)
        let result = try await bench.refresh()
        #expect(result.error?.code == code, "\(String(describing: result.error))", sourceLocation: sourceLocation)
        #expect(try await bench.contents() == before, sourceLocation: sourceLocation)
        #expect(bench.files == files, sourceLocation: sourceLocation)
        bench.server.script(nil)
        let next = try await bench.refresh()
        #expect(next.error == nil, sourceLocation: sourceLocation)
        #expect(next.libraryRowsWritten == 0, sourceLocation: sourceLocation)
    }

    @Test(arguments: ["8", "9", "10", "18"])
    func `an empty list of one kind alone is not believed`(type: String) async throws {
        try await expectKept(.untrustworthyAnswer, Workbench(TinyPlex(artists: 30))) { request, _ in
            request.type == type ? .answer(TinyPlex.emptySuccess) : nil
        }
    }

    /// Answers lists of this type with a total that is one too low.
    private func understating(_ type: String, by plex: TinyPlex) -> ScriptedServer.Script {
        { request, _ in
            guard request.type == type, request.url.query?.contains("updatedAt") == false else { return nil }
            var answer = plex.answer(request)
            let text = String(decoding: answer.body, as: UTF8.self)
            answer.body = Data(
                text.replacing(/totalSize="(\d+)"/) { "totalSize=\"\((Int($0.1) ?? 0) - 1)\"" }.utf8)
            return .answer(answer)
        }
    }

    /// Six albums and eighteen tracks, of which the last page would begin right behind the total.
    @Test(arguments: [("9", 5), ("10", 17)], [false, true])
    func `a total that is too low cuts no list where a page ends`(
        list: (type: String, pageSize: Int), isFirstSync: Bool
    ) async throws {
        let bench = Workbench()
        func refresh() async throws -> RefreshResult {
            try await bench.session { configuration in
                configuration.pageSize = list.pageSize
            } _: { session in
                await session.refresh(.userInitiated)
            }
        }
        if !isFirstSync { #expect(try await refresh().error == nil) }
        bench.server.change { plex in
            plex.tracks[0].title = "Changed in secret"
        }
        bench.server.script(understating(list.type, by: bench.server.plex))
        #expect(try await refresh().error?.code == .untrustworthyAnswer)
        bench.server.script(nil)
        #expect(try await refresh().error == nil)
        #expect(try await bench.contents().counts[.track] == 18)
    }

    @Test(arguments: [false, true])
    func `an item that is named twice in the place of another takes that one away only if it is gone`(
        isGone: Bool
    ) async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in if isGone { plex.deleteAlbum(1011) } }
        bench.server.script { request, _ in
            guard request.isList("9") else { return nil }
            var doubled = TinyPlex()
            doubled.albums[1] = doubled.albums[0]
            return .answer(doubled.answer(request))
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.deleted == (isGone ? 1 : 0))
        #expect(result.verdicts.contains { $0.contains("names one twice") } == !isGone)
        bench.server.script(nil)
        #expect(try await bench.refresh().libraryRowsWritten == 0)
    }

    @Test func `an empty list of playlists is not believed`() async throws {
        try await expectKept(.untrustworthyAnswer, Workbench()) { request, _ in
            request.url.path == "/playlists" ? .answer(TinyPlex.emptySuccess) : nil
        }
    }

    @Test func `a section in which everything is empty is not believed, whatever else is asked`() async throws {
        try await expectKept(.untrustworthyAnswer, Workbench()) { request, _ in
            request.url.path.hasPrefix("/library/sections/") || request.url.path.hasPrefix("/library/metadata")
                ? .answer(TinyPlex.emptySuccess) : nil
        }
    }

    @Test func `an empty list of sections is not believed`() async throws {
        try await expectKept(.untrustworthyAnswer, Workbench()) { request, _ in
            request.url.path == "/library/sections" ? .answer(TinyPlex.emptySuccess) : nil
        }
    }

    @Test func `a first refresh does not take tracks for a library without albums`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.type == "9" ? .answer(TinyPlex.emptySuccess) : nil }
        let result = try await bench.refresh()
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(try await bench.contents() == Contents(counts: Self.nothing))
    }

    static let nothing: [ItemKind: Int] = [.artist: 0, .album: 0, .track: 0, .collection: 0, .playlist: 0]

    @Test(arguments: [
        ("<!DOCTYPE html><html><body>Sign in</body></html>", SyncError.Code.notPlex), ("{\"size\": 0}", .notPlex),
        ("", .malformed), ("<Response code=\"503\"/>", .notPlex),
        (
            "<MediaContainer size=\"2\"><Directory ratingKey=\"1\" type=\"artist\" title=\"A\"/>",
            .malformed
        ),
        (
            "<MediaContainer size=\"2\"><Directory ratingKey=\"1\" type=\"artist\" title=\"A\"/></MediaContainer>",
            .malformed
        ),
    ])
    func `a 200 that is no whole answer is an error`(body: String, code: SyncError.Code) async throws {
        try await expectKept(code, Workbench()) { request, _ in
            request.type == "8" ? .answer(TransportResponse(status: 200, body: Data(body.utf8))) : nil
        }
    }

    @Test func `a list that never reaches its total is not believed`() async throws {
        let row = "<Directory ratingKey=\"1\" type=\"artist\" title=\"Artist 1\"/>"
        try await expectKept(.untrustworthyAnswer, Workbench()) { request, _ in
            guard request.isList("8") else { return nil }
            let isFirst = request.headers["X-Plex-Container-Start"] == "0"
            let body =
                "<MediaContainer size=\"\(isFirst ? 1 : 0)\" totalSize=\"3\">\(isFirst ? row : "")</MediaContainer>"
            return .answer(TransportResponse(status: 200, body: Data(body.utf8)))
        }
    }

    @Test func `a large removal that the server confirms in every way is applied`() async throws {
        let bench = Workbench(TinyPlex(artists: 40))
        try await bench.refresh()
        bench.server.change { plex in
            plex.artists.removeAll { $0.key > 10 }
            plex.albums.removeAll { ($0.parent ?? 0) > 10 }
            let albums = Set(plex.albums.map(\.key))
            plex.tracks.removeAll { !albums.contains($0.parent ?? 0) }
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.deleted == 60)
        #expect(try await bench.contents().counts[.track] == 60)
    }

    @Test func `a large removal that keys contradict is not applied, unless it was agreed to`() async throws {
        let bench = Workbench(TinyPlex(artists: 40))
        try await bench.refresh()
        let whole = bench.server.plex
        bench.server.change { plex in
            plex.albums.removeAll { ($0.parent ?? 0) > 10 }
            let albums = Set(plex.albums.map(\.key))
            plex.tracks.removeAll { !albums.contains($0.parent ?? 0) }
        }
        bench.server.script { request, _ in
            request.url.path.hasPrefix("/library/metadata/") && !request.isPicture
                ? .answer(whole.answer(request)) : nil
        }
        let refused = try await bench.refresh()
        #expect(refused.error?.code == .untrustworthyAnswer)
        #expect(refused.error?.message.contains("60 of 80") == true)
        #expect(try await bench.contents().counts[.album] == 80)
        let agreed = try await bench.refresh(.userInitiated, acceptingLargeDeletion: true)
        #expect(agreed.error == nil)
        #expect(try await bench.contents().counts[.album] == 20)
    }

    @Test func `many artists without albums do not go on the list's word alone`() async throws {
        var plex = TinyPlex()
        plex.artists += (101...150).map { TinyPlex.Item(key: $0, title: "Artist \($0)") }
        let whole = plex
        try await expectKept(.untrustworthyAnswer, Workbench(plex)) { request, _ in
            guard request.isList("8") else { return nil }
            var short = whole
            short.artists.removeLast(25)
            return .answer(short.answer(request))
        }
    }

    @Test func `the only collection may go when the server confirms it`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.collections = [] }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.collection]?.deleted == 1)
    }

    @Test func `a library that changes while it is read is read again as a whole`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let server = bench.server
        server.script { request, number in
            // The first pass meets the change between the albums and the tracks.
            if request.type == "10", server.plex.counter == 100 {
                server.change { $0.editAlbum(1010) { $0.title = "Later" } }
            }
            return nil
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.changed == 1)
        #expect(bench.events.contains { $0.name == .passRestarted })
        #expect(try await bench.contents().albums.contains("1010 Later"))
    }

    @Test func `a library that never holds still is not believed`() async throws {
        let bench = Workbench()
        let server = bench.server
        server.script { request, _ in
            if request.type == "18" { server.change { _ in } }
            return nil
        }
        let result = try await bench.refresh()
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(server.requests.count { $0.type == "8" } == 3)
    }

    @Test func `a server that caps pages is read to the end`() async throws {
        var plex = TinyPlex(artists: 7)
        plex.cap = 2
        let bench = Workbench(plex)
        #expect(try await bench.refresh().error == nil)
        #expect(try await bench.contents().counts[.track] == 42)
    }

    @Test(arguments: [true, false])
    func `a server without totals is read to the end`(honoursPaging: Bool) async throws {
        var plex = TinyPlex(artists: 7)
        plex.givesTotals = false
        plex.honoursPaging = honoursPaging
        let bench = Workbench(plex)
        let result = try await bench.session {
            $0.pageSize = 5
        } _: {
            await $0.refresh(.userInitiated)
        }
        #expect(result.error == nil)
        #expect(try await bench.contents().counts[.track] == 42)
    }

    @Test func `another server behind the address is refused`() async throws {
        let other = TinyPlex()
        try await expectKept(.otherServer, Workbench()) { request, _ in
            var changed = other
            changed.machine = "ffff"
            return .answer(changed.answer(request))
        }
    }

    @Test(arguments: [("9", "5c9d"), ("4", "0000")])
    func `a section that is gone or another one is refused`(section: String, uuid: String) async throws {
        try await expectKept(.otherSection, Workbench()) { request, _ in
            var changed = TinyPlex()
            changed.sectionKey = section
            changed.sectionUUID = uuid
            return .answer(changed.answer(request))
        }
    }

    @Test func `a section none of whose keys are known is refused`() async throws {
        try await expectKept(.otherSection, Workbench()) { request, _ in
            var changed = TinyPlex()
            for index in changed.artists.indices { changed.artists[index].key += 500 }
            for index in changed.albums.indices {
                changed.albums[index].key += 50_000
                changed.albums[index].parent = (changed.albums[index].parent ?? 0) + 500
            }
            for index in changed.tracks.indices {
                changed.tracks[index].key += 5_000_000
                changed.tracks[index].parent = (changed.tracks[index].parent ?? 0) + 50_000
            }
            return .answer(changed.answer(request))
        }
    }

    @Test func `an item is gone whose key is another kind of item's by now`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            let key = plex.playlists.removeLast().key
            plex.collections.append(.init(key: key, title: "Another", content: [1010]))
        }
        #expect(try await bench.refresh().error == nil)
        let counts = try await bench.contents().counts
        #expect(counts[.playlist] == 0 && counts[.collection] == 2)
    }
}
