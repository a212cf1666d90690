import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What counts as a use of a picture, whose turn it is, and when a failure is tried again: sync-requirements, promise 8.
struct ArtworkUseTests {
    private static let start = Date(timeIntervalSince1970: 1_700_000_000)
    private static let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)

    private func lastUse(of album: Int64, in bench: Workbench) async throws -> Date? {
        try await bench.store { try await $0.artwork(for: [key(album)])[key(album)]?.lastUsedAt }
    }

    @Test func `a new picture that nobody looks at was used when the old one was`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            await session.dismiss(.grid(page: 0))
            bench.moveTime(by: 100)
            bench.server.change { $0.editAlbum(1010) { _ in } }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.files.count == 6)
        }
        #expect(try await lastUse(of: 1010, in: bench) == Self.start)
    }

    @Test func `who asks for a picture, or opens its view, uses it`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            await session.dismiss(.grid(page: 0))
            bench.moveTime(by: 100)
            let picture = try await session.picture(of: key(1010))
            #expect(picture != nil)
            try await session.show(.album(key(1020)))
            await session.rest()
        }
        #expect(try await lastUse(of: 1010, in: bench) == Self.start + 100)
        #expect(try await lastUse(of: 1020, in: bench) == Self.start + 100)
        #expect(try await lastUse(of: 1011, in: bench) == Self.start)
    }

    @Test func `a file that was cut short while the session knew it is fetched again`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            let name = try #require(bench.files.first { $0.hasPrefix("1010-") })
            let file = bench.folder.appending(path: "artwork").appending(path: name)
            let whole = try Data(contentsOf: file)
            try whole.dropLast().write(to: file)
            bench.server.forget()
            let picture = try await session.picture(of: key(1010))
            #expect(picture?.data == whole)
            #expect(bench.server.pictures.count == 1)
        }
    }

    @Test func `the validator of an old picture says nothing of a new one`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("same")
        let bench = Workbench(plex)
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.server.change { plex in
                plex.editAlbum(1010) { _ in }
                plex.pictures[plex.albums[0].thumb ?? ""] = TinyPlex.picture("same")
            }
            bench.server.forget()
            _ = await session.refresh(.background)
            await session.rest()
            #expect(bench.server.pictures.map { $0.headers["If-None-Match"] } == [nil])
        }
        let row = try await bench.store { try await $0.artwork(for: [key(1010)])[key(1010)] }
        #expect(row?.isWanted == false)
    }

    @Test func `what a screen shows is fetched before what it may show some day, though that asked first`() async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session {
            $0.maximumDownloads = 1
        } _: { session in
            async let prefetched = session.prefetchArtwork()
            await bench.server.arrival(where: \.isPicture)
            try await session.show(.album(key(1031)))
            bench.server.release()
            _ = try await prefetched
            await session.rest()
        }
        let asked = bench.server.pictures.map(\.url.path)
        #expect(asked.count == 9)
        #expect(asked.dropFirst().first == "/library/metadata/1031/thumb/1")
    }

    @Test func `a prefetch that is cancelled asks for no more than it had asked for`() async throws {
        let bench = Workbench(TinyPlex(artists: 40))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await session.prefetchArtwork() }
                await bench.server.arrival(where: \.isPicture)
                group.cancelAll()
                bench.server.release()
            }
            await session.rest()
        }
        #expect(bench.server.pictures.count <= 64)
    }

    @Test func `a prefetch in which every picture is refused comes to its end`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .answer(TinyPlex.error(404)) : nil }
        let fetched = try await bench.session { session in try await session.prefetchArtwork() }
        #expect(fetched == 0)
        #expect(bench.server.pictures.count == 9)
    }

    @Test func `a prefetch fetches what is on disk as it was before an edit`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
            bench.server.change { $0.editAlbum(1010) { _ in } }
            _ = await session.refresh(.background)
            await session.rest()
            bench.server.script(nil)
            let fetched = try await session.prefetchArtwork()
            #expect(fetched == 4, "three artists and the album")
        }
    }

    @Test(arguments: [401, 408, 429, 500, 503])
    func `what fails for now is asked for again after the next refresh, whoever asked for that`(status: Int)
        async throws
    {
        let bench = Workbench()
        bench.server.script { request, _ in request.isPicture ? .answer(TinyPlex.error(status)) : nil }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(bench.files.isEmpty)
            bench.server.script(nil)
            _ = await session.refresh(.background)
            await session.rest()
        }
        #expect(bench.files.count == 6)
    }

    @Test func `a server that is gone is not asked for every picture of a screen`() async throws {
        let bench = Workbench(TinyPlex(artists: 10))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        try await bench.session {
            $0.maximumDownloads = 1
        } _: { session in
            await session.launch()
            await session.rest()
        }
        #expect(bench.server.pictures.count == 1)
    }

    @Test func `room is found behind a screen full of pictures that were used less lately`() async throws {
        let bench = Workbench(TinyPlex(artists: 40))
        try await bench.session {
            $0.gridPageSize = 70
            $0.artworkBudget = Self.size * 71
        } _: { session in
            await session.launch()
            await session.rest()
            let shown = await session.screen[.grid(page: 0)]?.tiles.map(\.key) ?? []
            let others = (1...40).flatMap { [key(1_000 + $0 * 10), key(1_001 + $0 * 10)] }.filter {
                !shown.contains($0)
            }
            #expect(shown.count == 70 && others.count == 10)
            for other in others {
                bench.moveTime(by: 60)
                let picture = try await session.picture(of: other)
                #expect(picture != nil)
            }
        }
        #expect(bench.files.count == 71)
    }

    @Test func `pictures of a closed view make room, and the run tells how many went`() async throws {
        let bench = Workbench()
        try await bench.session {
            $0.gridPageSize = 3
            $0.artworkBudget = Self.size * 3
        } _: { session in
            await session.launch()
            await session.rest()
            await session.dismiss(.grid(page: 0))
            bench.moveTime(by: 60)
            let picture = try await session.picture(of: key(1021))
            #expect(picture != nil, "nothing on a screen stands in its way")
            try await session.show(.grid(page: 1))
            await session.rest()
            #expect(await session.screen[.grid(page: 1)]?.tiles.allSatisfy { $0.artwork != nil } == true)
        }
        #expect(Set(bench.files.map { $0.prefix(4) }) == ["1021", "1030", "1031"])
        let run = try await bench.store { try await $0.runs(limit: 1).first }
        #expect(run?.artworkFetched == 6)
        #expect(run?.artworkRemoved == 3)
    }

    @Test func `only a person's refresh asks whether pictures that are there are still the same`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        let bench = Workbench(plex)
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.server.forget()
            _ = await session.refresh(.background)
            await session.rest()
            #expect(bench.server.pictures.isEmpty)
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.server.pictures.count == 6)
        }
    }
}
