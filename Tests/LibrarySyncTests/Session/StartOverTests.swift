import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// A library taken from another server or section than before: sync-requirements, S33 to S35.
struct StartOverTests {
    /// What stands in for the server that the library was read from.
    enum Stranger: CaseIterable {
        case otherServer, otherSection, otherKeys

        func replace(_ plex: inout TinyPlex) {
            switch self {
            case .otherServer: plex.machine = "fedcba9876543210"
            case .otherSection: plex.sectionUUID = "6d0e"
            case .otherKeys: break
            }
            let move: (inout TinyPlex.Item) -> Void = { item in
                item.key += 5_000_000
                item.parent = item.parent.map { $0 + 5_000_000 }
                item.content = item.content.map { $0 + 5_000_000 }
            }
            for index in plex.artists.indices { move(&plex.artists[index]) }
            for index in plex.albums.indices { move(&plex.albums[index]) }
            for index in plex.tracks.indices { move(&plex.tracks[index]) }
            for index in plex.collections.indices { move(&plex.collections[index]) }
            for index in plex.playlists.indices { move(&plex.playlists[index]) }
        }

        var code: SyncError.Code { self == .otherServer ? .otherServer : .otherSection }
    }

    @Test(arguments: Stranger.allCases)
    func `a stranger is refused, and taken when the person starts over`(_ stranger: Stranger) async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { stranger.replace(&$0) }
        let refused = try await bench.refresh()
        #expect(refused.error?.code == stranger.code)
        #expect(refused.error?.advice.contains("start over") == true)
        #expect(try await bench.contents() == before)

