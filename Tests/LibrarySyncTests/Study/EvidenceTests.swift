import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What a refresh writes down of the lists it saw, from which validators are judged: sync-requirements, 3.3.
struct EvidenceTests {
    /// What the last refresh noted of a kind's list.
    private func last(_ kind: ItemKind, in bench: Workbench) async throws -> Observation? {
        try await bench.store { try await $0.observations().last { $0.kind == kind } }
    }

    private func damaged(_ plex: inout TinyPlex) {
        plex.albums[0].raw = "<Directory ratingKey=\"1010\" parentRatingKey=\"1\" type=\"album\" rating=\"nan\"/>"
    }

    @Test func `a list that a 304 stood for is noted as that, and as unchanged`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.counter = nil
        let bench = Workbench(plex)
        try await bench.study()
        #expect(try await last(.album, in: bench)?.status == 200)
        try await bench.refresh()
        let seen = try await last(.album, in: bench)
        #expect(seen?.status == 304)
        #expect(seen?.isChanged == false)
        #expect(seen?.bodyHash == nil)
    }

    @Test func `only a list that was read whole is known by its bytes`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        #expect(try await last(.track, in: bench)?.bodyHash != nil)
        bench.server.change { plex in
            plex.tracks[0].title = "Edited"
            plex.tracks[0].updatedAt = plex.now
        }
        try await bench.refresh()
        let seen = try await last(.track, in: bench)
        #expect(seen?.isChanged == true)
        #expect(seen?.bodyHash == nil)
    }

    @Test func `what damage hides may be a change where the counter moved, and what heals is none where it did not`()
        async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.albums[0].title = "Renamed behind the damage"
            damaged(&plex)
        }
        try await bench.refresh()
        var seen = try await last(.album, in: bench)
        #expect(seen?.isChanged == true)
        #expect(seen?.bodyHash == nil)
        bench.server.change { plex in
            plex.counter = plex.counter.map { $0 - 1 }
            plex.albums[0].raw = nil
        }
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        seen = try await last(.album, in: bench)
        #expect(seen?.isChanged == false)
        #expect(seen?.bodyHash == nil, "it is not the page that the former one is to be compared with")
    }

    @Test func `damage under a counter that stood still is no change`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.counter = plex.counter.map { $0 - 1 }
            damaged(&plex)
        }
        try await bench.refresh()
        #expect(try await last(.album, in: bench)?.isChanged == false)
    }
}
