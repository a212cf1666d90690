package import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A sync client with every sin that the checklist looks for: the control that proves that scenarios can fail.
///
/// It deletes everything before it fetches, inserts everything in statements of its own, fetches all pictures again,
/// and believes any 200. It is a real client for all that: it talks to the server and keeps a database and files.
package actor WipeAndReload: Subject {
    private let server: URL
    private let token: String
    private let section: String
    private let revision: @Sendable () -> Int
    private let now: @Sendable () -> Date
    private let database: NaiveDatabase
    private let session: URLSession

    private var banner: String?
    private var lastRefreshed: Date?
    private var open: [SubjectView] = [.page(0)]
    private var accounts: [RefreshAccount] = []
    private var isClosed = false
    private nonisolated let work = Locked((pending: 0, inFlight: 0))
    private var resting: [CheckedContinuation<Void, Never>] = []
    private let jobs: AsyncStream<RefreshReason>
    private let submit: AsyncStream<RefreshReason>.Continuation

    package nonisolated let pictureFolder: URL
    package nonisolated let databaseFile: URL

    init(_ setting: SubjectSetting) throws {
        server = setting.server
        token = setting.token
        section = setting.section
        revision = setting.revision
        now = setting.now
        pictureFolder = setting.folder.appendingPathComponent("pictures")
        databaseFile = setting.folder.appendingPathComponent("naive.sqlite")
        try FileManager.default.createDirectory(at: pictureFolder, withIntermediateDirectories: true)
        database = try NaiveDatabase(databaseFile)
        session = URLSession(configuration: .ephemeral)
        (jobs, submit) = AsyncStream.makeStream(of: RefreshReason.self, bufferingPolicy: .bufferingOldest(16))
    }

    package func run() async {
        for await _ in jobs {
            await wipeAndReload()
            finish()
        }
        session.finishTasksAndInvalidate()
    }

    package func launch() async throws {
        work.withLock { $0.pending += 1 }
        // What it shows first is what it has left.
        _ = try database.wipe()
        submit.yield(.launch)
    }

    package func refresh(_ reason: RefreshReason, _ mode: RefreshMode) async {
        work.withLock { $0.pending += 1 }
        await wipeAndReload()
        finish()
    }

    package func show(_ view: SubjectView) async throws { open.append(view) }

    package func search(_ text: String) async throws -> SubjectHits {
        var hits = SubjectHits()
        hits.artists = try database.keys(in: .artists, titled: text)
        hits.albums = try database.keys(in: .albums, titled: text)
        hits.tracks = try database.keys(in: .tracks, titled: text)
        return hits
    }

    package func screen() async throws -> SubjectScreen {
        var screen = SubjectScreen()
        for view in open { screen.views["\(view)"] = try database.tiles(of: view) }
        screen.albumCount = try database.albumCount()
        screen.banner = banner
        screen.lastRefreshed = lastRefreshed
        return screen
    }

    package func rest() async {
        guard activeWork > 0 else { return }
        await withCheckedContinuation { resting.append($0) }
    }

    package func close() async {
        isClosed = true
        submit.finish()
        wake()
    }

    package nonisolated var activeWork: Int { work.withLock { $0.pending } }
    package nonisolated var requestsInFlight: Int { work.withLock { $0.inFlight } }

    package func takeAccounts() async -> [RefreshAccount] {
        defer { accounts = [] }
        return accounts
    }

    package nonisolated func library() throws -> LibrarySnapshot { try NaiveDatabase(databaseFile).library() }

    package nonisolated func pictures() throws -> [PictureRecord] {
        try FileManager.default.contentsOfDirectory(atPath: pictureFolder.path).compactMap { name in
            Int(name.prefix { $0 != "." }).map { PictureRecord(owner: $0, file: name, length: nil) }
        }
    }

    private func finish() {
        let isOver = work.withLock { work in
            work.pending -= 1
            return work.pending == 0
        }
        if isOver { wake() }
    }

    private func wake() {
        for continuation in resting { continuation.resume() }
        resting = []
    }

    private func wipeAndReload() async {
        let began = revision()
        var account = RefreshAccount(outcome: "success", message: nil, rowsWritten: [:], beganAtRevision: began)
        do {
            account.rowsWritten = try database.wipe()
            for file in try pictures() {
                try FileManager.default.removeItem(at: pictureFolder.appendingPathComponent(file.file))
            }
            try await reload(into: &account.rowsWritten)
            banner = nil
            lastRefreshed = now()
        } catch {
            account.outcome = "offline"
            account.message = "\(error)"
            banner = "offline"
        }
        accounts.append(account)
    }

    private func reload(into rows: inout [String: Int]) async throws {
        let all = "/library/sections/\(section)/all"
        try await load("\(all)?type=8", .artists, &rows)
        try await load("\(all)?type=9", .albums, &rows)
        try await load("\(all)?type=10", .tracks, &rows)
        try await load("\(all)?type=18", .collections, &rows)
        try await load("/playlists?playlistType=audio&sectionID=\(section)", .playlists, &rows)
        for (table, path) in [(LibraryTable.collections, "collections"), (.playlists, "playlists")] {
            for key in try database.library()[table].keys.sorted() {
                let prefix = table == .collections ? "/library/collections/\(key)/children" : "/\(path)/\(key)/items"
                let members = NaivePage(try await get(prefix)).items.compactMap { $0.attributes["ratingKey"] }
                rows[table == .collections ? "members" : "entries", default: 0] += members.count
                try database.setList(table, key, members)
            }
        }
        for (key, path) in try database.thumbs() {
            try await get(path).write(to: pictureFolder.appendingPathComponent("\(key).png"))
        }
    }

    private func load(_ path: String, _ table: LibraryTable, _ rows: inout [String: Int]) async throws {
        for item in NaivePage(try await get(path)).items {
            rows[table.rawValue, default: 0] += try database.insert(item, into: table)
        }
    }

    private func get(_ path: String) async throws -> Data {
        guard !isClosed, let url = URL(string: path, relativeTo: server) else { throw URLError(.cancelled) }
        var request = URLRequest(url: url)
        request.setValue(token, forHTTPHeaderField: "X-Plex-Token")
        work.withLock { $0.inFlight += 1 }
        defer { work.withLock { $0.inFlight -= 1 } }
        let (data, response) = try await session.data(for: request)
        guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
        return data
    }
}
