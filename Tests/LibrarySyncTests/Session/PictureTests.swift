import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Pictures on demand, whether a screen shows their item or not.
@Suite(.timeLimit(.minutes(1)))
struct PictureTests {
    private static let bytes = TinyPlex.picture("/library/metadata/1010/thumb/1")

    @Test func `the picture of an item that no screen shows is fetched once, and comes from disk then`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        try await bench.session { session in
            bench.server.forget()
            let first = try await session.picture(of: key(1010))
            #expect(first?.data == Self.bytes)
            #expect(bench.server.pictures.count == 1)
            bench.server.script { _, _ in .fail(.cannotConnect) }
            let second = try await session.picture(of: key(1010))
            #expect(second == first)
            try await session.show(.album(key(1010)))
            #expect(
                await session.screen[.album(key(1010))]?.tiles.map(\.artwork) == Array(repeating: first?.hash, count: 4)
            )
            #expect(bench.server.requests.isEmpty)
        }
    }

    @Test func `a track has the picture of its album, and what has none has none`() async throws {
        var plex = TinyPlex()
        plex.albums[1].thumb = nil
        let bench = Workbench(plex)
        try await bench.refresh()
        try await bench.session { session in
            let ofTrack = try await session.picture(of: key(101_001))
            #expect(ofTrack?.data == Self.bytes)
            for nothing in [1011, 101_101, 77_777] as [Int64] {
                let none = try await session.picture(of: key(nothing))
                #expect(none == nil)
            }
        }
    }

    @Test func `those who ask for one picture at once share one request`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            async let one = session.picture(of: key(1010))
            async let two = session.picture(of: key(1010))
            await bench.server.arrival { $0.isPicture }
            bench.server.release()
            let pictures = try await [one, two]
            #expect(pictures.map { $0?.data } == [Self.bytes, Self.bytes])
            #expect(bench.server.pictures.count == 1)
        }
    }

    static let troubles: [(ScriptedServer.Turn, String)] = [
        (.fail(.cannotConnect), "offline"), (.fail(.timedOut), "timeout"), (.fail(.connectionLost), "connectionLost"),
        (.answer(TinyPlex.error(401)), "unauthorized"), (.answer(TinyPlex.error(404)), "notFound"),
        (.answer(TinyPlex.error(503)), "serverBusy"),
        (.answer(TransportResponse(status: 200, body: Data("<html>".utf8))), "noPicture"),
    ]

    @Test(arguments: troubles)
    func `a picture that cannot be had is an error that says why`(turn: ScriptedServer.Turn, code: String) async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? turn : nil }
        try await bench.session { session in
            let error = await #expect(throws: SyncError.self) { try await session.picture(of: key(1010)) }
            #expect(error?.code.rawValue == code)
            #expect(error?.message.contains("item 1010") == true)
            await session.rest()
            #expect(bench.files.isEmpty)
        }
    }

    @Test func `what turned out to be no picture is not asked for again at once`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in
            request.isPicture ? .answer(TransportResponse(status: 200, body: Data("<html>".utf8))) : nil
        }
        try await bench.session { session in
            for _ in 0..<2 {
                let error = await #expect(throws: SyncError.self) { try await session.picture(of: key(1010)) }
                #expect(error?.code == .noPicture)
            }
            #expect(bench.server.pictures.count == 1)
        }
    }

    @Test func `who is cancelled while waiting is told so, and the picture comes nevertheless`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hold : nil }
        try await bench.session { session in
            await withTaskGroup(of: SyncError?.self) { group in
                group.addTask {
                    do throws(SyncError) {
                        _ = try await session.picture(of: key(1010))
                        return nil
                    } catch {
                        return error
                    }
                }
                await bench.server.arrival { $0.isPicture }
                group.cancelAll()
                #expect(await group.next()??.code == .cancelled)
            }
            bench.server.release()
            await session.rest()
            #expect(bench.files.count == 1)
        }
    }

    @Test func `a session that closes leaves nobody waiting`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hang : nil }
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await bench.session { session in
                group.addTask {
                    let error = await #expect(throws: SyncError.self) { try await session.picture(of: key(1010)) }
                    #expect(error?.code == .cancelled)
                }
                await bench.server.arrival { $0.isPicture }
            }
            try await group.waitForAll()
        }
    }

    @Test func `albums and tracks tell what a player needs`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        try await bench.session { session in
            let album = try #require(try await session.album(key(1010)))
            #expect(album.album.title == "Album 1010")
            #expect(album.tracks.map(\.part.key) == (1...3).map { "/library/parts/\(101_000 + $0)/1/f.flac" })
            #expect(try await session.album(key(4)) == nil)
            let tracks = try await session.tracks([key(101_101), key(101_001), key(5)])
            #expect(Set(tracks.keys) == [key(101_101), key(101_001)])
        }
    }

    @Test func `a picture that is under way is not asked for a second time when it fails`() async throws {
        var plex = TinyPlex()
        plex.albums[0].thumb = "/library/metadata/1010/art/1"
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.script { request, _ in request.url.path.hasSuffix("/1010/art/1") ? .hold : nil }
        try await bench.session { session in
            await session.launch()
            await bench.server.arrival { $0.url.path.hasSuffix("/1010/art/1") }
            try await session.show(.album(key(1010)))
            bench.server.release()
            await session.rest()
        }
        #expect(bench.server.pictures.count { $0.url.path.hasSuffix("/1010/art/1") } == 1)
    }
}
