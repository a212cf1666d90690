import FakePlex
import Foundation
import LibrarySync
import Testing

@testable import Harness

/// Metadata never waits for pictures, over real connections: sync-requirements, promise 8.
struct ConnectionTests {
    @Test(.timeLimit(.minutes(2)))
    func `a refresh comes to its end while as many pictures hang as may be fetched at once`() async throws {
        let folder = StageFolder.new()
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in the temporary folder harms nobody
        try await withFakePlex(library: .generated(seed: 7, albums: 40)) { server in
            let configuration = Bench.configuration(server, folder)
            try await withLibrarySession(configuration) { session in
                _ = await session.refresh(.userInitiated)
                server.arm(FaultRule(.stall(), match: RequestMatch(endpoint: [.image]), times: .always))
                async let prefetched = session.prefetchArtwork()
                while server.heldRequests < configuration.maximumDownloads { await Task.yield() }
                try server.apply([.edit(id: "album-2", set: ["title": .text("High Tide")])])
                let result = await session.refresh(.userInitiated)
                #expect(result.isSuccess && result.libraryRowsWritten > 0)
                #expect(server.heldRequests == configuration.maximumDownloads, "the pictures must still hang")
                server.disarmFaults()
                #expect(try await prefetched > 0)
            }
        }
    }
}
