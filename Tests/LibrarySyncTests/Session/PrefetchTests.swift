import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Pictures fetched before anybody looks: sync-requirements, promise 8.
struct PrefetchTests {
    /// A library whose lists have pictures as well.
    private func pictured(artists: Int = 3) -> TinyPlex {
        var plex = TinyPlex(artists: artists)
        plex.collections[0].thumb = "/library/metadata/900001/thumb/1"
        plex.playlists[0].thumb = "/playlists/900002/composite/1"
        return plex
    }

    @Test func `the pictures of artists, albums, collections and playlists come, each once`() async throws {
        let bench = Workbench(pictured())
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            let first = try await session.prefetchArtwork()
            let second = try await session.prefetchArtwork()
            #expect(first == 11 && second == 0)
        }
        let owners = Set(bench.files.map { $0.prefix { $0 != "-" } })
        #expect(owners == ["1", "2", "3", "1010", "1011", "1020", "1021", "1030", "1031", "900001", "900002"])
        #expect(bench.server.pictures.count == 11)
    }

    @Test func `the pictures of artists, collections and playlists go with them`() async throws {
        let bench = Workbench(pictured())
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            _ = try await session.prefetchArtwork()
        }
        bench.server.change { plex in
            for album in [1030, 1031] { plex.deleteAlbum(Int64(album)) }
            plex.artists.removeAll { $0.key == 3 }
            plex.collections = []
            plex.playlists = []
        }
        let result = try await bench.refresh()
        #expect(result.error == nil && result.artworkRemoved == 5)
        let owners = Set(bench.files.map { $0.prefix { $0 != "-" } })
        #expect(owners == ["1", "2", "1010", "1011", "1020", "1021"])
    }

    @Test func `pictures whose files are gone or cut off come again, those of the rest do not`() async throws {
        let bench = Workbench(pictured())
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            let came = try await session.prefetchArtwork()
            #expect(came == 11)
        }
        let folder = bench.folder.appending(path: "artwork")
        let files = bench.files
        let lost = try #require(files.first { $0.hasPrefix("1010-") })
        let cut = try #require(files.first { $0.hasPrefix("1020-") })
        try FileManager.default.removeItem(at: folder.appending(path: lost))
        try Data("half".utf8).write(to: folder.appending(path: cut))
        try await bench.session { session in
            let came = try await session.prefetchArtwork()
            #expect(came == 2)
        }
        #expect(bench.files == files && bench.server.pictures.count == 13)
        #expect(try examineLibrary(in: bench.folder).isEmpty)
    }

    @Test(.timeLimit(.minutes(1)))
    func `cancelling ends it in the middle of a batch, and asks for no more pictures`() async throws {
        let bench = Workbench(pictured(artists: 30))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            let fetched = try await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await session.prefetchArtwork() }
                await bench.server.arrival(of: 4)
                group.cancelAll()
                // What is under way still hangs.
                return try await group.next()
            }
            #expect(fetched == 0)
            bench.server.release()
            await session.rest()
            #expect(bench.server.pictures.count == 4 && bench.files.count == 4)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `cancelling one of two leaves the other at work`() async throws {
        let bench = Workbench(pictured(artists: 30))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            async let other = session.prefetchArtwork()
            await bench.server.arrival(of: 4)
            await withThrowingTaskGroup(of: Int.self) { group in
                group.addTask { try await session.prefetchArtwork() }
                group.cancelAll()
            }
            bench.server.release()
            let fetched = try await other
            #expect(fetched == 92)
        }
    }

    @Test func `a full budget ends it, and nothing that is there goes for it`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1/thumb/1").count)
        try await bench.session {
            $0.artworkBudget = size * 4
        } _: { session in
            _ = await session.refresh(.userInitiated)
            let first = try await session.prefetchArtwork()
            #expect(first <= 4)
            let files = bench.files
            let asked = bench.server.pictures.count
            #expect(!files.isEmpty)
            #expect(asked < 9)
            let second = try await session.prefetchArtwork()
            #expect(second == 0)
            #expect(bench.files == files)
        }
    }

    @Test func `a server that is gone ends it`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        let fetched = try await bench.session { session in try await session.prefetchArtwork() }
        #expect(fetched == 0)
        #expect(bench.server.pictures.count <= 4)
    }

    @Test func `a refresh comes to its end while pictures hang`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            async let prefetched = session.prefetchArtwork()
            await bench.server.arrival(where: \.isPicture)
            let result = await session.refresh(.userInitiated)
            #expect(result.error == nil)
            bench.server.release()
            let fetched = try await prefetched
            #expect(fetched == 9)
        }
    }

    @Test func `what was never looked at goes first when room is needed`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1/thumb/1").count)
        try await bench.session {
            $0.artworkBudget = size * 7
        } _: { session in
            _ = await session.refresh(.userInitiated)
            _ = try await session.prefetchArtwork()
            try await session.show(.grid(page: 0))
            await session.rest()
            let shown = await session.screen[.grid(page: 0)]?.tiles.count { $0.artwork != nil }
            #expect(shown == 6)
        }
    }

    @Test func `a server that is gone is asked once, however many pictures are missing`() async throws {
        let bench = Workbench(TinyPlex(artists: 40))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        let fetched = try await bench.session {
            $0.maximumDownloads = 1
        } _: { session in
            try await session.prefetchArtwork()
        }
        #expect(fetched == 0)
        #expect(bench.server.pictures.count == 1)
    }

    @Test func `nothing is asked for where there is no room for it`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)
        try await bench.session {
            $0.artworkBudget = size * 6
        } _: { session in
            await session.launch()
            await session.rest()
            bench.server.forget()
            let fetched = try await session.prefetchArtwork()
            #expect(fetched == 0)
            #expect(bench.server.pictures.isEmpty)
        }
    }
}
