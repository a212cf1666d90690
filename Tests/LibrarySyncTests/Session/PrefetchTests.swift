import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Pictures fetched before anybody looks: sync-requirements, promise 8.
struct PrefetchTests {
    @Test func `the pictures of artists and albums come, each once`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            let first = try await session.prefetchArtwork()
            let second = try await session.prefetchArtwork()
            #expect(first == 9 && second == 0)
        }
        #expect(bench.files.count == 9)
        #expect(bench.server.pictures.count == 9)
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
}
