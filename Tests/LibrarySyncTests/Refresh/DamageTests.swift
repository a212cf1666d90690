import LibraryModel
import LibrarySync
import Testing

/// Promise 4: one bad element is one bad element.
struct DamageTests {
    @Test func `an element that is damaged but identified keeps its old row, and the rest is taken over`() async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.albums[0].raw = "<Directory ratingKey=\"1010\" type=\"album\" title=\"Broken\"/>"
            plex.editAlbum(1020) { $0.title = "Fine" }
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.verdicts.contains { $0.contains("album 1010") })
        let contents = try await bench.contents()
        #expect(contents.albums.contains("1010 Album 1010"))
        #expect(contents.albums.contains("1020 Fine"))
        #expect(contents.counts[.track] == 18)
    }

    @Test func `a damaged track or playlist that is known keeps its row when all are read`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { plex in
            plex.tracks.removeAll { $0.key == 101_003 }
            plex.tracks[0].raw =
                "<Track ratingKey=\"101001\" parentRatingKey=\"1010\" type=\"track\" title=\"Broken\"/>"
            plex.playlists[0].raw = "<Playlist ratingKey=\"900002\" type=\"playlist\" updatedAt=\"nan\" title=\"Bad\"/>"
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(bench.server.metadata.contains { $0.isList("10") })
        let contents = try await bench.contents()
        #expect(contents.tracks == before.tracks.filter { !$0.hasPrefix("101003") })
        #expect(contents.entries == before.entries)
    }

    @Test func `with an element that cannot be identified nothing of its kind is removed`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.deleteAlbum(1030)
            plex.albums[0].raw = "<Directory type=\"album\" parentRatingKey=\"1\" title=\"No key\"/>"
        }
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.counts[.album]?.deleted == 0)
        #expect(result.verdicts.contains { $0.contains("could not be identified") })
        #expect(try await bench.contents().counts[.album] == 6)
        bench.server.change { $0.albums[0].raw = nil }
        try await bench.refresh()
        #expect(try await bench.contents().counts[.album] == 5)
    }

    @Test func `a track without a part is left out, and does not make later refreshes read all tracks`() async throws {
        var plex = TinyPlex()
        plex.tracks.append(.init(key: 777, title: "No part", parent: 1010))
        plex.tracks[plex.tracks.count - 1].raw =
            "<Track ratingKey=\"777\" parentRatingKey=\"1010\" type=\"track\" title=\"None\" updatedAt=\"1600000000\"/>"
        let bench = Workbench(plex)
        #expect(try await bench.refresh().error == nil)
        #expect(try await bench.contents().counts[.track] == 18)
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.libraryRowsWritten == 0)
        #expect(!bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `a key that stands twice is one row, and reported`() async throws {
        var plex = TinyPlex()
        plex.albums.append(plex.albums[0])
        plex.albums[plex.albums.count - 1].title = "Same key"
        let bench = Workbench(plex)
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.verdicts.contains { $0.contains("1010 stands twice") })
        #expect(try await bench.contents().counts[.album] == 6)
    }

    @Test func `a key that stands on two pages at every reading is one row`() async throws {
        var plex = TinyPlex()
        plex.albums.append(plex.albums[0])
        let bench = Workbench(plex)
        let result = try await bench.session {
            $0.pageSize = 2
        } _: {
            await $0.refresh(.userInitiated)
        }
        #expect(result.error == nil)
        #expect(try await bench.contents().counts[.album] == 6)
    }

    @Test func `a playlist's track that the library does not know keeps its place`() async throws {
        var plex = TinyPlex()
        plex.tracks.append(.init(key: 777, title: "Stray", parent: 4_444))
        plex.playlists[0].content = [101_001, 777, 101_101]
        let bench = Workbench(plex)
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(!result.verdicts.isEmpty)
        #expect(try await bench.contents().entries[900_002] == [101_001, 777, 101_101])
    }
}
