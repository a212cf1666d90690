import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What a launch brings from earlier sessions, and from which moment on a library ages.
struct LaunchTests {
    /// A refresh that takes this long.
    private func refresh(_ bench: Workbench, taking seconds: TimeInterval) async throws {
        bench.server.script { request, _ in request.url.path == "/identity" ? .hold : nil }
        try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival { $0.url.path == "/identity" }
            bench.moveTime(by: seconds)
            bench.server.release()
            #expect(await result.isSuccess)
            #expect(await session.screen.lastRefreshed == Date(timeIntervalSince1970: 1_700_000_000 + seconds))
        }
        bench.server.script(nil)
    }

    @Test func `a library is as old as the end of its last refresh, and says so at once`() async throws {
        let bench = Workbench()
        try await refresh(bench, taking: 13 * 3_600)
        bench.moveTime(by: 11 * 3_600)
        bench.server.script { _, _ in .fail(.cannotConnect) }
        try await bench.session { session in
            await session.launch()
            let screen = await session.screen
            #expect(screen.lastRefreshed == Date(timeIntervalSince1970: 1_700_000_000 + 13 * 3_600))
            #expect(screen.albumCount == 6)
            await session.rest()
            #expect(bench.server.metadata.isEmpty)
        }
    }

    @Test(arguments: [(nil as Duration?, false), (.seconds(3 * 3_600), false), (.seconds(3_600), true)])
    func `how old a library may become is for the app to say`(freshness: Duration?, refreshes: Bool) async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.moveTime(by: 2 * 3_600)
        bench.server.forget()
        try await bench.session { configuration in
            if let freshness { configuration.freshness = freshness }
        } _: { session in
            await session.launch()
            await session.rest()
        }
        #expect(bench.server.metadata.isEmpty != refreshes)
    }

    @Test func `a failed refresh makes no library younger`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.moveTime(by: 13 * 3_600)
        bench.server.script { _, _ in .answer(TinyPlex.error(401)) }
        #expect(try await bench.refresh().error?.code == .unauthorized)
        bench.server.script(nil)
        try await bench.session { session in
            await session.launch()
            await session.rest()
        }
        #expect(!bench.server.metadata.isEmpty)
    }

    @Test func `pictures that earlier sessions left to be fetched come, whether a screen shows them or not`()
        async throws
    {
        let bench = Workbench()
        func small(_ configuration: inout LibraryConfiguration) { configuration.gridPageSize = 1 }
        try await bench.session(small) { session in
            await session.launch()
            await session.rest()
            try await session.show(.album(key(1031)))
            await session.rest()
        }
        bench.server.change { $0.editAlbum(1031) { _ in } }
        bench.server.script { request, _ in request.isPicture ? .fail(.cannotConnect) : nil }
        try await bench.refresh()
        let before = bench.files
        bench.server.script(nil)
        try await bench.session(small) { session in
            await session.launch()
            await session.rest()
        }
        #expect(bench.server.metadata.isEmpty)
        #expect(bench.files.subtracting(before).contains { $0.hasPrefix("1031-") })
    }

    @Test func `a damaged library is moved aside, which is told, and another one is begun`() async throws {
        let bench = Workbench()
        try FileManager.default.createDirectory(at: bench.folder, withIntermediateDirectories: true)
        let garbage = Data(repeating: 0x5A, count: 8_192)
        try garbage.write(to: bench.folder.appending(path: "library.sqlite"))
        try await bench.session { session in
            await session.launch()
            await session.rest()
            #expect(await session.screen.albumCount == 6)
        }
        let told = bench.events.filter { $0.name == .storeFailed }.map(\.message)
        #expect(told.count == 1)
        #expect(told.first?.contains("library.damaged-1.sqlite") == true)
        #expect(try Data(contentsOf: bench.folder.appending(path: "library.damaged-1.sqlite")) == garbage)
    }
}
