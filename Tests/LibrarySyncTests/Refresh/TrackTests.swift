import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// When the tracks that were updated since are enough, and when all have to be read: sync-requirements, promise 6.
struct TrackTests {
    @Test func `a track that moved out of an album that is gone does not stand for one that is gone`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        // Album 1010 gets another key and keeps its tracks, which say nothing of it; as many tracks get other keys.
        bench.server.change { plex in
            plex.albums[0].key = 7_000
            plex.albums[0].updatedAt = plex.now
            for index in 0..<3 { plex.tracks[index].parent = 7_000 }
            for (index, key) in [(3, 700_001), (4, 700_002), (5, 700_003)] as [(Int, Int64)] {
                plex.tracks[index].key = key
                plex.tracks[index].updatedAt = plex.now
            }
        }
        let result = try await bench.refresh()
        #expect(result.isSuccess)
        let contents = try await bench.contents()
        #expect(contents.tracks.count == 18)
        #expect(Set(contents.tracks).isSuperset(of: ["101001 Track 101001", "700001 Track 101101"]))
    }

    private func title(of track: Int64, in bench: Workbench) async throws -> String? {
        try await bench.store { try await $0.stored(Track.self, keys: [key(track)])[key(track)]?.title }
    }

    private func readsAll(_ bench: Workbench) -> Bool { bench.server.metadata.contains { $0.isList("10") } }

    @Test func `a track that was edited while the last refresh began is found by its stamp`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let began = bench.server.plex.now
        bench.server.change { plex in
            plex.tracks[0].title = "Edited meanwhile"
            plex.tracks[0].updatedAt = began - 30
        }
        bench.server.forget()
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        #expect(try await title(of: 101_001, in: bench) == "Edited meanwhile")
        #expect(!readsAll(bench))
    }

    @Test func `an edit is found although the server's clock ran a day ahead before it`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let day: Int64 = 24 * 3_600
        bench.server.change { plex in
            plex.now += day
            // For this, all tracks are read: those from then on count.
            plex.tracks.removeAll { $0.key == 102_003 }
        }
        bench.moveTime(by: 1_000)
        try await bench.refresh()
        // It is put right, a track is edited, and so much time passes that the wrong time is behind it.
        bench.server.change { plex in
            plex.now -= day
            plex.tracks[0].title = "Edited"
            plex.tracks[0].updatedAt = plex.now
            plex.now += 2 * day
        }
        bench.moveTime(by: TimeInterval(2 * day) + 1_000)
        bench.server.forget()
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        #expect(!readsAll(bench))
    }

    /// Edits two tracks, whose albums stay as they are.
    private func editTwo(_ bench: Workbench) {
        bench.server.change { plex in
            for index in [0, 5] {
                plex.tracks[index].title = "Edited"
                plex.tracks[index].updatedAt = plex.now
            }
        }
    }

    @Test(arguments: [1, 3])
    func `an answer without the updated tracks puts them off, however often it comes`(lies: Int) async throws {
        let bench = Workbench()
        try await bench.refresh()
        editTwo(bench)
        bench.server.script { request, _ in request.isUpdatedSince ? .answer(TinyPlex.emptySuccess) : nil }
        for _ in 0..<lies {
            bench.server.change { $0.now += 3_600 }
            #expect(try await bench.refresh().libraryRowsWritten == 0)
        }
        bench.server.script(nil)
        bench.server.change { $0.now += 3_600 }
        bench.server.forget()
        #expect(try await bench.refresh().counts[.track]?.changed == 2)
        #expect(!readsAll(bench))
    }

    @Test func `an answer with some of the updated tracks puts the others off`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        editTwo(bench)
        let plex = bench.server.plex
        bench.server.script { request, _ in
            guard request.isUpdatedSince else { return nil }
            var some = plex
            some.tracks[5].updatedAt = TinyPlex.birth
            return .answer(some.answer(request))
        }
        bench.server.change { $0.now += 3_600 }
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        bench.server.script(nil)
        for (hours, changed) in [(1, 1), (2, 0), (3, 0)] {
            bench.server.change { $0.now += 3_600 }
            let counts = try await bench.refresh().counts[.track]
            #expect(counts?.changed == changed, "\(hours) hours later")
        }
        #expect(try await title(of: bench.server.plex.tracks[5].key, in: bench) == "Edited")
    }

    /// Fewer than a fifth of the albums, and more than a fifth of the tracks.
    @Test func `many tracks that go with a few albums are looked for among all`() async throws {
        var plex = TinyPlex(artists: 30)
        plex.collections = []
        plex.playlists = []
        let large = Set(plex.albums.prefix(10).map(\.key))
        var seen: Set<Int64> = []
        plex.tracks.removeAll { track in
            guard let album = track.parent, !large.contains(album) else { return false }
            return !seen.insert(album).inserted
        }
        let bench = Workbench(plex)
        try await bench.refresh()
        let tracks = plex.tracks.count { $0.parent.map(large.contains) ?? false }
        #expect(tracks > 20 && tracks * 5 > plex.tracks.count && large.count * 5 < plex.albums.count)
        bench.server.change { plex in for album in large { plex.deleteAlbum(album) } }
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        let counts = result.counts
        #expect(counts[.album]?.deleted == large.count && counts[.track]?.deleted == tracks)
        #expect(readsAll(bench))
    }

    @Test func `rows from before the moment that was asked for show that the filter means something else`() async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.tracks[5].title = "Edited without a stamp" }
        bench.server.script { request, _ in
            guard request.isUpdatedSince else { return nil }
            let rows =
                "<Track ratingKey=\"101001\" parentRatingKey=\"1010\" type=\"track\" title=\"Track 101001\" "
                + "updatedAt=\"\(TinyPlex.birth)\"><Media><Part key=\"/library/parts/101001/1/f.flac\"/></Media></Track>"
            let page = "<MediaContainer size=\"1\" totalSize=\"1\" offset=\"0\">\(rows)</MediaContainer>"
            return .answer(TransportResponse(status: 200, body: Data(page.utf8)))
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        #expect(readsAll(bench))
    }

    @Test func `an album that goes to another artist takes the names on its tracks along`() async throws {
        var plex = TinyPlex()
        for index in plex.tracks.indices { plex.tracks[index].attributes = "grandparentRatingKey=\"1\"" }
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.change { plex in
            plex.editAlbum(1010) { $0.parent = 2 }
            for index in plex.tracks.indices where plex.tracks[index].parent == 1010 {
                plex.tracks[index].attributes = "grandparentRatingKey=\"2\""
            }
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 3)
    }

    @Test func `a track that was left out comes with its album, whatever its stamp`() async throws {
        var plex = TinyPlex()
        let album = plex.albums.removeLast()
        let bench = Workbench(plex)
        #expect(try await bench.refresh().counts[.track]?.new == 15)
        bench.server.change { $0.albums.append(album) }
        #expect(try await bench.refresh().counts[.track]?.new == 3)
        #expect(try await bench.contents().tracks.count == 18)
    }

    @Test(arguments: [false, true])
    func `tracks that moved out of an album that is gone do not hide that as many others are gone`(
        areStamped: Bool
    ) async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            for index in 0..<3 {
                plex.tracks[index].parent = 1011
                if areStamped { plex.tracks[index].updatedAt = plex.now }
            }
            plex.albums.removeAll { $0.key == 1010 }
            plex.tracks.removeAll { $0.parent == 1031 }
            plex.collections[0].content = [1011]
        }
        #expect(try await bench.refresh().isSuccess)
        let contents = try await bench.contents()
        #expect(contents.tracks.count == 15)
        #expect(contents.tracks.contains("101001 Track 101001"))
        #expect(!contents.tracks.contains("103101 Track 103101"))
    }

    @Test func `an album that came without a track of its own may have another one's`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.albums.append(.init(key: 7_000, title: "Second half", parent: 1, updatedAt: plex.now))
            plex.tracks[2].parent = 7_000
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        #expect(readsAll(bench))
        let moved = bench.server.plex.tracks[2].key
        let tracks = try await bench.store { store in
            try await store.stored(Track.self, keys: [key(moved)])
        }
        #expect(tracks[key(moved)]?.albumKey == key(7_000))
    }

    @Test func `an empty answer does not say that tracks are gone`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            for index in 0..<3 { plex.tracks[index].parent = 1011 }
            plex.albums.removeAll { $0.key == 1010 }
            plex.tracks.removeAll { $0.parent == 1031 }
        }
        bench.server.script { request, _ in
            request.url.path.contains("/library/metadata/") && !request.isPicture ? .answer(TinyPlex.emptySuccess) : nil
        }
        #expect(try await bench.refresh().isSuccess)
        let tracks = try await bench.contents().tracks
        #expect(tracks.count == 15)
        #expect(tracks.contains("101001 Track 101001") && !tracks.contains("103101 Track 103101"))
    }

    @Test func `one empty answer hides no edit behind a counter that is believed`() async throws {
        let bench = Workbench()
        try await bench.study()
        bench.server.change { plex in
            plex.editAlbum(1020) { $0.title = "High Tide" }
            plex.tracks[1].title = "Edited"
            plex.tracks[1].updatedAt = plex.now
        }
        bench.server.script { request, _ in
            guard request.isUpdatedSince, request.headers["X-Plex-Container-Size"] != "0" else { return nil }
            return .answer(TinyPlex.emptySuccess)
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
        bench.server.script(nil)
        #expect(try await bench.refresh().requests == 3)
    }
}
