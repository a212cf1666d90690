import Foundation
import LibraryModel
import Testing

@testable import LibrarySync

/// Who waits for a refresh, who leaves, and what those who come later get: sync-requirements, promise 5.
struct FlightTests {
    /// How often the server was asked who it is: once for each refresh.
    private func refreshes(_ bench: Workbench) -> Int {
        bench.server.requests.count { $0.url.path == "/identity" }
    }

    @Test func `a launch's refresh goes on when the only one who joined it leaves`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hold }
        try await bench.session { session in
            await session.launch()
            await bench.server.arrival { _ in true }
            await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.background) }
                while await session.waiting < 1 { await Task.yield() }
                group.cancelAll()
                #expect(await group.next()?.error?.code == .cancelled)
            }
            bench.server.release()
            await session.rest()
            #expect(await session.screen.albumCount == 6)
        }
        #expect(refreshes(bench) == 1)
    }

    @Test func `who is cancelled already does not wait for what others wait for`() async throws {
        let flight = Flight(.background)
        let (one, other) = (try #require(flight.join()), try #require(flight.join()))
        async let staying = flight.value(for: one)
        let left = await withTaskGroup(of: RefreshResult.self) { group in
            group.cancelAll()
            group.addTask { await flight.value(for: other) }
            return await group.next()
        }
        #expect(left?.error?.code == .cancelled)
        #expect(!flight.isAbandoned)
        flight.end(RefreshResult())
        #expect(await staying.isSuccess)
    }

    @Test func `a refresh that is to verify everything follows one that does not, with what was asked of it`()
        async throws
    {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.forget()
        bench.server.script { request, _ in request.url.path == "/identity" ? .hold : nil }
        try await bench.session { session in
            async let usual = session.refresh(.userInitiated)
            await bench.server.arrival { _ in true }
            async let first = session.refresh(.userInitiated, verifyingInFull: true)
            async let second = session.refresh(.background, verifyingInFull: true)
            while await session.waiting < 3 { await Task.yield() }
            bench.server.release()
            for result in await [usual, first, second] { #expect(result.isSuccess) }
        }
        #expect(refreshes(bench) == 2, "those that ask for the same are one")
        #expect(bench.server.metadata.count { $0.isList("10") } == 1)
        #expect(
            bench.events.filter { $0.name == .refreshBegan }.map(\.reason) == [
                .userInitiated, .userInitiated, .userInitiated,
            ])
    }

    @Test func `a usual refresh is content with one under way that does more`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hold }
        try await bench.session { session in
            async let more = session.refresh(.userInitiated, verifyingInFull: true)
            await bench.server.arrival { _ in true }
            async let usual = session.refresh(.userInitiated)
            while await session.waiting < 2 { await Task.yield() }
            bench.server.release()
            #expect(await [more, usual].allSatisfy(\.isSuccess))
        }
        #expect(refreshes(bench) == 1)
    }

    @Test func `what waits behind a refresh that fails is carried out`() async throws {
        let bench = Workbench()
        bench.server.script { _, number in number == 1 ? .hang : nil }
        try await bench.session { session in
            await withTaskGroup(of: RefreshResult.self) { group in
                group.addTask { await session.refresh(.background) }
                await bench.server.arrival { _ in true }
                async let person = session.refresh(.userInitiated)
                while await session.waiting < 2 { await Task.yield() }
                group.cancelAll()
                #expect(await group.next()?.error?.code == .cancelled)
                #expect(await person.isSuccess)
            }
            #expect(await session.screen.isRefreshing == false)
        }
    }

    @Test func `those that cannot be one follow each other in the order in which they came`() async throws {
        let bench = Workbench()
        bench.server.script { _, _ in .hold }
        try await bench.session { session in
            async let background = session.refresh(.background)
            await bench.server.arrival { _ in true }
            async let person = session.refresh(.userInitiated)
            while await session.waiting < 2 { await Task.yield() }
            async let full = session.refresh(.background, verifyingInFull: true)
            while await session.waiting < 3 { await Task.yield() }
            #expect(await session.screen.isRefreshing)
            bench.server.release()
            for result in await [background, person, full] { #expect(result.isSuccess) }
        }
        #expect(
            bench.events.filter { $0.name == .refreshBegan }.map(\.reason) == [
                .background, .userInitiated, .background,
            ]
        )
    }
}
