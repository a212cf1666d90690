import Foundation
import LibraryModel
import LibrarySync
import Testing

/// What speaks for items of which no row is there yet: sync-requirements, promise 3.
struct WitnessTests {
    private func isContent(_ request: TransportRequest) -> Bool { request.url.path.hasSuffix("/items") }

    /// Albums whose details say this of their tracks, of which the list has none after the first ten artists.
    private func halfEmpty(saying leafCount: Int) -> TinyPlex {
        var plex = TinyPlex(artists: 30)
        plex.tracks.removeAll { ($0.parent ?? 0) > 1_100 }
        for index in plex.albums.indices { plex.albums[index].attributes = "leafCount=\"\(leafCount)\"" }
        return plex
    }

    @Test func `a first sync in which most albums lack their tracks is not believed`() async throws {
        let bench = Workbench(halfEmpty(saying: 3))
        #expect(try await bench.refresh().error?.code == .untrustworthyAnswer)
        #expect(try await bench.contents().counts[.album] == 0)
    }

    @Test func `albums that say themselves that they have no track are believed`() async throws {
        let bench = Workbench(halfEmpty(saying: 0))
        #expect(try await bench.refresh().error == nil)
        #expect(try await bench.contents().counts[.album] == 60)
    }

    @Test func `a few albums without a track are ordinary`() async throws {
        var plex = TinyPlex(artists: 30)
        plex.tracks.removeAll { $0.parent == 1_300 }
        let bench = Workbench(plex)
        #expect(try await bench.refresh().error == nil)
        #expect(try await bench.contents().counts[.album] == 60)
    }

    @Test func `a playlist that lacks many of the items it is said to hold is counted, and then believed`() async throws
    {
        var plex = TinyPlex(artists: 30)
        plex.playlists[0].content = plex.tracks.prefix(100).map(\.key)
        let whole = plex
        let bench = Workbench(plex)
        bench.server.script { request, _ in
            guard request.url.path.hasSuffix("/items") else { return nil }
            var short = whole
            short.playlists[0].content.removeLast(50)
            return .answer(short.answer(request))
        }
        #expect(try await bench.refresh().error == nil)
        #expect(bench.server.metadata.filter(isContent).map(\.isCount) == [false, true])
        #expect(try await bench.contents().entries[900_002]?.count == 50)
    }

    @Test func `a list that is said to hold something and comes empty is not believed`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in
            request.url.path.hasSuffix("/items") ? .answer(TinyPlex.emptySuccess) : nil
        }
        let result = try await bench.refresh()
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(result.error?.message.contains("is said to hold 3 items, and 0 came") ?? false)
    }

    /// A playlist that the server computes, in a library that has it already or not.
    private func smart(isKnown: Bool) async throws -> Workbench {
        var plex = TinyPlex()
        plex.playlists[0].isSmart = true
        let bench = Workbench(plex)
        guard isKnown else { return bench }
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        return bench
    }

    @Test(arguments: [false, true])
    func `what the server computes may be empty, but is read again while its list says otherwise`(
        isKnown: Bool
    ) async throws {
        let bench = try await smart(isKnown: isKnown)
        bench.server.script { request, _ in
            request.url.path.hasSuffix("/items") ? .answer(TinyPlex.emptySuccess) : nil
        }
        #expect(try await bench.refresh().error == nil)
        #expect(try await bench.contents().entries[900_002]?.count == (isKnown ? 3 : 0))
        bench.server.script(nil)
        try await bench.refresh()
        #expect(try await bench.contents().entries[900_002]?.count == 3)
    }

    @Test(arguments: [false, true])
    func `a computed list that comes empty where its count says otherwise is not believed`(isKnown: Bool) async throws {
        let bench = try await smart(isKnown: isKnown)
        bench.server.script { request, _ in
            let isContent = request.url.path.hasSuffix("/items") && !request.isCount
            return isContent ? .answer(TinyPlex.emptySuccess) : nil
        }
        #expect(try await bench.refresh().error?.code == .untrustworthyAnswer)
    }

    @Test func `details that come empty for albums that are listed are not believed`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in
            request.url.path.hasPrefix("/library/metadata/") && !request.isPicture
                ? .answer(TinyPlex.emptySuccess) : nil
        }
        #expect(try await bench.refresh().error?.code == .untrustworthyAnswer)
    }

    @Test(arguments: ["9", "18"])
    func `an empty list of a first sync is counted as well`(type: String) async throws {
        var plex = TinyPlex()
        plex.playlists = []
        let bench = Workbench(plex)
        bench.server.script { request, _ in request.isList(type) ? .answer(TinyPlex.emptySuccess) : nil }
        #expect(try await bench.refresh().error?.code == .untrustworthyAnswer)
        // The server has no playlists, and a count says so; a later refresh does not ask again.
        bench.server.script(nil)
        #expect(try await bench.refresh().error == nil)
        bench.server.forget()
        #expect(try await bench.refresh().error == nil)
        #expect(!bench.server.metadata.contains { $0.url.path == "/playlists" && $0.isCount })
    }
}
