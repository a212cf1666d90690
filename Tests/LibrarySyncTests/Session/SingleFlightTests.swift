import Foundation
import LibraryModel
import LibrarySync
import Testing

/// Promise 5: one refresh at a time, and nobody's is swallowed.
struct SingleFlightTests {
    @Test func `two refreshes at once are one`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hold }
        let results = try await bench.session { session in
            async let first = session.refresh(.userInitiated)
            await bench.server.arrival { _ in true }
            async let second = session.refresh(.userInitiated)
            async let third = session.refresh(.background)
            while await session.waiting < 3 { await Task.yield() }
            bench.server.release()
            return await [first, second, third]
        }
        #expect(results.allSatisfy { $0 == results[0] && $0.isSuccess })
        #expect(bench.server.requests.count { $0.url.path == "/identity" } == 1)
    }

    @Test func `a person's refresh follows one that began in the background, and sees what came since`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isList("18") ? .hold : nil }
        try await bench.session { session in
            async let background = session.refresh(.background)
            await bench.server.arrival { $0.type == "18" }
            bench.server.change { plex in
                plex.counter = 100
                plex.editAlbum(1010) { $0.title = "Since then" }
            }
            async let person = session.refresh(.userInitiated)
            while await session.waiting < 2 { await Task.yield() }
            bench.server.release()
            #expect(await background.counts[.album]?.changed == 0)
            #expect(await person.counts[.album]?.changed == 1)
        }
    }

    @Test func `when the only one who waits is cancelled, the refresh is, and the library is kept`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { $0.editAlbum(1010) { $0.title = "Never seen" } }
        bench.server.script { request, _ in request.type == "18" ? .hang : nil }
        try await bench.session { session in
            let result = await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.userInitiated) }
                await bench.server.arrival { $0.type == "18" }
                group.cancelAll()
                return await group.next()
            }
            #expect(result?.error?.code == .cancelled)
            await session.rest()
            #expect(await session.screen.banner == nil)
        }
        #expect(try await bench.contents() == before)
        bench.server.script(nil)
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a refresh that waits before it asks again is cancelled all the same, and the library is kept`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { $0.editAlbum(1010) { $0.title = "Never seen" } }
        // The clock lets only waits as long as a request's go on.
        let busy = TinyPlex.error(503, headers: ["Retry-After": "30"])
        bench.server.script { request, _ in request.isList("9") ? .answer(busy) : nil }
        try await bench.session { session in
            let result = await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.userInitiated) }
                await bench.server.arrival { $0.isList("9") }
                while session.requestsInFlight > 0 || bench.clock.sleepers == 0 { await Task.yield() }
                group.cancelAll()
                return await group.next()
            }
            #expect(result?.error?.code == .cancelled)
            await session.rest()
        }
        #expect(bench.server.requests.count { $0.isList("9") } == 1)
        #expect(try await bench.contents() == before)
    }

    @Test func `a refresh right after one that was cancelled refreshes`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.title = "Seen at once" } }
        bench.server.script { request, _ in request.type == "18" ? .hang : nil }
        try await bench.session { session in
            await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.userInitiated) }
                await bench.server.arrival { $0.type == "18" }
                bench.server.script(nil)
                group.cancelAll()
                #expect(await group.next()?.error?.code == .cancelled)
            }
            #expect(await session.refresh(.userInitiated).counts[.album]?.changed == 1)
        }
    }

    @Test func `those who wait in a session that closes are told, however many refreshes are queued`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hang }
        let results = try await bench.session { session in
            async let first = session.refresh(.background)
            await bench.server.arrival { _ in true }
            async let second = session.refresh(.userInitiated)
            async let third = session.refresh(.userInitiated, verifyingInFull: true)
            async let fourth = session.startOver()
            while await session.waiting < 4 { await Task.yield() }
            await session.close()
            return await [first, second, third, fourth]
        }
        #expect(results.map(\.error?.code) == Array(repeating: .cancelled, count: 4))
    }

    @Test func `a session whose task is cancelled ends its refresh before it gives the folder back`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hang }
        let task = Task {
            try await bench.session { session in _ = await session.refresh(.userInitiated) }
        }
        await bench.server.arrival { _ in true }
        task.cancel()
        try await task.value
        #expect(try syncRuns(in: bench.folder, limit: 1).map(\.outcome) == ["cancelled"])
    }

    @Test func `one of two who wait may leave, and the refresh goes on`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hold }
        try await bench.session { session in
            async let staying = session.refresh(.userInitiated)
            await bench.server.arrival { _ in true }
            await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.userInitiated) }
                while await session.waiting < 2 { await Task.yield() }
                group.cancelAll()
                #expect(await group.next()?.error?.code == .cancelled)
            }
            bench.server.release()
            #expect(await staying.isSuccess)
        }
    }

    @Test(arguments: 1...13) func `a session closed at any request leaves the old library`(number: Int) async throws {
        let bench = Workbench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { plex in
            plex.editAlbum(1010) { $0.title = "Never seen" }
            plex.collections[0].updatedAt = plex.now
            plex.playlists[0].updatedAt = plex.now
        }
        bench.server.script { _, count in count == number ? .hang : nil }
        try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival(of: number)
            await session.close()
            #expect(await result.error?.code == .cancelled)
        }
        #expect(try await bench.contents() == before)
    }
}
