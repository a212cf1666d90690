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
    private var listener: (@Sendable (RatingKey, String?) async -> Void)?
    private var queue: [Wanted] = []
    /// What waits, with what the database knew of it when it was asked for.
    private var queued: [Wanted: StoredArtwork?] = [:]
    private var inFlight: Set<Wanted> = []
    /// Pictures that are asked for although they are there, to learn whether they are still the same.
    var revalidations: Set<Wanted> = []
    /// What waits although no screen shows it.
    var ahead: Set<Wanted> = []
    /// Pictures that came although no screen shows them.
    private(set) var prefetched = 0
    /// Whether there is room and a server for more of them.
    var canPrefetch = false
    /// Calls of ``prefetch()`` under way.
    var prefetches = 0
    private var drains: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextDrain = 0
    private var workers = 0
    private var isPublishing = false
    private var publishers: [CheckedContinuation<Void, Never>] = []
    /// References that brought no picture, which are not asked for again before a person refreshes.
    private var hopeless: Set<ArtworkReference> = []
    /// References for which there is no room, which are not asked for again in this session.
    var roomless: Set<ArtworkReference> = []
    /// Rises when the library is begun anew: what was asked for before may be another server's picture.
    private var era = 0
    /// What was saved in this session, which is newer than what a list of wants knew.
    var saved: [RatingKey: ArtworkFile] = [:]
    /// Files whose bytes were found to be right in this session.
    private var verified: Set<String> = []
    /// What open screens show: never evicted.
    var shown: Set<RatingKey> = []
    /// What happened since the last run was told; what its own commit removed is in its record already.
    private var fetched = 0
    var removed = 0
    private var failed = 0
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
        shown = Set(all.map(\.owner))
        do {
            let rows = try await services.store.artwork(for: all.map(\.owner))
            var hits: [RatingKey] = []
            for wanted in all.sorted(by: { $0.owner < $1.owner }) {
                let file = saved[wanted.owner] ?? rows[wanted.owner]?.file
                if let file, !isIntact(file) { try await forget(wanted.owner, file) }
                guard let file, file.reference == wanted.reference, isIntact(file) else {
                    enqueue(wanted, rows[wanted.owner])
                    continue
                }
                if new.contains(wanted) { hits.append(wanted.owner) }
                if revalidating, file.etag != nil {
                    revalidations.insert(wanted)
                    enqueue(wanted, rows[wanted.owner])
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
            for row in rows { enqueue(Wanted(owner: row.owner, reference: row.reference), row) }
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

    func enqueue(_ wanted: Wanted, _ row: StoredArtwork?, isPrefetched: Bool = false) {
        guard !hopeless.contains(wanted.reference), !roomless.contains(wanted.reference), !inFlight.contains(wanted)
        else { return }
        if isPrefetched { ahead.insert(wanted) } else { ahead.remove(wanted) }
        if queued.updateValue(row, forKey: wanted) == nil { queue.append(wanted) }
    }

    /// Whether a picture is being fetched or will be.
    func isUnderWay(_ wanted: Wanted) -> Bool {
        inFlight.contains(wanted) || workers > 0 && queued[wanted] != nil
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
        while !Task.isCancelled, !queue.isEmpty {
            // What a screen shows does not wait behind what it may show some day.
            let wanted = queue.remove(at: queue.firstIndex { !ahead.contains($0) } ?? 0)
            let row = queued.removeValue(forKey: wanted) ?? nil
            inFlight.insert(wanted)
            let begun = era
            await fetch(wanted, row)
            inFlight.remove(wanted)
            // What came was the old library's; a screen of the new one may wait for this picture.
            if era != begun, shown.contains(wanted.owner) { enqueue(wanted, nil) }
            revalidations.remove(wanted)
            ahead.remove(wanted)
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

    // MARK: - One picture

    /// Fetches a picture of which the database knew this when it was asked for.
    private func fetch(_ wanted: Wanted, _ row: StoredArtwork?) async {
        do {
            let present = (saved[wanted.owner] ?? row?.file).flatMap { isIntact($0) ? $0 : nil }
            let isCurrent = present?.reference == wanted.reference
            if isCurrent, !revalidations.contains(wanted) { return }
            if ahead.contains(wanted), !canPrefetch { return }
            let era = era
            let answer: PlexAnswer
            do throws(RequestFailure) {
                answer = try await services.client.picture(
                    wanted.reference.path, on: isCurrent ? present?.etag.map(Precondition.ifNoneMatch) : nil)
            } catch {
                giveUp(wanted, error)
                return
            }
            if answer.isNotModified || era != self.era { return }
            guard let format = PictureFormat(answer.body) else {
                hopeless.insert(wanted.reference)
                fail(wanted, "what came is no picture")
                return
            }
            guard format.isComplete(answer.body) else { return fail(wanted, "only a part of it came") }
            try await publish(answer, format, for: wanted, in: row, present)
        } catch {
            waiters.settle(wanted, SyncError(storing: error))
            report(error)
        }
    }

    /// Puts a picture on disk and into the database, unless the item wants another one by now.
    ///
    /// One at a time: room is made by what is there, and two at once would each make room for both.
    private func publish(
        _ answer: PlexAnswer, _ format: PictureFormat, for wanted: Wanted, in row: StoredArtwork?,
        _ present: ArtworkFile?
    ) async throws {
        await takeTurn()
        defer { endTurn() }
        let bytes = answer.body
        let hash = ContentHash.of(bytes)
        let isSame =
            present.map { $0.hash == hash && $0.length == bytes.count && services.folder.read($0.name) == bytes }
            ?? false
        let name = present.flatMap { isSame ? $0.name : nil } ?? "\(wanted.owner)-\(hash).\(format.fileExtension)"
        if !isSame { try services.folder.write(bytes, as: name) }
        let file = ArtworkFile(
            name: name, reference: wanted.reference, length: Int64(bytes.count), hash: hash, etag: answer.etag)
        let outcome: ArtworkSaved
        do {
            outcome = try await services.store.saveArtwork(
                StoredArtwork(
                    owner: wanted.owner, reference: wanted.reference, file: file,
                    lastUsedAt: row?.lastUsedAt ?? (ahead.contains(wanted) ? nil : services.now())))
        } catch {
            // A file that no row knows takes room which is perhaps what is lacking.
            if !isSame { services.folder.remove([name]) }
            throw error
        }
        guard outcome.isCurrent else {
            let isUsed = try await services.store.allArtworkFiles().contains(name)
            if !isUsed { services.folder.remove([name]) }
            return
        }
        fetched += 1
        saved[wanted.owner] = file
        knownBytes = knownBytes.map { $0 + file.length }
        verified.insert(name)
        let unused = outcome.unusedFiles.filter { $0 != name }
        services.folder.remove(unused)
        removed += unused.count
        services.emit(DiagnosticEvent(.artworkFetched, "The picture of item \(wanted.owner) was fetched."))
        guard try await makeRoom(sparing: wanted) else { return }
        if ahead.contains(wanted) { prefetched += 1 }
        await listener?(wanted.owner, hash)
    }

    private func takeTurn() async {
        guard isPublishing else {
            isPublishing = true
            return
        }
        await withCheckedContinuation { publishers.append($0) }
    }

    private func endTurn() {
        if publishers.isEmpty { isPublishing = false } else { publishers.removeFirst().resume() }
    }

    /// Whether a file is there with the length and, once in a session, the hash that the database knows.
    func isIntact(_ file: ArtworkFile) -> Bool {
        guard services.folder.length(file.name) == file.length else { return false }
        if verified.contains(file.name) { return true }
        guard let bytes = services.folder.read(file.name), ContentHash.of(bytes) == file.hash else { return false }
        verified.insert(file.name)
        return true
    }

    /// A file that is missing or damaged is a miss.
    func forget(_ owner: RatingKey, _ file: ArtworkFile) async throws {
        await takeTurn()
        defer { endTurn() }
        if let newer = saved[owner], newer != file, isIntact(newer) { return }
        saved[owner] = nil
        verified.remove(file.name)
        services.folder.remove(try await services.store.removeArtwork(owner))
        await listener?(owner, nil)
    }

    private func giveUp(_ wanted: Wanted, _ failure: RequestFailure) {
        switch failure {
        case .cancelled: return waiters.settle(wanted, .cancelled)
        case .cannotConnect, .timedOut:
            // Whoever else is waiting would wait in vain; what is shown is asked for again after the next refresh.
            queue.removeAll()
            queued.removeAll()
            waiters.settleAll(SyncError(failure, asking: "the picture of item \(wanted.owner)"))
            ahead.removeAll()
            canPrefetch = false
        case .status(let code, _) where (400..<500).contains(code) && code != 408 && code != 429 && code != 401:
            hopeless.insert(wanted.reference)
        case .redirectRefused, .tooManyRedirects, .bodyTooLarge: hopeless.insert(wanted.reference)
        default: break
        }
        waiters.settle(wanted, SyncError(failure, asking: "the picture of item \(wanted.owner)"))
        fail(wanted, "\(failure)")
    }

    private func fail(_ wanted: Wanted, _ why: String) {
        // One that is there, and was asked for again, is not missing.
        if !revalidations.contains(wanted) { failed += 1 }
        tell(wanted, why)
    }

    func tell(_ wanted: Wanted, _ why: String) {
        waiters.settle(wanted, Self.missing(wanted, why))
        services.emit(DiagnosticEvent(.artworkFailed, "The picture of item \(wanted.owner) is missing: \(why)."))
    }

    private func report(_ error: any Error) {
        if error is CancellationError { return }
        services.emit(DiagnosticEvent(.storeFailed, "Pictures: \(SyncError(storing: error).message)"))
    }
}
