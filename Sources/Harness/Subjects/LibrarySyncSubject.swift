package import Foundation
import LibraryModel
import LibrarySync
import Scenarios

/// The engine of this package, in process, with the harness's clock.
package final class LibrarySyncSubject: Subject {
    private let session: LibrarySession
    private let accounts: Locked<[RefreshAccount]>

    package let pictureFolder: URL
    package let databaseFile: URL

    init(_ setting: SubjectSetting) async throws {
        var configuration = LibraryConfiguration(server: setting.server, token: setting.token, folder: setting.folder)
        configuration.sectionKey = setting.isSectionTold ? setting.section : nil
        configuration.clock = setting.clock
        configuration.now = setting.now
        if let budget = setting.client.artworkBudget { configuration.artworkBudget = Int64(budget) }
        if let size = setting.client.pageSize { configuration.pageSize = size }
        // What waits for the disk blocks one of the few threads that all cases share.
        configuration.isDisposable = true
        let accounts = Locked<[RefreshAccount]>([])
        let began = Locked(0)
        let revision = setting.revision
        configuration.onEvent = { event in
            switch event.name {
            case .refreshBegan:
                let now = revision()
                began.withLock { $0 = now }
            case .refreshEnded:
                guard let result = event.result else { return }
                let revision = began.withLock { $0 }
                accounts.withLock { $0.append(RefreshAccount(result, beganAtRevision: revision)) }
            default: return
            }
        }
        self.accounts = accounts
        pictureFolder = setting.folder.appendingPathComponent("artwork")
        databaseFile = setting.folder.appendingPathComponent("library.sqlite")
        session = try await LibrarySession.open(configuration)
        session.onChange(setting.changed)
    }

    package func run() async { await session.run() }
    package func launch() async throws { await session.launch() }
    package func rest() async { await session.rest() }
    package func close() async { await session.close() }
    package var activeWork: Int { session.activeWork }
    package var requestsInFlight: Int { session.requestsInFlight }

    package func refresh(_ reason: RefreshReason, _ mode: RefreshMode) async {
        let reason: SyncReason =
            switch reason {
            case .launch: .launch
            case .userInitiated: .userInitiated
            case .background: .background
            }
        switch mode {
        case .usual: _ = await session.refresh(reason)
        case .acceptingLargeDeletion: _ = await session.refresh(reason, acceptingLargeDeletion: true)
        case .verifyingInFull: _ = await session.refresh(reason, verifyingInFull: true)
        case .startingOver: _ = await session.startOver()
        }
    }

    package func show(_ view: SubjectView) async throws {
        guard let view = ViewID(view) else { return }
        try await session.show(view)
    }

    package func search(_ text: String) async throws -> SubjectHits {
        let found = try await session.search(text)
        var hits = SubjectHits()
        hits.artists = Set(found.artists.map { Int($0.key.value) })
        hits.albums = Set(found.albums.map { Int($0.key.value) })
        hits.tracks = Set(found.tracks.map { Int($0.key.value) })
        return hits
    }

    package func screen() async throws -> SubjectScreen {
        let shown = await session.screen
        var screen = SubjectScreen()
        for view in shown.views {
            screen.views["\(view.id)"] = view.tiles.map { tile in
                SubjectTile(key: Int(tile.key.value), texts: [tile.title, tile.subtitle], picture: tile.artwork)
            }
        }
        screen.albumCount = shown.albumCount
        screen.banner = shown.banner?.code.rawValue
        screen.lastRefreshed = shown.lastRefreshed
        return screen
    }

    package func takeAccounts() async -> [RefreshAccount] {
        accounts.withLock { accounts in
            defer { accounts = [] }
            return accounts
        }
    }

    package func library() throws -> LibrarySnapshot { try StoreReader(databaseFile).library() }
    package func leftovers() throws -> [String] { try StoreReader(databaseFile).leftovers() }
    package func failedPictures() throws -> Int { try StoreReader(databaseFile).failedPictures() }
    package func pictures() throws -> [PictureRecord] { try StoreReader(databaseFile).pictures() }
}

extension ViewID {
    init?(_ view: SubjectView) {
        switch view {
        case .page(let page): self = .grid(page: page)
        case .album(let key):
            guard let key = RatingKey(Int64(key)) else { return nil }
            self = .album(key)
        case .artist(let key):
            guard let key = RatingKey(Int64(key)) else { return nil }
            self = .artist(key)
        case .collection(let key):
            guard let key = RatingKey(Int64(key)) else { return nil }
            self = .collection(key)
        case .playlist(let key):
            guard let key = RatingKey(Int64(key)) else { return nil }
            self = .playlist(key)
        }
    }
}

extension RefreshAccount {
    /// The tables of the store by the names that expectations give them; bookkeeping is not counted.
    private static let tables = [
        "artist": "artists", "album": "albums", "track": "tracks", "collection": "collections",
        "playlist": "playlists", "collectionMember": "members", "playlistEntry": "entries", "tag": "tags",
        "artistTag": "tags", "albumTag": "tags",
    ]

    init(_ result: RefreshResult, beganAtRevision revision: Int) {
        var rows: [String: Int] = [:]
        for (table, count) in result.rowsWritten {
            if let name = Self.tables[table] { rows[name, default: 0] += count }
        }
        self.init(
            outcome: result.outcome, message: result.error.map { "\($0)" }, rowsWritten: rows,
            findings: result.verdicts, beganAtRevision: revision)
    }
}
