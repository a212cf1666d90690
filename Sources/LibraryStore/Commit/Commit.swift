internal import Foundation
internal import GRDB
internal import LibraryModel

/// The parts of a commit, in the order in which they are carried out.
///
/// Parents are written before their children, and everything is written before anything is deleted, so that a child
/// that moved to another parent does not go with its old one.
enum CommitStep: String, CaseIterable, Sendable {
    case artists, albums, tracks, collections, playlists, deletions, merges, tags, lists, artwork, bookkeeping, record
}

/// One commit at work, inside its transaction.
struct Commit {
    let db: Database
    let counter: RowCounter
    var summary = CommitSummary()
    /// Items whose row is equal and whose tags or places are not.
    var changedBeside: [ItemKind: Int] = [:]
    /// Kinds of which items were left out for want of a parent.
    var kindsWithOrphans: Set<ItemKind> = []

    init(_ db: Database, counter: RowCounter) {
        self.db = db
        self.counter = counter
    }

    /// Carries out one step.
    mutating func perform(_ step: CommitStep, run: SyncRun, record: RunRecord) throws {
        switch step {
        case .artists: try writeRows(Artist.storage.table)
        case .albums: try writeRows(Album.storage.table)
        case .tracks: try writeRows(Track.storage.table)
        case .collections: try writeRows(Collection.storage.table)
        case .playlists: try writeRows(Playlist.storage.table)
        case .deletions: try deleteRows()
        case .merges: try writeMerges()
        case .tags: try deleteUnusedTags()
        case .lists: try writeLists()
        case .artwork: try updateArtwork()
        case .bookkeeping:
            try writeBookkeeping()
            try writeObservations()
            try writeKnownPages()
        case .record: try finish(run, record: record)
        }
    }

    /// The last step: the counts are final, the run is over.
    private mutating func finish(_ run: SyncRun, record: RunRecord) throws {
        for table in RecordTable.all { summary.counts[table.kind] = try counts(table) }
        var record = record
        record.counts = summary.counts
        record.artworkRemoved += summary.removedArtworkFiles.count
        record.verdicts += summary.verdicts
        try RunLog.insert(record, of: run, db)
        try db.execute(sql: "DELETE FROM temp.stagedRun")
        summary.rowsWritten = counter.tables.mapValues(\.total)
    }

    private func counts(_ table: RecordTable) throws -> ChangeCounts {
        let writes = counter[table.name]
        let rows = try RowCounts.update(table.kind, by: writes, db)
        let changed = writes.updates + (changedBeside[table.kind] ?? 0)
        return ChangeCounts(
            new: writes.inserts, changed: changed, unchanged: rows - writes.inserts - changed, deleted: writes.deletes)
    }

    /// Remembers an item that had to be left out.
    mutating func noteOrphan(_ kind: ItemKind, _ key: Int64, parent: Int64?) {
        summary.orphanCount += 1
        kindsWithOrphans.insert(kind)
        guard summary.orphans.count < CommitSummary.orphanLimit, let key = RatingKey(key) else { return }
        summary.orphans.append(
            Orphan(kind: kind, ratingKey: key, parentKey: parent.flatMap { RatingKey($0) }))
    }
}

extension LibraryStore {
    package func commit(_ run: SyncRun, record: RunRecord) async throws -> CommitSummary {
        try await commit(run, record: record, beforeStep: { _ in })
    }

    /// The same, with a word before each step, which may end the commit by throwing.
    func commit(
        _ run: SyncRun, record: RunRecord, beforeStep: @Sendable (CommitStep) throws -> Void
    ) async throws -> CommitSummary {
        try await onWriter { db in
            try Staging.check(run, db)
            let counter = RowCounter()
            db.add(transactionObserver: counter, extent: .observerLifetime)
            defer { db.remove(transactionObserver: counter) }
            var commit = Commit(db, counter: counter)
            try db.inTransaction(.immediate) {
                for step in CommitStep.allCases {
                    try beforeStep(step)
                    try commit.perform(step, run: run, record: record)
                }
                return .commit
            }
            // From here on the commit is a fact: what follows only tidies up, and the next run would do it too.
            if !counter.wroteLists { milestones.carry(to: run.id) }
            try? Staging.clear(db)
            giveBackLog(db)
            return commit.summary
        }
    }

    package func abandon(_ run: SyncRun, record: RunRecord) async throws {
        try await onWriterRegardless { db in
            try Staging.check(run, db)
            defer { try? Staging.clear(db) }
            try db.execute(sql: "DELETE FROM temp.stagedRun")
            try db.inTransaction(.immediate) {
                try RunLog.insert(record, of: run, db)
                return .commit
            }
            milestones.carry(to: run.id)
        }
    }
}