        let result = try await bench.session { session in
            let result = await session.startOver()
            await session.rest()
            return result
        }
        #expect(result.error == nil)
        let after = try await bench.contents()
        #expect(after.counts == before.counts)
        #expect(Set(after.albums).isDisjoint(with: before.albums))
        #expect(try await bench.refresh().libraryRowsWritten == 0)
    }

    @Test func `no library is begun anew with an empty section`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { plex in
            plex.machine = "fedcba9876543210"
            plex.artists = []
            plex.albums = []
            plex.tracks = []
            plex.collections = []
            plex.playlists = []
        }
        let result = try await bench.session { session in await session.startOver() }
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(try await bench.contents() == before)
    }

    @Test func `a library that is begun anew has to be whole, too`() async throws {
        let bench = Workbench(TinyPlex(artists: 30))
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.script { request, _ in
            guard request.type == "8" else { return nil }
            return .answer(TinyPlex(artists: 3).answer(request))
        }
        let result = try await bench.session { await $0.startOver() }
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(try await bench.contents() == before)
    }

    @Test func `starting over that fails keeps the library and its pictures`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        let before = try await bench.contents()
        let files = bench.files
        #expect(!files.isEmpty)
        bench.server.change { Stranger.otherServer.replace(&$0) }
        bench.server.script { request, _ in
            request.url.path.contains("playlists") ? .answer(TinyPlex.error(401)) : nil
        }
        let result = try await bench.session { session in await session.startOver() }
        #expect(result.error?.code == .unauthorized)
        #expect(try await bench.contents() == before)
        #expect(bench.files == files)
    }

    @Test func `another server's pictures replace those of the same reference`() async throws {
        let bench = Workbench()
        bench.server.change { $0.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("old") }
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        let files = bench.files
        bench.server.change { plex in
            plex.machine = "fedcba9876543210"
            plex.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("new")
        }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await session.startOver().error == nil)
            await session.rest()
        }
        #expect(bench.files.count == files.count)
        #expect(bench.files.symmetricDifference(files).count == 2)
    }

    @Test func `a picture that was asked of the old server is thrown away, and asked of the new one`() async throws {
        let path = "/library/metadata/1010/thumb/1"
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.url.path == path ? .hold : nil }
        try await bench.session { session in
            await session.launch()
            await bench.server.arrival(where: { $0.url.path == path })
            bench.server.change { plex in
                plex.machine = "fedcba9876543210"
                plex.pictures[path] = TinyPlex.picture("new")
            }
            #expect(await session.startOver().error == nil)
            bench.server.release()
            await session.rest()
        }
        #expect(bench.server.pictures.count { $0.url.path == path } == 2)
        let name = try #require(bench.files.first { $0.hasPrefix("1010-") })
        let bytes = try Data(contentsOf: bench.folder.appending(path: "artwork").appending(path: name))
        #expect(bytes == TinyPlex.picture("new"))
    }

    @Test func `a refresh that was asked for meanwhile follows and finds nothing`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { Stranger.otherServer.replace(&$0) }
        try await bench.session { session in
            async let starting = session.startOver()
            async let refreshing = session.refresh(.background)
            let (started, refreshed) = await (starting, refreshing)
            #expect(started.error == nil)
            #expect(refreshed.error == nil || refreshed.error?.code == .otherServer)
            await session.rest()
        }
        #expect(try await bench.refresh().libraryRowsWritten == 0)
    }

    @Test func `nothing that was learnt of the former server's validators is kept`() async throws {
        let bench = Workbench()
        for _ in 1...3 { try await bench.refresh() }
        bench.server.change { Stranger.otherServer.replace(&$0) }
        #expect(try await bench.session { await $0.startOver() }.error == nil)
        let runs = try await bench.store { try await $0.observations().map(\.runID) }
        #expect(Set(runs).count == 1)
    }

    @Test func `pictures for which there was no room are asked of another server`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)
        try await bench.session {
            $0.artworkBudget = size * 3
        } _: { session in
            await session.launch()
            await session.rest()
            #expect(await session.screen[.grid(page: 0)]?.tiles.count { $0.artwork != nil } == 3)
            bench.server.change { plex in
                plex.machine = "fedcba9876543210"
                for thumb in plex.albums.compactMap(\.thumb) { plex.pictures[thumb] = TinyPlex.picture("") }
            }
            #expect(await session.startOver().error == nil)
            await session.rest()
            #expect(await session.screen[.grid(page: 0)]?.tiles.count { $0.artwork != nil } == 6)
        }
    }

    /// What cannot be read of the new server has nothing to do with what stood under the same keys on the old one.
    @Test(arguments: [nil, "ratingKey", "type", "parentRatingKey", "title", "twice"])
    func `a library that is begun anew is the one that a first sync makes, whatever cannot be read`(
        spoiled: String?
    ) async throws {
        var plex = TinyPlex(artists: 4)
        plex.machine = "fedcba9876543210"
        for index in plex.albums.indices { plex.albums[index].title += " of another" }
        plex.albums.removeLast(2)
        plex.tracks.removeLast(6)
        var attributes = ["ratingKey": "1010", "type": "album", "parentRatingKey": "1", "title": "Spoiled"]
        if let spoiled { attributes[spoiled] = nil }
        if spoiled == "twice" { plex.albums.append(plex.albums[1]) }
        let text = attributes.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: " ")
        plex.albums[0].raw = "<Directory \(text)/>"
        plex.tracks[4].raw = "<Track ratingKey=\"\(plex.tracks[4].key)\" type=\"track\" parentRatingKey=\"1011\"/>"

        let first = Workbench(plex)
        #expect(try await first.refresh().isSuccess)
        let whole = try await first.contents()
        let bench = Workbench(TinyPlex(artists: 4))
        try await bench.refresh()
        let server = plex
        bench.server.change { $0 = server }
        #expect(try await bench.session { await $0.startOver() }.isSuccess)
        #expect(try await bench.contents() == whole)
        #expect(try await bench.refresh().isSuccess)
        #expect(try await bench.contents() == whole)
    }

    @Test func `what another server has and does not list is not the old server's`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.machine = "fedcba9876543210"
            for index in plex.albums.indices { plex.albums[index].title += " of another" }
        }
        var lacking = bench.server.plex
        lacking.albums[2] = lacking.albums[1]
        let plex = lacking
        bench.server.script { request, _ in request.type == "9" ? .answer(plex.answer(request)) : nil }
        #expect(try await bench.session { await $0.startOver() }.isSuccess)
        let albums = try await bench.contents().albums
        #expect(albums.count == 5 && albums.allSatisfy { $0.hasSuffix("of another") })
    }
}
