import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Playlists belong to no section, so that no counter tells when one changes while it is read.
struct PlaylistTests {
    /// What happens to a playlist after the list of playlists was read, and before its entries are.
    enum Change: CaseIterable {
        case shortened, rearranged

        func apply(to plex: inout TinyPlex) {
            switch self {
            // A server that counts anew, and stamps later.
            case .shortened: plex.playlists[0].content = [101_101]
            case .rearranged:
                plex.playlists[0].content.reverse()
                plex.playlists[0].content.swapAt(0, 1)
                plex.playlists[0].updatedAt = plex.now
            }
            // No change of a playlist moves the section's counter.
            plex.counter = plex.counter.map { $0 - 1 }
        }
    }

    @Test(arguments: Change.allCases)
    func `a playlist that changes while its entries are read is read again`(change: Change) async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.url.path.hasSuffix("/items") ? .hold : nil }
        try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival { $0.url.path.hasSuffix("/items") }
            bench.server.change { change.apply(to: &$0) }
            bench.server.release()
            #expect(await result.error == nil)
        }
        let told = bench.server.plex.playlists[0]
        try await bench.store { store in
            let stored = try await store.stored(Playlist.self, keys: [key(900_002)])[key(900_002)]
            #expect(stored?.leafCount == told.content.count)
            #expect(stored?.updatedAt == told.updatedAt)
            #expect(try await store.entries(of: key(900_002)).map(\.trackKey.value) == told.content)
        }
    }

    @Test func `a playlist that goes while its entries are asked for fails no refresh`() async throws {
        let bench = Workbench()
        bench.server.script { request, _ in request.url.path.hasSuffix("/items") ? .hold : nil }
        try await bench.session { session in
            async let result = session.refresh(.userInitiated)
            await bench.server.arrival { $0.url.path.hasSuffix("/items") }
            bench.server.change { $0.playlists = [] }
            bench.server.release()
            #expect(await result.error == nil)
        }
        #expect(try await bench.contents().counts[.playlist] == 0)
    }

    @Test func `what the server computes is read where the counter moved, whatever the list's validator says`()
        async throws
    {
        var plex = TinyPlex()
        plex.givesValidators = true
        plex.playlists.append(.init(key: 900_003, title: "Never played", isSmart: true, content: [101_001, 101_002]))
        let bench = Workbench(plex)
        try await bench.study()
        #expect(try await bench.refresh().isSuccess)
        bench.server.change { $0.playlists[1].content = [101_002, 101_003] }
        #expect(try await bench.refresh().isSuccess)
        #expect(try await bench.contents().entries[900_003] == [101_002, 101_003])
    }

    @Test func `a playlist that begins again with its first track is read to its end, also where totals are missing`()
        async throws
    {
        var plex = TinyPlex()
        plex.givesTotals = false
        plex.playlists[0].content = [101_001, 101_101, 101_001, 102_001]
        let bench = Workbench(plex)
        let result = try await bench.session {
            $0.pageSize = 1
        } _: {
            await $0.refresh(.userInitiated)
        }
        #expect(result.error == nil)
        #expect(try await bench.contents().entries[900_002] == [101_001, 101_101, 101_001, 102_001])
    }
}
