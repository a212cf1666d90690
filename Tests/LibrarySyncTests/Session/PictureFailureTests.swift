import Foundation
import LibraryModel
import LibraryStore
import Testing

@testable import LibrarySync

/// What one picture's failure means for the others, and what none of them may do to a screen: sync-requirements,
/// promises 8 and 11.
struct PictureFailureTests {
    private static let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)

    private func tiles(_ session: LibrarySession) async -> [Int64: String?] {
        let tiles = await session.screen[.grid(page: 0)]?.tiles ?? []
        return Dictionary(tiles.map { ($0.key.value, $0.artwork) }) { first, _ in first }
    }

    @Test(arguments: [TransportError.cannotConnect, .timedOut])
    func `another origin that is gone keeps no other picture away`(failure: TransportError) async throws {
        var plex = TinyPlex()
        plex.albums[0].thumb = "http://images.test/cover.png"
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.script { request, _ in request.url.host() == "images.test" ? .fail(failure) : nil }
        try await bench.session {
            $0.maximumDownloads = 1
        } _: { session in
            try await session.show(.grid(page: 0))
            await session.rest()
            #expect(await tiles(session).values.count { $0 != nil } == 5)
            let prefetched = try await session.prefetchArtwork()
            #expect(prefetched == 3)
        }
    }

    @Test func `one picture that stalls keeps no other away, and a server that stalls is not asked for all`()
        async throws
    {
        let bench = Workbench(TinyPlex(artists: 20))
        try await bench.refresh()
        try await bench.session { session in
            bench.server.script { request, _ in request.url.path.contains("/1010/") ? .fail(.timedOut) : nil }
            let most = try await session.prefetchArtwork()
            #expect(most == 59)
        }
        let other = Workbench(TinyPlex(artists: 20))
        try await other.refresh()
        other.server.script { request, _ in request.isPicture ? .fail(.timedOut) : nil }
        let none = try await other.session { try await $0.prefetchArtwork() }
        #expect(none == 0)
        #expect(other.server.pictures.count < 12)
    }

    @Test(arguments: [401, 429, 503, 500])
    func `a prefetch ends where the server refuses`(status: Int) async throws {
        let bench = Workbench(TinyPlex(artists: 20))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .answer(TinyPlex.error(status)) : nil }
        let came = try await bench.session { try await $0.prefetchArtwork() }
        #expect(came == 0)
        #expect(bench.server.pictures.count < 12)
    }

    @Test func `a prefetch ends where pictures cannot be written, and the run tells how many did not come`()
        async throws
    {
        let bench = Workbench(TinyPlex(artists: 20))
        try await bench.refresh()
        try bench.sql("CREATE TRIGGER full BEFORE INSERT ON artwork BEGIN SELECT RAISE(ABORT, 'no room'); END")
        let came = try await bench.session {
            $0.maximumDownloads = 1
        } _: {
            try await $0.prefetchArtwork()
        }
        #expect(came == 0 && bench.files.isEmpty)
        #expect(bench.server.pictures.count == 1)
        #expect(try await bench.store { try await $0.runs(limit: 1) }.first?.artworkFailed == 1)
    }

    @Test func `a prefetch that is cancelled takes nothing from a screen`() async throws {
        let bench = Workbench(TinyPlex(artists: 10))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            try await session.show(.grid(page: 0))
            await bench.server.arrival(of: 4)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await session.prefetchArtwork() }
                // What it asked for waits behind what the screen asked for.
                while await session.artwork.queue.count < 26 { await Task.yield() }
                group.cancelAll()
                await group.waitForAll()
            }
            bench.server.release()
            await session.rest()
            #expect(await tiles(session).values.count { $0 != nil } == 20)
            #expect(bench.server.pictures.count == 20)
        }
    }

    @Test func `what a screen shows is fetched before what changed behind it`() async throws {
        let bench = Workbench(TinyPlex(artists: 5))
        try await bench.session { session in
            _ = await session.refresh(.userInitiated)
            _ = try await session.prefetchArtwork()
        }
        bench.server.change { plex in
            for album in plex.albums { plex.editAlbum(album.key) { _ in } }
            plex.artists.append(TinyPlex.Item(key: 77, title: "New", thumb: "/library/metadata/77/thumb/1"))
            plex.albums.append(
                TinyPlex.Item(key: 7_777, title: "New", parent: 77, thumb: "/library/metadata/7777/thumb/1"))
        }
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session {
            $0.maximumDownloads = 1
        } _: { session in
            _ = await session.refresh(.userInitiated)
            await bench.server.arrival(where: \.isPicture)
            try await session.show(.album(key(7_777)))
            bench.server.release()
            await session.rest()
        }
        let asked = bench.server.pictures.map(\.url.path)
        #expect(asked.count == 11 && asked[1] == "/library/metadata/7777/thumb/1")
    }

    @Test func `the same bytes under a new reference are not written again by a prefetch, and keep their turn`()
        async throws
    {
        var plex = TinyPlex()
        for version in ["1", "1700001000"] {
            plex.pictures["/library/metadata/1010/thumb/\(version)"] = TinyPlex.picture("same")
        }
        let bench = Workbench(plex)
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        let file = bench.folder.appending(path: "artwork").appending(
            path: try #require(bench.files.first { $0.hasPrefix("1010-") }))
        let old = Date(timeIntervalSince1970: 1_600_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
        // The picture of the new stamp did not come in time.
        bench.server.change { $0.editAlbum(1010) { _ in } }
        bench.server.script { request, _ in request.isPicture ? .fail(.connectionLost) : nil }
        try await bench.refresh()
        bench.server.script(nil)
        let before = try await bench.store { try await $0.artwork(for: [key(1010)])[key(1010)]?.lastUsedAt }
        let came = try await bench.session { try await $0.prefetchArtwork() }
        #expect(came == 4)
        let time = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        #expect(time == old)
        let row = try await bench.store { try await $0.artwork(for: [key(1010)])[key(1010)] }
        #expect(before != nil && row?.lastUsedAt == before && row?.isWanted == false)
    }

    @Test func `a picture that is on disk is there to be seen also where its use cannot be noted`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        try bench.sql("CREATE TRIGGER full BEFORE UPDATE ON artwork BEGIN SELECT RAISE(ABORT, 'no room'); END")
        let picture = try await bench.session { try await $0.picture(of: key(1010)) }
        #expect(picture != nil)
        #expect(bench.events.contains { $0.name == .storeFailed })
    }

    @Test func `a tile whose new picture finds no room shows none, not the old one that is gone`() async throws {
        let bench = Workbench()
        try await bench.session {
            $0.artworkBudget = Self.size * 6
        } _: { session in
            await session.launch()
            await session.rest()
            #expect(await tiles(session).values.count { $0 != nil } == 6)
            bench.server.change { plex in
                plex.editAlbum(1010) { _ in }
                plex.pictures[plex.albums[0].thumb ?? ""] = TinyPlex.picture(String(repeating: "large", count: 9))
            }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            let tiles = await tiles(session)
            #expect(tiles[1010] == .some(nil))
            #expect(tiles.values.count { $0 != nil } == bench.files.count)
        }
    }

    @Test func `what had no room is asked for again when a screen shows less`() async throws {
        let bench = Workbench()
        try await bench.session {
            $0.artworkBudget = Self.size * 3
            $0.gridPageSize = 3
        } _: { session in
            await session.launch()
            await session.rest()
            let none = try? await session.picture(of: key(1031))
            #expect(none == nil)
            await session.dismiss(.grid(page: 0))
            let picture = try await session.picture(of: key(1031))
            #expect(picture != nil)
        }
    }

    @Test func `what a prefetch is fetching is a screen's as soon as one shows it`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.url.path.contains("/1011/") ? .hold : nil }
        try await bench.session {
            $0.maximumDownloads = 1
            $0.artworkBudget = Self.size * 4
        } _: { session in
            async let prefetched = session.prefetchArtwork()
            await bench.server.arrival { $0.url.path.contains("/1011/") }
            try await session.show(.album(key(1011)))
            bench.server.release()
            _ = try await prefetched
            await session.rest()
            let picture = try await session.picture(of: key(1011))
            #expect(picture != nil && bench.files.contains { $0.hasPrefix("1011-") })
            #expect(bench.server.pictures.count { $0.url.path.contains("/1011/") } == 1)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `pictures that come without end keep no view and no refresh from its end`() async throws {
        // So many that reading them takes longer than a picture's coming.
        let bench = Workbench(TinyPlex(artists: 300))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        try await bench.session { session in
            let isOver = Locked(false)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while !isOver.withLock({ $0 }) { await session.pictureChanged(of: key(1010), to: "hash") }
                }
                try await session.show(.search("album"))
                _ = await session.refresh(.userInitiated)
                isOver.withLock { $0 = true }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a picture that comes while a view is read is shown`() async throws {
        let bench = Workbench(TinyPlex(artists: 300))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        try await bench.session { session in
            for number in 1...20 {
                let view = ViewID.search("album" + String(repeating: " ", count: number))
                let isOver = Locked(false)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await session.show(view)
                        isOver.withLock { $0 = true }
                    }
                    while await session.readings == 0, !isOver.withLock({ $0 }) { await Task.yield() }
                    await session.pictureChanged(of: key(1010), to: "hash \(number)")
                    try await group.waitForAll()
                }
                #expect(await session.screen[view]?.tiles.first { $0.key == key(1010) }?.artwork == "hash \(number)")
                await session.dismiss(view)
            }
        }
    }

    @Test func `what is refreshing no more says so, also when what was queued is given up`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.isList("9") ? .hold : nil }
        try await bench.session { session in
            async let background = session.refresh(.background)
            await bench.server.arrival { $0.isList("9") }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = await session.refresh(.userInitiated) }
                while await session.waiting < 2 { await Task.yield() }
                group.cancelAll()
            }
            bench.server.release()
            _ = await background
            await session.rest()
            #expect(await !session.screen.isRefreshing)
        }
    }
}
