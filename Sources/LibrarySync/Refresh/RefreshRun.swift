import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// One refresh, from the first request to the commit or the record of its failure.
///
/// Belongs to one task. Requests go out one after the other. Everything is staged, and applied in one transaction at
/// the end, so that whatever goes wrong in between leaves the library as it was: sync-requirements, promise 1.
final class RefreshRun {
    /// What became of it, the files that nothing refers to any more, and the number of its record.
    typealias Outcome = (result: RefreshResult, removedFiles: [String], run: Int64?)

    let services: RefreshServices
    let reason: SyncReason
    let options: RefreshOptions
    var run: SyncRun
    /// What the pass under way has found.
    var pass = Pass()
    /// Elements that stood twice in a list when it was last read, by list.
    var repeats: [String: Set<Int64>] = [:]
    /// Whether validators may still be sent in this run.
    var asksOnCondition = false
    var verdicts: [String] = []
    /// Traffic that stands in the records of earlier passes.
    private var recorded = TrafficMeter.Reading()
    /// What the last refresh could not read.
    var readAgain = ReadAgain()

    private init(
        _ services: RefreshServices, _ run: SyncRun, _ reason: SyncReason, _ options: RefreshOptions
    ) {
        self.services = services
        self.run = run
        self.reason = reason
        self.options = options
    }

    /// Refreshes, and records what came of it.
    static func perform(
        _ services: RefreshServices, reason: SyncReason, options: RefreshOptions
    ) async -> Outcome {
        do throws(SyncError) {
            let run = try await storing { try await begin(services, reason) }
            let refresh = RefreshRun(services, run, reason, options)
            return await refresh.perform()
        } catch {
            return (.failed(error), [], nil)
        }
    }

    private static func begin(_ services: RefreshServices, _ reason: SyncReason) async throws -> SyncRun {
        try await services.store.begin(reason: .init(rawValue: reason.rawValue) ?? .background, at: services.now())
    }

    private func perform() async -> Outcome {
        do throws(SyncError) {
            try await readConsistently()
            if Task.isCancelled { throw SyncError.cancelled }
            let summary = try await storing {
                try await services.store.commit(run, record: record(outcome: RunRecord.success))
            }
            return (result(summary), summary.removedArtworkFiles, run.id)
        } catch {
            await giveUp(error.code.rawValue, error.message)
            var result = result(CommitSummary())
            result.error = error
            return (result, [], run.id)
        }
    }

    /// Reads everything, and once more from the start when the server changed meanwhile.
    private func readConsistently() async throws(SyncError) {
        for number in 1...RefreshServices.passes {
            do throws(SyncError) {
                try await readOnce()
                return
            } catch {
                guard error.isInconsistency, number < RefreshServices.passes else { throw error }
                services.emit(DiagnosticEvent(.passRestarted, error.message, reason: reason))
                await giveUp("restarted", error.message)
                pass = Pass()
                verdicts = []
                recorded = services.client.meter.reading
                run = try await storing { try await Self.begin(services, reason) }
            }
        }
    }

    /// Whether removals need no evidence: a person saw the numbers, or nothing that is cached is to stay.
    var believesDeletions: Bool { acceptsLosses || startsOver }

    /// Whether the library is another server's from now on: nothing that is cached speaks for what cannot be read.
    var startsOver: Bool { options.contains(.startingOver) }

    /// Whether a person saw how little the server lists, and agreed; a library that is begun anew has to be whole.
    var acceptsLosses: Bool { options.contains(.acceptingLargeDeletion) }

    private func readOnce() async throws(SyncError) {
        if startsOver { try await storing { try await services.store.startOver(in: run) } }
        try await recall()
        try await identifyServer()
        try await chooseSection()
        try await decideOnValidators()
        readAgain = rememberedDamage()
        try await readArtists()
        try await readAlbums()
        try await readTracks()
        try await readCollections()
        try await readPlaylists()
        try await stageDeletions()
        try await readMembers()
        try await checkPlaylistsAgain()
        try await checkCounterAgain()
        try await closeGateIfLiedTo()
        try await noteObservations()
        rememberDamage()
        try await rememberWhatWasFound()
    }

    /// Records a run that is not applied.
    ///
    /// That it cannot be recorded changes nothing for the library.
    private func giveUp(_ outcome: String, _ message: String) async {
        do {
            try await services.store.abandon(run, record: record(outcome: outcome, message: message))
        } catch {
            services.emit(DiagnosticEvent(.storeFailed, "\(SyncError(storing: error).message)", reason: reason))
        }
    }

    private func record(outcome: String, message: String? = nil) -> RunRecord {
        var record = RunRecord(run, endedAt: services.now(), outcome: outcome, message: message)
        let traffic = services.client.meter.reading
        record.requests = traffic.requests - recorded.requests
        record.bytes = traffic.bytes - recorded.bytes
        record.verdicts = verdicts
        return record
    }

    private func result(_ summary: CommitSummary) -> RefreshResult {
        let traffic = services.client.meter.reading
        for verdict in summary.verdicts { note(verdict) }
        var result = RefreshResult()
        result.counts = summary.counts.mapValues(KindCounts.init)
        result.rowsWritten = summary.rowsWritten
        result.requests = traffic.requests
        result.bytes = traffic.bytes
        result.artworkRemoved = summary.removedArtworkFiles.count
        result.verdicts = verdicts
        return result
    }

    /// Something worth knowing that is no failure.
    func note(_ verdict: String) { note(verdict, as: .verdict) }

