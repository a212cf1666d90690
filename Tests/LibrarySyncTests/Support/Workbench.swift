import Foundation
import LibraryModel
import LibraryStore
import LibrarySync

/// One scripted server, one folder, and the sessions that use them.
final class Workbench: Sendable {
    static let token = "tokenXYZ0123456789ab"

    let server: ScriptedServer
    let folder: URL
    let clock: TestClock
    private let date = Locked(Date(timeIntervalSince1970: 1_700_000_000))
    private let log = Locked<[DiagnosticEvent]>([])

    init(_ plex: TinyPlex = TinyPlex(), clock: TestClock = TestClock()) {
        server = ScriptedServer(plex)
        self.clock = clock
        folder = FileManager.default.temporaryDirectory.appending(path: "LibrarySyncTests-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var events: [DiagnosticEvent] { log.withLock { $0 } }

    func moveTime(by seconds: TimeInterval) { date.withLock { $0 += seconds } }

    var configuration: LibraryConfiguration {
        var configuration = LibraryConfiguration(
            server: URL(filePath: "/"), token: Self.token, folder: folder)
        if let url = URL(string: "http://plex.test:32400") { configuration.server = url }
        configuration.transport = server
        configuration.clock = clock
        configuration.requestTimeout = TestClock.timeout
        configuration.now = { [self] in date.withLock { $0 } }
        configuration.onEvent = { [self] event in log.withLock { $0.append(event) } }
        return configuration
    }

    /// Opens a session, and closes it afterwards.
    func session<R>(
        _ adjust: (inout LibraryConfiguration) -> Void = { _ in }, _ body: (LibrarySession) async throws -> R
    ) async throws -> R {
        var configuration = configuration
        adjust(&configuration)
        return try await withLibrarySession(configuration, body)
    }

    /// Refreshes in a session of its own.
    @discardableResult
    func refresh(_ reason: LibrarySync.SyncReason = .userInitiated, acceptingLargeDeletion: Bool = false) async throws
        -> RefreshResult
    {
        try await session { session in
            let result = await session.refresh(reason, acceptingLargeDeletion: acceptingLargeDeletion)
            await session.rest()
            return result
        }
    }

    /// Looks into the store, which no session may have open.
    func store<R>(_ body: (LibraryStore) async throws -> R) async throws -> R {
        let store = try LibraryStore.open(folder: folder)
        do {
            let result = try await body(store)
            try store.close()
            return result
        } catch {
            try store.close()
            throw error
        }
    }

    /// What the store holds, to compare two moments.
    func contents() async throws -> Contents {
        try await store { store in
            var contents = Contents()
            for kind in ItemKind.allCases { contents.counts[kind] = try await store.count(kind) }
            contents.albums = try await store.albums(offset: 0, limit: 10_000).map { "\($0.ratingKey) \($0.title)" }
            for album in try await store.albums(offset: 0, limit: 10_000) {
                contents.tracks +=
                    try await store.album(album.ratingKey)?.tracks.map { "\($0.ratingKey) \($0.title)" } ?? []
            }
            for list in try await store.collections(offset: 0, limit: 100) {
                contents.members[list.ratingKey.value] = try await store.members(of: list.ratingKey).map(\.value)
            }
            for list in try await store.playlists(offset: 0, limit: 100) {
                contents.entries[list.ratingKey.value] = try await store.entries(of: list.ratingKey).map(
                    \.trackKey.value)
            }
            return contents
        }
    }

    /// The names of the picture files.
    var files: Set<String> {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "artwork").path)
        return Set(names ?? [])
    }
}

struct Contents: Equatable {
    var counts: [ItemKind: Int] = [:]
    var albums: [String] = []
    var tracks: [String] = []
    var members: [Int64: [Int64]] = [:]
    var entries: [Int64: [Int64]] = [:]
}

func key(_ number: Int64) -> RatingKey {
    guard let key = RatingKey(number) else { preconditionFailure("\(number) is no ratingKey") }
    return key
}
