import Foundation
import LibraryModel
import Testing

@testable import LibrarySync

/// What a session that ends leaves behind: nobody who waits, and no work that nobody does.
struct ClosingTests {
    @Test func `a refresh of a closed session is cancelled at once`() async throws {
        let bench = Workbench()
        let session = try await bench.session { $0 }
        #expect(await session.refresh(.userInitiated).error?.code == .cancelled)
        #expect(await session.screen.isRefreshing == false)
        #expect(session.activeWork == 0)
        #expect(bench.server.requests.isEmpty)
    }

    @Test func `screens end with their session, and a closed one has none`() async throws {
        let bench = Workbench()
        let (session, screens) = try await bench.session { session in
            await session.launch()
            await session.rest()
            return (session, await session.screens())
        }
        var seen = 0
        for await screen in screens {
            seen += 1
            #expect(screen.albumCount == 6)
        }
        #expect(seen == 1)
        for await _ in await session.screens() { Issue.record("a closed session showed a screen") }
    }

    @Test func `a job that was pushed before the end is carried out, and none is taken afterwards`() async throws {
        let jobs = JobQueue()
        let activity = Activity()
        activity.workBegan()
        #expect(jobs.push { activity.workEnded() })
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { await jobs.run() }
        }
        #expect(activity.work == 0)
        #expect(!jobs.push {})
    }

    @Test func `who waits for rest may leave, before it began to wait and after`() async throws {
        let activity = Activity()
        activity.workBegan()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await activity.rest() }
            await Task.yield()
            group.cancelAll()
            group.addTask { await activity.rest() }
        }
        #expect(activity.work == 1)
    }

    @Test func `a refresh that closing ends is recorded as cancelled before the folder is given back`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.isList("9") ? .hang : nil }
        try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival { $0.isList("9") }
            await session.close()
            #expect(await result.error?.code == .cancelled)
        }
        let runs = try syncRuns(in: bench.folder)
        #expect(runs.map(\.outcome) == ["cancelled"])
    }

    @Test func `who watches screens is not told of one that looks as before`() async throws {
        let bench = Workbench()
        var screens = AsyncStream<Screen>.makeStream().stream.makeAsyncIterator()
        try await bench.session { session in
            await session.launch()
            await session.rest()
            screens = await session.screens().makeAsyncIterator()
            #expect(await screens.next()?.albumCount == 6)
            try await session.show(.grid(page: 0))
            await session.rest()
        }
        #expect(await screens.next() == nil)
    }

    @Test func `a job that comes while the queue is being cancelled is carried out or refused`() async throws {
        let jobs = JobQueue()
        let activity = Activity()
        let never = AsyncStream<Void>.makeStream()
        let (begun, began) = AsyncStream<Void>.makeStream()
        activity.workBegan()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await jobs.run() }
            let isTaken = jobs.push {
                await withTaskCancellationHandler {
                    began.yield()
                    for await _ in never.stream {}
                } onCancel: {
                    if !jobs.push({ activity.workEnded() }) { activity.workEnded() }
                }
            }
            #expect(isTaken)
            for await _ in begun { break }
            group.cancelAll()
        }
        #expect(activity.work == 0)
    }
}
