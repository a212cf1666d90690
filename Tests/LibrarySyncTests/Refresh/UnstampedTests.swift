import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What changed without a new stamp, or went astray, may be damage that looks like an edit: it is read once more.
struct UnstampedTests {
    private func track(_ number: Int64, in bench: Workbench) async throws -> Track? {
        try await bench.store { try await $0.stored(Track.self, keys: [key(number)])[key(number)] }
    }

    /// The requests of a refresh after the server is honest again, without a word of it.
    private func heal(_ bench: Workbench, _ change: @escaping @Sendable (inout TinyPlex) -> Void) async throws -> Int {
        bench.server.changeInSecret(change)
        bench.server.forget()
        #expect(try await bench.refresh().isSuccess)
        return bench.server.metadata.count
    }

    @Test(arguments: ["index=\"7\"", "duration=\"180000\"", "userRating=\"8.0\""])
    func `a track that lost an attribute gets it back`(attribute: String) async throws {
        var plex = TinyPlex()
        plex.tracks[0].attributes = attribute
        let bench = Workbench(plex)
        try await bench.refresh()
        let honest = try await track(101_001, in: bench)
        bench.server.change { plex in
            plex.tracks[0].attributes = ""
            // For this, all tracks are read.
            plex.tracks.removeAll { $0.key == 102_003 }
        }
        try await bench.refresh()
        #expect(try await track(101_001, in: bench) != honest)
        _ = try await heal(bench) { $0.tracks[0].attributes = attribute }
        #expect(try await track(101_001, in: bench) == honest)
    }

    @Test(arguments: [1011, 4_444])
    func `a track that was said to be of another album comes back`(album: Int64) async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.tracks[0].parent = album
            plex.tracks.removeAll { $0.key == 102_003 }
        }
        try await bench.refresh()
        _ = try await heal(bench) { $0.tracks[0].parent = 1010 }
        #expect(try await track(101_001, in: bench)?.albumKey == key(1010))
    }

    @Test func `a track that came astray is asked for by its key until its album is known`() async throws {
        var plex = TinyPlex()
        plex.tracks[0].parent = 4_444
        let bench = Workbench(plex)
        try await bench.refresh()
        #expect(try await track(101_001, in: bench) == nil)
        bench.server.forget()
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        #expect(!bench.server.metadata.contains { $0.isList("10") })
        _ = try await heal(bench) { $0.tracks[0].parent = 1010 }
        #expect(try await track(101_001, in: bench) != nil)
        let requests = try await heal(bench) { _ in }
        #expect(requests == 9)
    }

    @Test func `more strays than one request asks for are not looked for at every refresh`() async throws {
        var plex = TinyPlex()
        for number in Int64(1)...101 {
            plex.tracks.append(TinyPlex.Item(key: 700_000 + number, title: "Stray", parent: 4_444))
        }
        // So many that those are a small part.
        for number in Int64(1)...500 {
            plex.tracks.append(TinyPlex.Item(key: 800_000 + number, title: "Track", parent: 1010))
        }
        let bench = Workbench(plex)
        #expect(try await bench.refresh().isSuccess)
        bench.server.forget()
        #expect(try await bench.refresh().isSuccess)
        #expect(bench.server.metadata.count == 9)
        #expect(!bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `an album that lost an attribute gets it back behind a counter that is believed`() async throws {
        var plex = TinyPlex()
        plex.albums[2].attributes = "year=\"1999\""
        let bench = Workbench(plex)
        try await bench.study()
        bench.server.change { $0.albums[2].attributes = "" }
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        _ = try await heal(bench) { $0.albums[2].attributes = "year=\"1999\"" }
        #expect(try await bench.store { try await $0.stored(Album.self, keys: [key(1020)])[key(1020)]?.year } == 1999)
    }

    @Test func `what really changed without a stamp is read once more, and then believed`() async throws {
        let bench = Workbench()
        try await bench.study()
        bench.server.change { $0.albums[2].attributes = "userRating=\"8.0\"" }
        try await bench.refresh()
        #expect(try await heal(bench) { _ in } > 3)
        #expect(try await heal(bench) { _ in } == 3)
    }
}
