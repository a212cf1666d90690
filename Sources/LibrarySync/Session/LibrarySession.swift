import Foundation
import LibraryModel
import LibraryStore

/// Opens a session, lets `body` use it, and closes it: when this returns, nothing of it is left.
///
/// `body` runs where the caller does, such as on the main actor. Throws a ``SyncError`` where the library cannot be
/// opened, and what `body` throws.
public func withLibrarySession<R>(
    _ configuration: LibraryConfiguration, isolation: isolated (any Actor)? = #isolation,
    _ body: (LibrarySession) async throws -> R
) async throws -> R {
    let session = try await LibrarySession.open(configuration)
    async let running: Void = session.run()
    do {
        let result = try await body(session)
        await session.close()
        await running
        return result
    } catch {
        await session.close()
        await running
        throw error
    }
}

/// An app without its pixels: the cached library on a screen, refreshes, and pictures.
///
/// Whatever a session does in the background are children of ``run()``. The cached library is readable at any time,
/// whatever the server does.
public actor LibrarySession {
    let configuration: LibraryConfiguration
    let store: LibraryStore
    let client: PlexClient
    let artwork: ArtworkCache
    let jobs: JobQueue
    /// Ended with the session, where the session made it.
    private let ownTransport: URLSessionTransport?
    nonisolated let activity: Activity

    /// The views that are open, and what they show.
    var openViews: [ViewID] = []
    var contents: [ViewID: ViewContent] = [:]
    /// Rises with every commit, so that a view that was read before one is read again.
    var generation = 0
    /// Readings of views under way, and the pictures that changed meanwhile, in order.
    var readings = 0
    var pictureChanges: [(owner: RatingKey, hash: String?)] = []
    var flight: Flight?
    /// What follows it; no two of them alike, so that there are never more than a few.
    var queued: [Flight] = []
    private var isClosed = false
    /// Where in the library's folder pictures are.
    static let artworkFolder = "artwork"
    private var observers: [Int: AsyncStream<Screen>.Continuation] = [:]
    private var nextObserver = 0

    /// What a person sees now.
    public internal(set) var screen = Screen()

    /// Opens the library's folder; ``run()`` must be called next, in a task that lives as long as the session.
    ///
    /// Files of a library that is damaged, or in which damage was found when it was last open, are moved aside, never
    /// deleted, and an empty library is begun beside them.
    ///
    /// Throws ``SyncError/Code/storeInUse`` where another session has the folder, ``SyncError/Code/storeNewer``,
    /// ``SyncError/Code/storeUnusable``, ``SyncError/Code/diskFull``, ``SyncError/Code/volumeFailed``, or
    /// ``SyncError/Code/invalidConfiguration`` for an address that is neither http nor https.
    public static func open(_ configuration: LibraryConfiguration) async throws(SyncError) -> LibrarySession {
        guard let address = ServerAddress(configuration.server) else {
            throw SyncError(.invalidConfiguration, "The server's address is no http or https address.")
        }
        do {
            do {
                return try await open(configuration, address)
            } catch StoreError.damaged(_, let reason) {
                let place = try LibraryStore.moveAside(folder: configuration.folder)
                let words = "The library was damaged (\(reason)) and moved aside to \(place.lastPathComponent)."
                configuration.onEvent?(DiagnosticEvent(.storeFailed, words))
                return try await open(configuration, address)
            }
        } catch {
            throw SyncError(storing: error)
        }
    }

    private static func open(
        _ configuration: LibraryConfiguration, _ address: ServerAddress
    ) async throws -> LibrarySession {
        var options = LibraryStore.Options()
        options.isDisposable = configuration.isDisposable
        let store = try LibraryStore.open(folder: configuration.folder, options: options)
        do {
            let session = try await LibrarySession(configuration.inRange, address, store)
            try await session.artwork.sweep()
            return session
        } catch {
            try? store.close()  // Why it cannot be used is said already.
            throw error
        }
    }

    private init(
        _ configuration: LibraryConfiguration, _ address: ServerAddress, _ store: LibraryStore
    ) async throws {
        self.configuration = configuration
        self.store = store
        let ownTransport =
            configuration.transport == nil ? URLSessionTransport(connections: configuration.maximumDownloads + 2) : nil
        self.ownTransport = ownTransport
        let activity = Activity()
        self.activity = activity
        let jobs = JobQueue()
        self.jobs = jobs
        let client = PlexClient(
            address: address, token: configuration.token, identity: configuration.client,
            transport: configuration.transport ?? ownTransport ?? URLSessionTransport(), clock: configuration.clock,
            now: configuration.now, timeout: configuration.requestTimeout, policy: .standard, activity: activity,
            meter: TrafficMeter())
        self.client = client
        artwork = ArtworkCache(
            .init(
                client: client.forPictures(), store: store,
                folder: try ArtworkFolder(configuration.folder.appending(path: Self.artworkFolder)),
                budget: configuration.artworkBudget, maximumDownloads: configuration.maximumDownloads,
                now: configuration.now, activity: activity, jobs: jobs, emit: { configuration.onEvent?($0) }))
        await artwork.listen { [weak self] owner, hash in await self?.pictureChanged(of: owner, to: hash) }
    }

    /// Does the session's work in the background until it is closed; call it once.
    public func run() async {
        await jobs.run()
        isClosed = true
        for observer in observers.values { observer.finish() }
        observers.removeAll()
    }

    /// Cancels what is under way and gives the folder back; ``run()`` returns then.
    ///
    /// Where the library cannot be closed as it should be, ``DiagnosticEvent/Name/storeFailed`` says why.
    public func close() async {
        isClosed = true
        jobs.close()
        await activity.ended()
        ownTransport?.close()
        do { try store.close() } catch { emit(.storeFailed, "\(error)") }
        activity.changed()
    }

    // MARK: - What is under way

    /// Returns when no refresh and no download is under way and everything is on the screen.
    public func rest() async { await activity.rest() }

    /// Pieces of work under way: each computes, waits for exactly one request, or sleeps before a repetition.
    package nonisolated var activeWork: Int { activity.work }

    /// Requests that were sent and not yet answered.
    package nonisolated var requestsInFlight: Int { activity.requests }

    /// Calls `listener` whenever ``activeWork`` or the screen changed.
    package nonisolated func onChange(_ listener: @escaping @Sendable () -> Void) { activity.listen(listener) }

    func emit(_ name: DiagnosticEvent.Name, _ message: String) {
        configuration.onEvent?(DiagnosticEvent(name, message))
    }

    // MARK: - The screen

    /// The screens from now on, beginning with this one; who is slow sees the latest.
    public func screens() -> AsyncStream<Screen> {
        let (stream, continuation) = AsyncStream.makeStream(of: Screen.self, bufferingPolicy: .bufferingNewest(1))
        guard !isClosed else {
            continuation.finish()
            return stream
        }
        nextObserver += 1
        let number = nextObserver
        observers[number] = continuation
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            _ = self.jobs.push { await self.forget(observer: number) }
        }
        continuation.yield(screen)
        return stream
    }

    private func forget(observer number: Int) { observers[number] = nil }

    /// Shows what `change` makes of the screen, if it looks otherwise then.
    func publish(_ change: (inout Screen) -> Void) {
        var next = screen
        change(&next)
        next.views = openViews.compactMap { contents[$0]?.view }
        guard next != screen else { return }
        screen = next
        for observer in observers.values { observer.yield(next) }
        activity.changed()
    }
}

extension PlexClient {
    /// Pictures are not asked for twice in a row, and have a limit of their own.
    func forPictures() -> PlexClient {
        var client = metered(by: TrafficMeter(), policy: .never)
        client.maximumBody = 32 << 20
        return client
    }
}
