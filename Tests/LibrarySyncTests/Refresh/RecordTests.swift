import Foundation
import LibraryModel
import LibrarySync
import Testing

/// What a refresh says of itself, in its result and in what is kept of it: sync-requirements, promise 12.
struct RecordTests {
    private func damage(_ album: Int, in plex: inout TinyPlex) {
        plex.albums[album].raw =
            "<Directory ratingKey=\"\(plex.albums[album].key)\" parentRatingKey=\"1\" type=\"album\" rating=\"nan\"/>"
    }

    @Test func `result and record tell the same`() async throws {
        let bench = Workbench()
        bench.server.change { damage(0, in: &$0) }
        let first = try await bench.refresh()
        #expect(first.requests == bench.server.metadata.count)
        let answered = bench.server.metadata.reduce(0) { $0 + bench.server.plex.answer($1).body.count }
        #expect(first.bytes == answered)
        #expect(first.verdicts.count == 2, "the album, and its tracks for want of it")
        bench.server.script { request, _ in request.isList("9") ? .answer(TinyPlex.error(404)) : nil }
        let second = try await bench.refresh(.background)
        let runs = try syncRuns(in: bench.folder)
        #expect(runs.map(\.requests) == [second.requests, first.requests])
        #expect(runs.map(\.bytes) == [second.bytes, first.bytes])
        #expect(runs.map(\.verdicts) == [[], first.verdicts])
        #expect(runs.map(\.reason) == [.background, .userInitiated])
        #expect(runs.map(\.outcome) == ["notFound", "success"])
        #expect(runs.map(\.message) == [second.error?.message, nil])
        #expect(runs.last?.counts == first.counts)
        #expect(runs.first?.counts.isEmpty == true)
        let last = try syncRuns(in: bench.folder, limit: 1)
        #expect(last.map(\.id) == [2])
    }

    @Test func `what is found again when everything is read again is told once`() async throws {
        let bench = Workbench()
        bench.server.change { damage(0, in: &$0) }
        bench.server.script { request, _ in request.isList("10") ? .hold : nil }
        let result = try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival { $0.isList("10") }
            bench.server.change { _ in }
            bench.server.release()
            return await result
        }
        #expect(result.isSuccess)
        #expect(bench.server.requests.count { $0.url.path == "/identity" } == 2)
        #expect(result.verdicts.count == 2, "the album, and its tracks for want of it")
        let runs = try syncRuns(in: bench.folder)
        #expect(runs.map(\.outcome) == ["success", "restarted"])
    }

    @Test func `of many findings the first two hundred are kept, and all are told`() async throws {
        let bench = Workbench(TinyPlex(artists: 101))
        bench.server.change { plex in
            for album in plex.albums.indices { damage(album, in: &plex) }
        }
        let result = try await bench.refresh()
        #expect(result.verdicts.count == 200)
        #expect(bench.events.count { $0.name == .damagedElement } == 202)
    }

    @Test func `pictures that go with a refresh are counted in its result`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.server.change { $0.deleteAlbum(1010) }
            #expect(await session.refresh(.userInitiated).artworkRemoved == 1)
        }
    }
}
