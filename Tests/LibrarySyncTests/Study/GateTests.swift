import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// How long a counter is believed, and that one which lied is not believed again: sync-requirements, 3.3.
struct GateTests {
    private func study(_ bench: Workbench, _ session: LibrarySession) async throws {
        try await bench.study { await session.refresh(.userInitiated) }
    }

    @Test func `a clock that was set back before the last full reading makes the next one a full one`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            try await study(bench, session)
            bench.server.changeInSecret { $0.editAlbum(1020) { $0.title = "High Tide" } }
            bench.moveTime(by: -3_600)
            #expect(await session.refresh(.userInitiated).counts[.album]?.changed == 1)
        }
    }

    @Test func `only a full reading puts off the next one`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            try await study(bench, session)
            bench.server.changeInSecret { $0.editAlbum(1020) { $0.title = "High Tide" } }
            for _ in 1...6 {
                bench.moveTime(by: 24 * 3_600)
                #expect(await session.refresh(.userInitiated).counts[.album]?.changed == 0)
            }
            bench.moveTime(by: 24 * 3_600)
            #expect(await session.refresh(.userInitiated).counts[.album]?.changed == 1)
        }
    }

    @Test func `a counter stays proven however long nothing changes`() async throws {
        let bench = Workbench()
        try await bench.session { session in
            try await study(bench, session)
            for _ in 1...Observation.limit { _ = await session.refresh(.background) }
            bench.server.forget()
            #expect(await session.refresh(.background).isSuccess)
            #expect(bench.server.metadata.count == 3)
        }
    }

    @Test
    func `every kind about which a counter lied is remembered when no observation tells of it any more`()
        async throws
    {
        let bench = Workbench()
        try await bench.session { session in
            try await study(bench, session)
            bench.server.changeInSecret { $0.editAlbum(1020) { $0.title = "High Tide" } }
            #expect(await session.refresh(.userInitiated, verifyingInFull: true).counts[.album]?.changed == 1)
            bench.server.changeInSecret { $0.collections[0].title = "Rarities" }
            #expect(await session.refresh(.userInitiated, verifyingInFull: true).counts[.collection]?.changed == 1)
            for _ in 1...Observation.limit {
                #expect(await session.refresh(.background, verifyingInFull: true).isSuccess)
            }
            try await study(bench, session)
            bench.server.forget()
            #expect(await session.refresh(.background).isSuccess)
            #expect(bench.server.metadata.contains { $0.isList("9") })
            #expect(bench.server.metadata.contains { $0.isList("18") })
            #expect(!bench.server.metadata.contains { $0.isList("8") }, "of others it never lied")
        }
    }
}
