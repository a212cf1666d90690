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
}
