import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Promises 2 and 6: a refresh brings what changed and touches nothing else.
struct RefreshTests {
    @Test func `a first refresh brings the whole library`() async throws {
        let bench = Workbench()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.new == 6)
        let contents = try await bench.contents()
        #expect(contents.counts == [.artist: 3, .album: 6, .track: 18, .collection: 1, .playlist: 1])
        #expect(contents.members[900_001] == [1010, 1011])
        #expect(contents.entries[900_002] == [101_001, 101_101, 101_001])
    }

    @Test func `a refresh without a change writes nothing and stays within its requests`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
        #expect(bench.server.pictures.isEmpty)
        #expect(result.counts[.track]?.unchanged == 18)
        // Four lists, two for tracks, and at most four more.
        #expect(bench.server.metadata.count <= 10)
        #expect(!bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `one edited album is one row`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.changed == 1)
        #expect(result.libraryRowsWritten == 1)
        #expect(try await bench.contents().albums.contains("1010 High Tide"))
    }

    @Test func `a deleted album goes with its tracks, and the lists it stood in are read again`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.deleteAlbum(1010) }
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.deleted == 1)
        #expect(result.counts[.track]?.deleted == 3)
        let contents = try await bench.contents()
        #expect(contents.members[900_001] == [1011])
        #expect(!bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `a track added to an album that did not change arrives by the updates alone`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.tracks.append(.init(key: 777, title: "Bonus", parent: 1010, updatedAt: plex.now))
        }
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.counts[.track]?.new == 1)
        #expect(result.libraryRowsWritten == 1)
        #expect(!bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `a track removed from an album that did not change is found by the count`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.tracks.removeAll { $0.key == 101_003 } }
        let result = try await bench.refresh()
        #expect(result.counts[.track]?.deleted == 1)
        #expect(try await bench.contents().counts[.track] == 17)
    }

    @Test func `a track added and another removed at once are both found`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.tracks.removeAll { $0.key == 101_003 }
            plex.tracks.append(.init(key: 777, title: "Bonus", parent: 1010, updatedAt: plex.now))
        }
        let result = try await bench.refresh()
        #expect(result.counts[.track]?.deleted == 1)
        #expect(result.counts[.track]?.new == 1)
    }

    @Test func `a server that ignores the filter has its tracks read in bulk, and nothing is written`() async throws {
        var plex = TinyPlex()
        plex.knowsFilter = false
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
        #expect(bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `a smart collection is read again when something else changed, and not otherwise`() async throws {
        var plex = TinyPlex()
        plex.collections[0].isSmart = true
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.forget()
        try await bench.refresh()
        #expect(!bench.server.metadata.contains { $0.url.path.hasSuffix("/children") })
        bench.server.change { plex in
            plex.editAlbum(1020) { $0.title = "Now in it" }
            plex.collections[0].content = [1010, 1011, 1020]
        }
        try await bench.refresh()
        #expect(try await bench.contents().members[900_001] == [1010, 1011, 1020])
    }

    @Test func `a playlist keeps order and repetitions, and has no place for a video`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.playlists[0].content = [101_101, 5_555_555, 101_001, 101_101]
            plex.playlists[0].updatedAt = plex.now
        }
        let result = try await bench.refresh()
        #expect(result.counts[.playlist]?.changed == 1)
        #expect(result.verdicts == ["Playlist 900002 holds a movie, which has no place here."])
        #expect(bench.events.last { $0.name == .verdict }?.message == result.verdicts.last)
        #expect(try await bench.contents().entries[900_002] == [101_101, 101_001, 101_101])
    }

    @Test(arguments: [1, 2, 5, 7, 1_000]) func `every page size brings the same library`(size: Int) async throws {
        let bench = Workbench()
        let result = try await bench.session {
            $0.pageSize = size
        } _: {
            await $0.refresh(.userInitiated)
        }
        #expect(result.error == nil)
        #expect(try await bench.contents().counts[.track] == 18)
    }

    @Test func `every run is recorded with its counters`() async throws {
        let bench = Workbench()
        let result = try await bench.refresh()
        bench.server.script { _, _ in .answer(TinyPlex.error(401)) }
        try await bench.refresh(.background)
        let runs = try await bench.store { try await $0.runs(limit: 10) }
        #expect(runs.map(\.outcome) == ["unauthorized", "success"])
        #expect(runs.last?.requests == result.requests)
        #expect(runs.last?.counts[.album]?.new == 6)
        #expect(runs.first?.reason.rawValue == "background")
    }

    @Test func `a playlist edited while its entries were read is read again, and the server's state is one`()
        async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.playlists[0].content = [101_001, 101_101, 101_102]
            plex.playlists[0].updatedAt = plex.now
        }
        let entries = "/playlists/900002/items"
        bench.server.script { [server = bench.server] request, _ in
            guard request.url.path == entries, server.requests.count(where: { $0.url.path == entries }) == 1 else {
                return nil
            }
            // The list said otherwise a moment ago; as many entries stand in it now, and no section's counter tells.
            server.change { plex in
                plex.counter = plex.counter.map { $0 - 1 }
                plex.playlists[0].content = [101_102, 101_101, 101_001]
                plex.playlists[0].updatedAt = plex.now
            }
            return nil
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(bench.server.requests.count { $0.url.path == entries } == 2)
        #expect(try await bench.contents().entries[900_002] == [101_102, 101_101, 101_001])
        let runs = try await bench.store { try await $0.runs(limit: 2) }
        #expect(runs.map(\.outcome) == ["success", "restarted"])
        // Each pass has its own traffic in its record, and the result has all of it.
        #expect(runs.allSatisfy { $0.requests > 0 && $0.bytes > 0 })
        #expect(runs.reduce(0) { $0 + $1.requests } == result.requests)
        #expect(runs.reduce(0) { $0 + $1.bytes } == result.bytes)
        bench.server.script(nil)
        #expect(try await bench.refresh().libraryRowsWritten == 0)
    }

    @Test func `what the commit left out or kept stands in the run's record, too`() async throws {
        var plex = TinyPlex(artists: 6)
        plex.artists[0].raw = "<Directory ratingKey=\"1\" type=\"artist\" updatedAt=\"soon\"/>"
        let bench = Workbench(plex)
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.verdicts.last?.contains("items were left out for want of a parent, album 1010, ") == true)
        let run = try await bench.store { try await $0.runs(limit: 1) }.first
        #expect(run?.verdicts == result.verdicts)
    }

    @Test func `a token that the server writes into paths is in no file, and a new one is no change`() async throws {
        @Sendable func renew(_ plex: inout TinyPlex, _ token: String) {
            plex.albums[0].thumb = "/library/metadata/1010/thumb/1?X-Plex-Token=\(token)"
            plex.collections[0].thumb = "/library/metadata/900001/thumb/1?X-Plex-Token=\(token)"
            plex.playlists[0].thumb = "/playlists/900002/composite/1?X-Plex-Token=\(token)"
        }
        var plex = TinyPlex()
        renew(&plex, "first-0123456789")
        let bench = Workbench(plex)
        try await bench.refresh()
        for name in try FileManager.default.subpathsOfDirectory(atPath: bench.folder.path) {
            let bytes = try? Data(contentsOf: bench.folder.appending(path: name))
            #expect(bytes?.range(of: Data("first-0123456789".utf8)) == nil, "\(name)")
        }
        bench.server.change { renew(&$0, "second-0123456789") }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
    }

    @Test func `a quiet refresh writes the same few rows of bookkeeping, whatever the library's size`() async throws {
        var written: [Int] = []
        for artists in [3, 60] {
            let bench = Workbench(TinyPlex(artists: artists))
            try await bench.refresh()
            bench.server.change { $0.now += 3_600 }
            let result = try await bench.refresh()
            #expect(result.libraryRowsWritten == 0)
            written.append(result.rowsWritten.values.reduce(0, +))
        }
        #expect(written[0] == written[1] && written[0] > 0 && written[0] < 16, "\(written)")
    }
}
