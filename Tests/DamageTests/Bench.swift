import FakePlex
import Foundation
import LibrarySync
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import Harness

/// A server with a small library, and the engine with a folder of its own.
struct Bench {
    let server: FakePlex
    private let session: LibrarySession
    private let database: URL
    private let heard: Locked<[DiagnosticEvent]>

    private static let turns = Turns(atOnce: 6)

    /// Runs `body` with both; when this returns, nothing of them is left.
    ///
    /// The engine begins with this database, or with none.
    static func with(_ database: Data?, _ body: (Bench) async throws -> Void) async throws {
        await turns.begin()
        do {
            try await play(database, body)
            await turns.end()
        } catch {
            await turns.end()
            throw error
        }
    }

    private static func play(_ database: Data?, _ body: (Bench) async throws -> Void) async throws {
        let folder = StageFolder.new()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in the temporary folder harms nobody
        try database?.write(to: Self.database(in: folder))
        let heard = Locked<[DiagnosticEvent]>([])
        try await withFakePlex(library: SmallLibrary.make()) { server in
            var configuration = configuration(server, folder)
            configuration.onEvent = { event in heard.withLock { $0.append(event) } }
            try await withLibrarySession(configuration) { session in
                try await body(
                    Bench(server: server, session: session, database: Self.database(in: folder), heard: heard))
            }
        }
    }

    static func database(in folder: URL) -> URL { folder.appending(path: "library.sqlite") }

    static func configuration(_ server: FakePlex, _ folder: URL) -> LibraryConfiguration {
        var configuration = LibraryConfiguration(server: server.baseURL, token: server.token, folder: folder)
        configuration.isDisposable = true
        configuration.now = { Date(timeIntervalSince1970: server.time) }
        return configuration
    }

    /// What a person's pull brings.
    func refresh(verifyingInFull: Bool = false) async -> RefreshResult {
        heard.withLock { $0 = [] }
        let result = await session.refresh(.userInitiated, verifyingInFull: verifyingInFull)
        await session.rest()
        return result
    }

    /// What the last refresh told while it ran.
    func events(_ name: DiagnosticEvent.Name) -> [String] {
        heard.withLock { $0 }.filter { $0.name == name }.map(\.message)
    }

    /// What the engine holds.
    func library() throws -> LibrarySnapshot { try StoreReader(database).library() }

    /// What it should hold.
    func wanted() -> LibrarySnapshot { LibrarySnapshot(server.catalog, section: server.catalog.sections[0].key) }

    /// The same, but for one row that is what it was.
    func wanted(
        keeping item: String, of table: LibraryTable, from before: LibrarySnapshot
    ) throws -> LibrarySnapshot {
        var snapshot = wanted()
        let key = try key(item)
        snapshot.tables[table]?[key] = before[table][key]
        return snapshot
    }

    /// Where what it holds is not what it should.
    func differences(from expected: LibrarySnapshot) throws -> [LibraryDiff.Difference] {
        LibraryDiff(found: try library(), expected: expected).differences
    }

    /// The answer in which an element stands, as it is written.
    func answer(to element: Element) async throws -> String {
        let key = try key(element.item)
        let path =
            switch element.endpoint {
            case .artists: "library/sections/1/all?type=8"
            case .albums: "library/sections/1/all?type=9"
            case .tracks: "library/sections/1/all?type=10"
            case .collections: "library/sections/1/all?type=18"
            case .playlists: "playlists"
            case .collectionItems: "library/collections/\(try self.key("first-collection"))/children"
            case .playlistItems: "playlists/\(try self.key("first-playlist"))/items"
            default: "library/metadata/\(key)"
            }
        let section = server.catalog.sections[0].key
        let address = "\(server.baseURL)/" + path.replacing("sections/1", with: "sections/\(section)")
        var request = URLRequest(url: try #require(URL(string: address)))
        request.setValue(server.token, forHTTPHeaderField: "X-Plex-Token")
        return String(decoding: try await URLSession.shared.data(for: request).0, as: UTF8.self)
    }

    func key(_ item: String) throws -> Int { try server.catalog.resolve(item) }
}
