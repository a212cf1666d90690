import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Promise 8 and S2 to S8, S25 to S27, S30.
struct ArtworkTests {
    /// A session with the grid open and all pictures there.
    private func browsing(
        _ bench: Workbench, _ adjust: (inout LibraryConfiguration) -> Void = { _ in },
        _ body: (LibrarySession) async throws -> Void
    ) async throws {
        try await bench.session(adjust) { session in
            await session.launch()
            await session.rest()
            bench.server.forget()
            try await body(session)
            await session.rest()
        }
    }

    private func picture(_ session: LibrarySession, _ album: Int64) async -> String? {
        await session.screen[.grid(page: 0)]?.tiles.first { $0.key == key(album) }?.artwork
    }

    @Test func `an edit that only moves the stamp fetches once and rewrites nothing`() async throws {
        var plex = TinyPlex()
        plex.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("same")
        let bench = Workbench(plex)
        try await browsing(bench) { session in
            let files = bench.files
            let dates = try modificationDates(bench)
            let shown = await picture(session, 1010)
            bench.server.change { plex in
                plex.editAlbum(1010) { $0.title = "High Tide" }
                plex.pictures[plex.albums[0].thumb ?? ""] = TinyPlex.picture("same")
            }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.server.pictures.count == 1)
            #expect(bench.files == files)
            #expect(try modificationDates(bench) == dates)
            #expect(await picture(session, 1010) == shown)
            bench.server.forget()
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.server.pictures.isEmpty)
        }
    }

    private func modificationDates(_ bench: Workbench) throws -> [String: Date] {
        var dates: [String: Date] = [:]
        for name in bench.files {
            let path = bench.folder.appending(path: "artwork").appending(path: name).path
            dates[name] = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        }
        return dates
    }

    @Test func `new bytes replace the old file`() async throws {
        let bench = Workbench()
        try await browsing(bench) { session in
            let files = bench.files
            let shown = await picture(session, 1010)
            bench.server.change { $0.editAlbum(1010) { _ in } }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.server.pictures.count == 1)
            #expect(bench.files.count == files.count)
            #expect(bench.files.subtracting(files).count == 1)
            #expect(await picture(session, 1010) != shown)
        }
    }

    @Test func `a deleted album takes its picture along`() async throws {
        let bench = Workbench()
        try await browsing(bench) { session in
            bench.server.change { $0.deleteAlbum(1010) }
            _ = await session.refresh(.userInitiated)
            #expect(!bench.files.contains { $0.hasPrefix("1010-") })
            #expect(bench.files.count == 5)
        }
    }

    @Test func `a picture that changed while nobody could fetch it is fetched at the next launch`() async throws {
        let bench = Workbench()
        try await browsing(bench) { _ in }
        bench.server.change { $0.editAlbum(1010) { _ in } }
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        try await bench.refresh()
        bench.server.script(nil)
        let before = bench.files
        try await browsing(bench) { _ in }
        #expect(bench.files.subtracting(before).contains { $0.hasPrefix("1010-") })
    }

    @Test func `a picture that no screen shows any more is fetched all the same when it changed`() async throws {
        let bench = Workbench()
        try await browsing(bench) { session in
            await session.dismiss(.grid(page: 0))
            bench.server.change { $0.editAlbum(1010) { _ in } }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(bench.server.pictures.count == 1)
        }
        #expect(bench.files.count == 6)
    }

    @Test func `an old picture that arrives late does not replace the new one`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.url.path == "/library/metadata/1010/thumb/1" ? .hold : nil }
        try await bench.session { session in
            await session.launch()
            await bench.server.arrival { $0.url.path == "/library/metadata/1010/thumb/1" }
            bench.server.change { $0.editAlbum(1010) { _ in } }
            let path = bench.server.plex.albums[0].thumb ?? ""
            _ = await session.refresh(.userInitiated)
            await bench.server.arrival { $0.url.path == path }
            while session.activeWork > 1 { await Task.yield() }
            let new = await picture(session, 1010)
            #expect(new != nil)
            bench.server.release()
            await session.rest()
            #expect(await picture(session, 1010) == new)
        }
        #expect(bench.files.count { $0.hasPrefix("1010-") } == 1)
    }

    @Test(arguments: [
        Data("<html>Sign in</html>".utf8), Data(), Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]),
    ])
    func `what is no whole picture is not kept as one`(body: Data) async throws {
        let bench = Workbench()
        bench.server.script { request, _ in
            request.isPicture ? .answer(TransportResponse(status: 200, body: body)) : nil
        }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await session.screen.banner == nil)
            #expect(await picture(session, 1010) == nil)
        }
        #expect(bench.files.isEmpty)
        #expect(bench.events.contains { $0.name == .artworkFailed })
    }

    static let failures: [ScriptedServer.Turn] = [
        .answer(TinyPlex.error(404)), .answer(TinyPlex.error(401)), .answer(TinyPlex.error(503)),
        .fail(.connectionLost),
        .fail(.timedOut), .fail(.cannotConnect),
    ]

    @Test(arguments: failures)
    func `a picture that cannot be had is told of, and fails no refresh`(reply: ScriptedServer.Turn) async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.isPicture ? reply : nil }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            let screen = await session.screen
            #expect(screen.banner == nil && screen.albumCount == 6)
        }
        #expect(bench.files.isEmpty)
        let told = bench.events.filter { $0.name == .artworkFailed }
        #expect(told.contains { $0.message.hasPrefix("The picture of item ") }, "\(told)")
    }

    static let none = [
        TinyPlex.error(404), TransportResponse(status: 200), TransportResponse(status: 200, body: Data("<html>".utf8)),
    ]

    @Test(arguments: none)
    func `a reference that brings no picture is asked for again when a person refreshes`(answer: TransportResponse)
        async throws
    {
        let bench = Workbench()
        bench.server.script { request, _ in request.isPicture ? .answer(answer) : nil }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            for _ in 1...3 {
                _ = await session.refresh(.background)
                try await session.show(.grid(page: 0))
                await session.rest()
            }
            #expect(bench.server.pictures.count == 6)
            bench.server.script(nil)
            _ = await session.refresh(.userInitiated)
            await session.rest()
        }
        #expect(bench.files.count == 6)
    }

    @Test(arguments: ["missing", "damaged"])
    func `a file that is missing or damaged is fetched again`(how: String) async throws {
        let bench = Workbench()
        try await browsing(bench) { _ in }
        let name = try #require(bench.files.first { $0.hasPrefix("1010-") })
        let file = bench.folder.appending(path: "artwork").appending(path: name)
        let bytes = try Data(contentsOf: file)
        if how == "missing" {
            try FileManager.default.removeItem(at: file)
        } else {
            try Data(bytes.reversed()).write(to: file)
        }
        bench.server.forget()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await picture(session, 1010) != nil)
        }
        #expect(bench.server.pictures.count == 1)
        #expect(try Data(contentsOf: file) == bytes)
    }

    @Test func `a file that is missing is not shown while it cannot be fetched`() async throws {
        let bench = Workbench()
        try await browsing(bench) { _ in }
        let name = try #require(bench.files.first { $0.hasPrefix("1010-") })
        try FileManager.default.removeItem(at: bench.folder.appending(path: "artwork").appending(path: name))
        bench.server.script { _, _ in .fail(.cannotConnect) }
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await picture(session, 1010) == nil)
            #expect(await picture(session, 1011) != nil)
        }
    }

    @Test func `files that nothing refers to are swept at the next start`() async throws {
        let bench = Workbench()
        try await browsing(bench) { _ in }
        let folder = bench.folder.appending(path: "artwork")
        try Data("half".utf8).write(to: folder.appending(path: "incoming-1"))
        try Data("old".utf8).write(to: folder.appending(path: "1010-0000.png"))
        try await browsing(bench) { _ in }
        #expect(bench.files.count == 6)
    }

    @Test func `pictures on another origin are fetched without the token`() async throws {
        var plex = TinyPlex()
        plex.albums[0].thumb = "https://images.test/library/cover/thumb/1"
        let bench = Workbench(plex)
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await picture(session, 1010) != nil)
        }
        let request = try #require(bench.server.pictures.first { $0.url.host == "images.test" })
        #expect(!request.headers.values.contains(Workbench.token))
    }

    @Test func `a budget below what is shown keeps to it, and does not fetch for ever`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)
        func tight(_ configuration: inout LibraryConfiguration) { configuration.artworkBudget = size * 3 }
        try await bench.session(tight) { session in
            await session.launch()
            await session.rest()
            for _ in 1...3 {
                _ = await session.refresh(.userInitiated)
                await session.rest()
            }
            let shown = await session.screen[.grid(page: 0)]?.tiles.count { $0.artwork != nil }
            #expect(shown == 3)
        }
        #expect(bench.files.count == 3)
        #expect(bench.server.pictures.count <= 6)
    }

    @Test func `what was not looked at for longest goes first`() async throws {
        let bench = Workbench()
        let size = Int64(TinyPlex.picture("/library/metadata/1010/thumb/1").count)
        func tight(_ configuration: inout LibraryConfiguration) {
            configuration.artworkBudget = size * 3
            configuration.gridPageSize = 1
        }
        try await bench.refresh()
        try await bench.session(tight) { session in
            for page in [0, 1, 2, 0, 3] {
                bench.moveTime(by: 60)
                try await session.show(.grid(page: page))
                await session.rest()
                await session.dismiss(.grid(page: page))
            }
        }
        #expect(Set(bench.files.map { $0.prefix(4) }) == ["1010", "1020", "1021"])
    }

    @Test func `a refresh is no use of the pictures that it finds on the screen`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            bench.moveTime(by: 100)
            #expect(await session.refresh(.userInitiated).error == nil)
            await session.rest()
        }
        let rows = try await bench.store { try await $0.artwork(for: [key(1010)]) }
        #expect(rows[key(1010)]?.lastUsedAt == Date(timeIntervalSince1970: 1_700_000_000))
    }

    @Test func `never more downloads at once than allowed`() async throws {
        let bench = Workbench(TinyPlex(artists: 10))
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session {
            $0.maximumDownloads = 3
        } _: { session in
            await session.launch()
            await bench.server.arrival(of: 3)
            #expect(session.activeWork == 3)
            #expect(bench.server.pictures.count == 3)
            bench.server.release()
            await session.rest()
            #expect(bench.files.count == 20)
        }
    }

    @Test func `other bytes under the same reference are found where the server gives validators`() async throws {
        var plex = TinyPlex()
        plex.givesValidators = true
        let bench = Workbench(plex)
        try await browsing(bench) { session in
            let shown = await picture(session, 1010)
            bench.server.change { $0.pictures["/library/metadata/1010/thumb/1"] = TinyPlex.picture("other") }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(await picture(session, 1010) != shown)
            #expect(bench.server.pictures.allSatisfy { $0.headers["If-None-Match"] != nil })
        }
        #expect(bench.files.count == 6)
    }

    @Test func `what became of pictures is in the run's record`() async throws {
        let bench = Workbench()
        try await browsing(bench) { session in
            bench.server.change { plex in
                plex.editAlbum(1010) { _ in }
                plex.deleteAlbum(1030)
            }
            _ = await session.refresh(.userInitiated)
        }
        let run = try #require(try await bench.store { try await $0.runs(limit: 1).first })
        #expect(run.artworkFetched == 1)
        #expect(run.artworkRemoved == 2)
        #expect(run.artworkFailed == 0)
    }

    @Test func `a picture that did not come is in the run's record, and in no later one`() async throws {
        let bench = Workbench()
        try await browsing(bench) { session in
            bench.server.change { plex in
                plex.editAlbum(1010) { _ in }
                plex.pictures[plex.albums[0].thumb ?? ""] = Data("no picture".utf8)
            }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            bench.server.change { $0.pictures[$0.albums[0].thumb ?? ""] = TinyPlex.picture("whole") }
            _ = await session.refresh(.userInitiated)
        }
        let runs = try await bench.store { try await $0.runs(limit: 2) }
        #expect(runs.map(\.artworkFailed) == [0, 1])
        #expect(runs.map(\.artworkFetched) == [1, 0])
    }

    @Test func `what does not come without a refresh is in the record of the last one`() async throws {
        let bench = Workbench()
        let path = "/library/metadata/1010/thumb/1"
        bench.server.change { $0.pictures[path] = Data("no picture".utf8) }
        for _ in 1...2 { try await browsing(bench) { _ in } }
        bench.server.change { $0.pictures[path] = nil }
        try await browsing(bench) { session in _ = await session.refresh(.userInitiated) }
        #expect(try await bench.store { try await $0.runs(limit: 2) }.map(\.artworkFailed) == [0, 2])
    }
}
