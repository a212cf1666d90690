import Foundation
import LibraryModel
import LibrarySync
import Testing

/// What is left out because the section's counter stands where it stood: sync-requirements, 3.3 and section 4.
struct CounterTests {
    private func studied() async throws -> Workbench {
        let bench = Workbench()
        try await bench.study()
        return bench
    }

    @Test func `a proven counter that stands still leaves three requests`() async throws {
        let bench = try await studied()
        let result = try await bench.refresh()
        #expect(result.error == nil)
        #expect(result.libraryRowsWritten == 0)
        #expect(
            bench.server.metadata.map { "\($0.url.path) \($0.url.query ?? "")" } == [
                "/identity ", "/library/sections ", "/playlists playlistType=audio&sectionID=4",
            ])
        #expect(result.counts[.track]?.unchanged == 18)
    }

    @Test func `a proven counter that moved has everything read`() async throws {
        let bench = try await studied()
        bench.server.change { $0.editAlbum(1020) { $0.title = "High Tide" } }
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
    }

    @Test func `a counter is not believed before it is proven`() async throws {
        let bench = Workbench()
        for _ in 0..<8 { try await bench.refresh() }
        bench.server.forget()
        try await bench.refresh()
        #expect(bench.server.metadata.contains { $0.isList("9") })
    }

    @Test func `a track that a lying counter hid is found within seven days, however often since`() async throws {
        let bench = try await studied()
        bench.server.change { plex in
            plex.now += 3_600
            plex.tracks[3].title = "Changed in secret"
            plex.tracks[3].updatedAt = plex.now
            plex.counter = plex.counter.map { $0 - 1 }
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 0)
        for _ in 1...2 {
            bench.server.change { plex in
                plex.now += 3 * 24 * 3_600
                plex.counter = plex.counter.map { $0 - 1 }
            }
            bench.moveTime(by: 3 * 24 * 3_600)
            try await bench.refresh()
        }
        bench.moveTime(by: 24 * 3_600)
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
    }

    @Test func `a lie is found when everything is verified, at the latest after seven days, and believed never again`()
        async throws
    {
        let bench = try await studied()
        bench.server.change { plex in
            plex.editAlbum(1020) { $0.title = "High Tide" }
            plex.counter = plex.counter.map { $0 - 1 }
        }
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        bench.moveTime(by: 7 * 24 * 3_600)
        let found = try await bench.refresh()
        #expect(found.counts[.album]?.changed == 1)
        #expect(found.verdicts.contains { $0.contains("counter") })
        bench.server.forget()
        try await bench.refresh()
        #expect(bench.server.metadata.contains { $0.isList("9") })
    }

    @Test(arguments: [
        (ItemKind.album, "<Directory ratingKey=\"1010\" parentRatingKey=\"1\" type=\"album\" rating=\"nan\"/>"),
        (.album, "<Directory type=\"album\" parentRatingKey=\"1\"/>"),
        (.track, "<Track ratingKey=\"101001\" parentRatingKey=\"1010\" type=\"track\"/>"),
        (.track, "<Track parentRatingKey=\"1010\" type=\"track\"/>"),
    ])
    func `what was damaged is read again although the counter stands still, and that is no lie of the counter's`(
        kind: ItemKind, damaged: String
    ) async throws {
        let bench = try await studied()
        bench.server.change { plex in
            if kind == .album {
                plex.editAlbum(1010) { $0.title = "Later" }
                plex.albums[0].raw = damaged
            } else {
                plex.tracks[0].title = "Later"
                plex.tracks[0].updatedAt = plex.now
                plex.tracks[0].raw = damaged
            }
        }
        #expect(try await bench.refresh().counts[kind]?.changed == 0)
        bench.server.change { plex in
            (plex.albums[0].raw, plex.tracks[0].raw) = (nil, nil)
            plex.counter = plex.counter.map { $0 - 1 }
        }
        bench.moveTime(by: 3_600)
        let healed = try await bench.refresh()
        #expect(healed.counts[kind]?.changed == 1)
        #expect(!healed.verdicts.contains { $0.contains("counter") })
        bench.server.forget()
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        #expect(bench.server.metadata.count == 3)
    }

    @Test func `a playlist that changes while its list is read comes with what it changed for`() async throws {
        let bench = try await studied()
        bench.server.script { [server = bench.server] request, number in
            if number == 3, request.url.path == "/playlists" {
                server.change { plex in
                    plex.tracks.removeAll { $0.key == 101_101 }
                    plex.playlists[0].content = [101_001, 101_001]
                    plex.playlists[0].updatedAt = plex.now
                }
            }
            return nil
        }
        #expect(try await bench.refresh().isSuccess)
        let contents = try await bench.contents()
        #expect(contents.entries[900_002] == [101_001, 101_001])
        #expect(contents.tracks.count == 17)
    }

    @Test func `a person can have everything verified at any time`() async throws {
        let bench = try await studied()
        bench.server.change { plex in
            plex.editAlbum(1020) { $0.title = "High Tide" }
            plex.counter = plex.counter.map { $0 - 1 }
        }
        let result = try await bench.session { session in
            await session.refresh(.userInitiated, verifyingInFull: true)
        }
        #expect(result.counts[.album]?.changed == 1)
        #expect(bench.server.metadata.contains { $0.isList("10") })
    }

    @Test func `a playlist that changed is read although the counter stands still`() async throws {
        let bench = try await studied()
        bench.server.change { plex in
            plex.counter = plex.counter.map { $0 - 1 }
            plex.playlists[0].content = [101_001]
            plex.playlists[0].updatedAt = plex.now
        }
        let result = try await bench.refresh()
        #expect(result.counts[.playlist]?.changed == 1)
        #expect(try await bench.contents().entries[900_002] == [101_001])
    }

    @Test func `the study can be read`() async throws {
        let bench = try await studied()
        let verdicts = try await bench.session { session in try await session.study() }
        #expect(verdicts.first { $0.kind == .album && $0.validator == .counter }?.word == .reliable)
        #expect(verdicts.first { $0.kind == .album && $0.validator == .etag }?.word == .unsupported)
        #expect(!verdicts.contains { $0.kind == .playlist && $0.validator == .counter })
    }
}