    /// Every finding is an event; the record holds only so many, so that a server full of damage does not fill the
    /// database.
    func note(_ verdict: String, as name: DiagnosticEvent.Name) {
        services.emit(DiagnosticEvent(name, verdict, reason: reason))
        if verdicts.count < Self.verdictLimit { verdicts.append(verdict) }
    }

    private static let verdictLimit = 200
}

/// What one reading of the whole library has found so far.
struct Pass {
    /// What the last refresh left behind, by ``Checkpoint``'s names.
    var remembered: [String: String] = [:]
    /// What earlier ones saw of the validators.
    var observations: [Observation] = []
    /// What this one leaves behind.
    var found: [String: String?] = [:]
    var section = ""
    var sectionUUID: String?
    var machineIdentifier = ""
    /// The server's clock at the first answer, and ours.
    var serverTime: Int64?
    var clientTime: Int64?
    /// Since when updated tracks are to be asked for the next time.
    var tracksSince: Int64?
    var contentChangedAt: Int64?
    /// The section's times: of its settings' last edit, of its last scan's end.
    var updatedAt: Int64?
    var scannedAt: Int64?
    /// Whether everything is read, whatever says that it is what it was; also where nothing that is cached counts.
    var verifies = false
    /// Kinds of which an unmoved counter is believed.
    var believedCounters: Set<ItemKind> = []
    /// Kinds whose lists' validators the study found reliable.
    var believedTags: Set<ItemKind> = []
    /// Kinds whose lists' validators were believed so far, and are put to the test: everything is read.
    var testedTags: Set<ItemKind> = []
    /// Whether the counter moved since the last refresh, as far as there is one.
    var counterMoved = true
    var validators: [String: StoredValidator] = [:]
    var kinds: [ItemKind: KindReading] = [:]
    var tracksLeftOut: Int?
    /// Whether an album belongs to another artist now: its tracks name that one too, and have no new stamp for it.
    var albumsMoved = false
    var playlistPages: [PlaylistPage] = []
    var entriesWereRead = false
    /// Collections and playlists whose content could not be read whole.
    var unreadLists: [ItemKind: Set<RatingKey>] = [:]
    /// The list whose validator said "unchanged" although it was not.
    var liar: String?

    subscript(kind: ItemKind) -> KindReading {
        get { kinds[kind] ?? KindReading() }
        set { kinds[kind] = newValue }
    }

    /// Whether anything that lists could be made of is different.
    var anythingChanged: Bool {
        [ItemKind.artist, .album, .track].contains { kind in
            self[kind].isChanged
        }
    }
}

/// What was read of one kind.
struct KindReading {
    /// Elements that the server lists.
    var total = 0
    /// Keys that the server lists; of tracks only where it matters.
    var seen: Set<Int64> = []
    /// How many items those hold that the server does not compute, as their list says.
    var said: [RatingKey: Int] = [:]
    /// New and changed items.
    var fresh: [RatingKey] = []
    /// Items whose content the server computes at each reading.
    var smart: [RatingKey] = []
    /// Elements without a readable key.
    var unidentified = 0
    /// Items that could not be read, or not as they were written.
    var unread: Set<RatingKey> = []
    /// Items that changed although their stamps did not move: no edit does that, damage that looks like one does.
    var unstamped: Set<RatingKey> = []
    /// Tracks whose album is not listed: perhaps it is only their word for it that is wrong.
    var strays: Set<RatingKey> = []
    /// Items that came, and not as they are: with characters or tags that cannot be, or without their details.
    var flaws = 0
    /// Keys of the albums that came and were not stored, where there was a library.
    var newAlbums: Set<Int64> = []
    /// Elements that the library leaves out.
    var leftOut = 0
    /// Keys of those, of tracks only where all were read: damaged and not stored, or new and without a parent.
    var leftOutKeys: Set<Int64> = []
    /// Items whose parent is not listed.
    var orphans = 0
    /// Stored items that the server no longer lists.
    var vanishing = 0
    /// Whether nothing but its total says where the list ends.
    var endsFull = false
    /// Whether an element stood twice in the list, perhaps in the place of another.
    var hasRepeats = false
    /// What keeps a page from being recognized next time: something on it was left out, or is still to come.
    var unsettled = 0
    /// Whether the whole list was read, so that what it lacks is gone.
    var isComplete = false

    /// Whether the server said that the list is what it was.
    var isNotModified = false
    /// What its first page's head said; of validators, what stands for those of all pages so far.
    var etag: String?
    var lastModified: String?
    var cacheControl: String?
    /// Of the pages so far.
    var bodyHash: String?

    /// Whether anything on the list is new, other or gone.
    var isChanged: Bool { !fresh.isEmpty || vanishing > 0 }

    /// Whether some of it could not be read.
    var isDamaged: Bool { unidentified > 0 || !unread.isEmpty || flaws > 0 }

    /// Notes what a page's head said.
    mutating func note(_ page: Answered) {
        guard let pagesBefore = bodyHash else {
            (etag, lastModified, cacheControl) = (page.etag, page.lastModified, page.cacheControl)
            bodyHash = page.bodyHash
            return
        }
        bodyHash = Self.joined(pagesBefore, page.bodyHash)
        etag = Self.joined(etag, page.etag)
        lastModified = Self.joined(lastModified, page.lastModified)
    }

    /// What stands for both, which moves when either does; nothing where either is missing.
    private static func joined(_ before: String?, _ next: String?) -> String? {
        guard let before, let next else { return nil }
        return ContentHash.of(Data("\(before)\n\(next)".utf8))
    }
}

extension KindCounts {
    init(_ counts: ChangeCounts) {
        new = counts.new
        changed = counts.changed
        unchanged = counts.unchanged
        deleted = counts.deleted
    }
}
