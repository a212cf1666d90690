import Foundation
import LibraryModel
import LibrarySync
import Testing

/// The checklist's items that are a session's: launch from the cache, banner, last refreshed, search, views.
struct SessionTests {
    @Test func `albums are on the screen before the server has answered anything`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.moveTime(by: 24 * 3_600)
        bench.server.script { _, _ in .hang }
        try await bench.session { session in
            await session.launch()
            let screen = await session.screen
            #expect(screen.albumCount == 6)
            #expect(screen[.grid(page: 0)]?.tiles.count == 6)
            await bench.server.arrival { $0.url.path == "/identity" }
        }
    }

    @Test func `a launch refreshes an empty cache`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            let screen = await session.screen
            #expect(screen.albumCount == 6)
            #expect(screen.banner == nil)
            #expect(screen.lastRefreshed == Date(timeIntervalSince1970: 1_700_000_000))
            #expect(screen[.grid(page: 0)]?.tiles.allSatisfy { $0.artwork != nil } == true)
        }
    }

    @Test(arguments: [(11 * 3_600, false), (12 * 3_600, true), (13 * 3_600, true), (-3_600, true)])
    func `a launch refreshes what is older than the window, or from the future`(
        seconds: Int, refreshes: Bool
    ) async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.moveTime(by: TimeInterval(seconds))
        bench.server.forget()
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        #expect(bench.server.metadata.isEmpty == !refreshes)
        bench.server.forget()
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        #expect(bench.server.metadata.isEmpty, "one refresh puts it right")
    }

    @Test func `without network the cache stays, and a banner says why until a refresh succeeds`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            let before = await session.screen
            bench.server.script { _, _ in .fail(.cannotConnect) }
            let result = await session.refresh(.userInitiated)
            #expect(result.error?.code == .offline)
            let offline = await session.screen
            #expect(offline.banner?.code == .offline)
            #expect(offline.views == before.views)
            #expect(offline.lastRefreshed == before.lastRefreshed)
            bench.server.script(nil)
            _ = await session.refresh(.userInitiated)
            #expect(await session.screen.banner == nil)
        }
    }

    @Test func `everything renders from the cache without network, and no picture is asked for`() async throws {
        let bench = Workbench()
        func open(_ session: LibrarySession) async throws {
            await session.launch()
            await session.rest()
            try await session.show(.album(key(1010)))
            try await session.show(.collection(key(900_001)))
            try await session.show(.playlist(key(900_002)))
            try await session.show(.artist(key(1)))
            await session.rest()
        }
        try await bench.session { try await open($0) }
        bench.server.script { _, _ in .fail(.cannotConnect) }
        try await bench.session { session in
            try await open(session)
            let screen = await session.screen
            #expect(
                screen[.album(key(1010))]?.tiles.map(\.title) == [
                    "Album 1010", "Track 101001", "Track 101002", "Track 101003",
                ])
            #expect(screen[.collection(key(900_001))]?.tiles.map(\.key) == [key(900_001), key(1010), key(1011)])
            #expect(screen[.playlist(key(900_002))]?.tiles.dropFirst().map(\.subtitle).first == "Artist 1 · Album 1010")
            #expect(screen[.grid(page: 0)]?.tiles.allSatisfy { $0.artwork != nil } == true)
            #expect(bench.server.pictures.isEmpty)
        }
    }

    @Test func `one edited album is redrawn in every view, and nothing else is`() async throws {
        var plex = TinyPlex()
        plex.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("same")
        let bench = Workbench(plex)
        try await bench.session { session in
            await session.launch()
            await session.rest()
            try await session.show(.album(key(1010)))
            try await session.show(.collection(key(900_001)))
            await session.rest()
            let before = await session.screen
            bench.server.change { plex in
                plex.editAlbum(1010) { $0.title = "High Tide" }
                plex.pictures[plex.albums[0].thumb ?? ""] = TinyPlex.picture("same")
            }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            let after = await session.screen
            for (old, new) in zip(before.views, after.views) {
                let redrawn = new.tiles.filter { !old.tiles.contains($0) }.map(\.title)
                #expect(redrawn == ["High Tide"])
            }
        }
    }

    @Test func `search finds what no page has loaded, by every term in title or artist`() async throws {
        var plex = TinyPlex()
        plex.albums[5].title = "Øcean Café"
        let bench = Workbench(plex)
        try await bench.refresh()
        try await bench.session { session in
            let hits = try await session.search("artist 3 cafe")
            #expect(hits.albums.map(\.title) == ["Øcean Café"])
            #expect(hits.artists.isEmpty)
            #expect(try await session.search("").albums.isEmpty)
        }
    }

    @Test func `a view of nothing is refused, and one whose item goes stays open and empty`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        try await bench.session { session in
            await #expect(throws: SyncError.self) { try await session.show(.album(key(4_444))) }
            try await session.show(.album(key(1010)))
            bench.server.change { $0.deleteAlbum(1010) }
            _ = await session.refresh(.userInitiated)
            #expect(await session.screen[.album(key(1010))]?.tiles.isEmpty == true)
        }
    }

    @Test func `a refresh succeeds although a view cannot be read again, and a banner tells of the view`() async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        try await bench.session { session in
            try await session.show(.playlist(key(900_002)))
            bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
            try bench.sql("UPDATE playlistEntry SET trackKey = -1")
            let result = await session.refresh(.userInitiated)
            #expect(result.error == nil)
            #expect(result.counts[.album]?.changed == 1)
            #expect(await session.screen.banner != nil)
            #expect(bench.events.contains { $0.name == .storeFailed && $0.message.contains("screen") })
            #expect(bench.events.last { $0.name == .refreshEnded }?.result?.isSuccess == true)
        }
    }

    @Test func `screens are told as they change`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            let screens = await session.screens()
            await session.launch()
            await session.rest()
            var iterator = screens.makeAsyncIterator()
            #expect(await iterator.next()?.albumCount == 6)
        }
    }

    @Test func `a folder that is open elsewhere is refused`() async throws {
        let bench = Workbench()
        try await bench.session { _ in
            do {
                _ = try await bench.session { _ in true }
                Issue.record("the folder was opened twice")
            } catch let error as SyncError {
                #expect(error.code == .storeInUse)
            }
        }
    }

    @Test func `after a session nothing of it is left under way`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hang }
        try await bench.session { session in
            await session.launch()
            await bench.server.arrival { _ in true }
            #expect(session.activeWork == 1)
        }
        #expect(bench.clock.sleepers == 0)
        #expect(try await bench.contents().counts[.album] == 0)
    }
}
