import Foundation
import LibraryModel
import LibraryStore

/// The pictures on disk, and the fetching of those that are missing: sync-requirements, promise 8.
///
/// What must be fetched stands in the database since the refresh's transaction; what a screen shows is asked for when
/// it is shown. A few workers fetch one picture after the other; metadata never waits for them.
actor ArtworkCache {
    /// A picture that a screen shows or that changed.
    struct Wanted: Hashable, Sendable {
        var owner: RatingKey
        var reference: ArtworkReference
    }

    /// What the cache works with.
    struct Services: Sendable {
        var client: PlexClient
        var store: LibraryStore
        var folder: ArtworkFolder
        /// Bytes of pictures on disk.
        var budget: Int64
        var maximumDownloads: Int
        var now: @Sendable () -> Date
        var activity: Activity
        var jobs: JobQueue
        var emit: @Sendable (DiagnosticEvent) -> Void
    }

    let services: Services
    let waiters = PictureWaiters()
    /// Told when an item's picture on disk is another one, by its hash, or gone.
    private(set) var listener: (@Sendable (RatingKey, String?) async -> Void)?
    var queue = PictureQueue()
    /// What is being fetched, and why.
    private(set) var inFlight: [Wanted: PictureQueue.Need] = [:]
    /// Pictures that are asked for although they are there, to learn whether they are still the same.
    var revalidations: Set<Wanted> = []
    /// Pictures that came although no screen shows them.
    var prefetched = 0
    /// Whether there is room and a server for more of them.
    var canPrefetch = false
    /// Calls of ``prefetch()`` under way.
    var prefetches = 0
    private var drains: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextDrain = 0
    private var workers = 0
    var isPublishing = false
    var publishers: [CheckedContinuation<Void, Never>] = []
    /// References that brought no picture, which are not asked for again before a person refreshes.
    var hopeless: Set<ArtworkReference> = []
    /// References for which there is no room, which are not asked for again before a screen shows less.
    var roomless: Set<ArtworkReference> = []
    /// How many of the server's own pictures failed one after the other, in a way that may have to do with all of them.
    var setbacks = 0
    /// Rises when the library is begun anew: what was asked for before may be another server's picture.
    private(set) var era = 0
    /// What was saved in this session, which is newer than what a list of wants knew.
    var saved: [RatingKey: ArtworkFile] = [:]
    /// Files whose bytes were found to be right in this session.
    var verified: Set<String> = []
    /// What open screens show: never evicted.
    var shown: Set<RatingKey> = []
    /// What happened since the last run was told; what its own commit removed is in its record already.
    var fetched = 0
    var removed = 0
    var failed = 0
    private var lastRun: Int64?
    /// Bytes on disk, or more than that; nothing before the first picture comes.
    var knownBytes: Int64?

    init(_ services: Services) { self.services = services }

    func listen(_ listener: @escaping @Sendable (RatingKey, String?) async -> Void) { self.listener = listener }

    /// Removes files that no row refers to, which a crash may have left; what comes now is the last run's.
    func sweep() async throws {
        lastRun = try await services.store.lastRun()
        let names = try await services.store.allArtworkFiles()
        let count = try services.folder.sweep(keeping: names)
        if count > 0 {
            services.emit(DiagnosticEvent(.artworkRemoved, "\(count) orphaned picture files were removed."))
        }
    }

    /// Says what open screens show, of which `new` has just come into view: checks what is on disk, fetches the rest.
    func show(_ all: Set<Wanted>, new: Set<Wanted>, revalidating: Bool = false) async {
        let owners = Set(all.map(\.owner))
        // What is not shown any more may make room.
        if !shown.isSubset(of: owners) { roomless.removeAll() }
        shown = owners
        do {
            let rows = try await services.store.artwork(for: all.map(\.owner))
            var hits: [RatingKey] = []
            for wanted in all.sorted(by: { $0.owner < $1.owner }) {
                let file = saved[wanted.owner] ?? rows[wanted.owner]?.file
                if let file, !isIntact(file) { await forget(wanted.owner, file) }
                guard let file, file.reference == wanted.reference, isIntact(file) else {
                    enqueue(wanted, rows[wanted.owner], for: .now)
                    continue
                }
                if new.contains(wanted) { hits.append(wanted.owner) }
                if revalidating, file.etag != nil {
                    revalidations.insert(wanted)
                    enqueue(wanted, rows[wanted.owner], for: .now)
                }
            }
            if !hits.isEmpty { try await services.store.noteUse(hits, at: services.now()) }
        } catch {
            report(error)
        }
        startWorkers()
    }

    /// Fetches what the last commits left to be fetched, and takes away what they left over.
    ///
    /// Where ``show(_:new:revalidating:)`` follows, that begins the fetching: what had failed by then would be asked for
    /// a second time.
    /// What brought no picture before is asked for again when a person wants to know.
    func follow(run: Int64?, removing files: [String], retrying: Bool = false, isBeginning: Bool = true) async {
        if retrying { hopeless.removeAll() }
        services.folder.remove(files)
        verified.subtract(files)
        await tellRun()
        lastRun = run ?? lastRun
        if !files.isEmpty {
            services.emit(DiagnosticEvent(.artworkRemoved, "\(files.count) picture files were removed."))
        }
        do {
            let rows = try await services.store.artworkWorkList(limit: Self.workListLimit)
            for row in rows { enqueue(Wanted(owner: row.owner, reference: row.reference), row, for: .changed) }
        } catch {
            report(error)
        }
        if isBeginning { startWorkers() }
    }

    /// Lets what is being downloaded come to nothing: the library is about to be another server's.
    func distrustDownloads() { era += 1 }

    /// Forgets what this session knows of the files of a library that was replaced.
    func forgetFiles() {
        saved.removeAll()
        verified.removeAll()
        roomless.removeAll()
        knownBytes = nil
    }

    /// Rows that are looked at after one commit; the rest follows after the next.
    private static let workListLimit = 10_000

    // MARK: - Workers

    /// Has a picture fetched, of which the database knew this.
    func enqueue(_ wanted: Wanted, _ row: StoredArtwork?, for need: PictureQueue.Need) {
        guard !hopeless.contains(wanted.reference), !roomless.contains(wanted.reference) else { return }
        if let known = inFlight[wanted] {
            inFlight[wanted] = max(known, need)
        } else {
            queue.push(wanted, row, for: need)
        }
    }

    /// Whether a picture is being fetched or will be.
    func isUnderWay(_ wanted: Wanted) -> Bool {
        inFlight[wanted] != nil || workers > 0 && queue.contains(wanted)
    }

    /// Returns when nothing waits and nothing is under way, or when the task is cancelled.
    func drained() async {
        guard workers > 0 else { return }
        nextDrain += 1
        let number = nextDrain
        await withTaskCancellationHandler {
            await withCheckedContinuation { drains[number] = $0 }
        } onCancel: {
            // A session that takes no more jobs is closing: its workers end, and with them the waiting.
            _ = services.jobs.push { await self.endDrain(number) }
        }
    }

    private func endDrain(_ number: Int) { drains.removeValue(forKey: number)?.resume() }

    func startWorkers() {
        while workers < services.maximumDownloads, workers < queue.count + inFlight.count {
            workers += 1
            services.activity.workBegan()
            let isAccepted = services.jobs.push { await self.work() }
            guard isAccepted else {
                workers -= 1
                services.activity.workEnded()
                return
            }
        }
    }

    private func work() async {
        repeat {
            await fetchQueued()
            if inFlight.isEmpty { await tellRun() }
            // What was asked for while the run was told found this worker at work, and no other one began.
        } while !Task.isCancelled && !queue.isEmpty
        workers -= 1
        if workers == 0 {
            for drain in drains.values { drain.resume() }
            drains.removeAll()
            waiters.settleAll(.cancelled)
        }
        services.activity.workEnded()
    }

    private func fetchQueued() async {
        while !Task.isCancelled, let next = queue.pop() {
            let wanted = next.wanted
            inFlight[wanted] = next.need
            let begun = era
            await fetch(wanted, next.row)
            inFlight[wanted] = nil
            // What came was the old library's; a screen of the new one may wait for this picture.
            if era != begun, shown.contains(wanted.owner) { enqueue(wanted, nil, for: .now) }
            revalidations.remove(wanted)
            waiters.settle(wanted)
        }
    }

    /// Notes in the last run's record what became of its pictures.
    private func tellRun() async {
        guard fetched + removed + failed > 0, let run = lastRun else { return }
        let (came, went, missed) = (fetched, removed, failed)
        (fetched, removed, failed) = (0, 0, 0)
        do {
            try await services.store.addArtwork(fetched: came, removed: went, failed: missed, toRun: run)
        } catch {
            (fetched, removed, failed) = (fetched + came, removed + went, failed + missed)
            report(error)
        }
    }
}
