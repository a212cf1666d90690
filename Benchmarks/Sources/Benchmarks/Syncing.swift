import Foundation
import LibraryModel
import LibrarySync

/// A refresh as an app does it, and what it took.
struct Syncing: Sendable {
    var time: Duration
    var result: RefreshResult

    /// How many items of a kind the library holds.
    func count(_ kind: ItemKind) -> Int {
        let counts = result.counts[kind] ?? KindCounts()
        return counts.new + counts.changed + counts.unchanged
    }

    /// Opens the folder's library and refreshes it; opening and closing are not timed.
    init(
        _ url: URL, into folder: URL, transport: (any HTTPTransport)? = nil
    ) async throws {
        var configuration = LibraryConfiguration(server: url, token: Server.token, folder: folder)
        configuration.transport = transport
        self = try await withLibrarySession(configuration) { session in
            try await Syncing(session)
        }
    }

    /// Refreshes in a session that is open.
    init(_ session: LibrarySession) async throws {
        let start = ContinuousClock.now
        let result = await session.refresh(.userInitiated)
        time = ContinuousClock.now - start
        if let error = result.error { throw error }
        self.result = result
    }
}

/// A folder that is removed with its library.
final class Scratch {
    let url: URL

    init() { url = FileManager.default.temporaryDirectory.appending(path: "understudy-benchmark-\(UUID().uuidString)") }

    deinit { try? FileManager.default.removeItem(at: url) }
}
