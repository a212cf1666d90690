package import Foundation
package import LibraryModel

/// Why a refresh was asked for.
package enum SyncReason: String, Sendable, CaseIterable {
    case launch, userInitiated, background
}

/// One reconciliation, from ``SyncStore/begin(reason:at:)`` to its commit or its abandonment.
package struct SyncRun: Sendable, Equatable, Identifiable {
    /// One more than the last recorded run's; a run that was killed leaves its number to the next.
    package let id: Int64
    package let reason: SyncReason
    package let startedAt: Date

    /// A run as the store numbers it.
    package init(id: Int64, reason: SyncReason, startedAt: Date) {
        self.id = id
        self.reason = reason
        self.startedAt = startedAt
    }
}

/// What became of the items of one kind.
package struct ChangeCounts: Sendable, Equatable {
    package var new: Int
    package var changed: Int
    /// Items that stand as they stood before, whether this run read them one by one or not.
    package var unchanged: Int
    /// Items that are gone, those that went with their parent included.
    package var deleted: Int

    /// Counts, zero where not given.
    package init(new: Int = 0, changed: Int = 0, unchanged: Int = 0, deleted: Int = 0) {
        self.new = new
        self.changed = changed
        self.unchanged = unchanged
        self.deleted = deleted
    }
}

/// What is kept of a run, for diagnostics.
package struct RunRecord: Sendable, Equatable, Identifiable {
    /// The outcome that ``LibraryStore/lastRefreshed()`` looks for.
    package static let success = "success"

    package var id: Int64
    package var reason: SyncReason
    package var startedAt: Date
    package var endedAt: Date
    /// ``success``, or the code of what went wrong.
    package var outcome: String
    package var message: String?
    package var counts: [ItemKind: ChangeCounts]
    package var requests: Int
    /// Bytes of answers, as they came.
    package var bytes: Int
    package var artworkFetched: Int
    package var artworkRemoved: Int
    /// Pictures that were asked for and did not come.
    package var artworkFailed: Int
    /// Findings that are no failures: skipped elements, answers of a study, refused prunes.
    package var verdicts: [String]

    /// The record of a run, with nothing counted yet.
    package init(_ run: SyncRun, endedAt: Date, outcome: String, message: String? = nil) {
        id = run.id
        reason = run.reason
        startedAt = run.startedAt
        self.endedAt = endedAt
        self.outcome = outcome
        self.message = message
        counts = [:]
        requests = 0
        bytes = 0
        artworkFetched = 0
        artworkRemoved = 0
        artworkFailed = 0
        verdicts = []
    }
}

/// What a server's answer to one request was known by.
package struct StoredValidator: Sendable, Equatable {
    package var etag: String?
    package var lastModified: String?
    /// How many items the answer listed.
    package var itemCount: Int?

    /// A validator as the answer's head gave it.
    package init(etag: String? = nil, lastModified: String? = nil, itemCount: Int? = nil) {
        self.etag = etag
        self.lastModified = lastModified
        self.itemCount = itemCount
    }
}

/// When an album's details were last read, so that they are not read again before they can be others.
package struct DetailStamp: Sendable, Equatable {
    /// The album's `updatedAt` then.
    package var stamp: Int64
    /// The tags that its list gave then, in a form that can be compared.
    package var listTags: String

    /// Details that were read for this stamp.
    package init(stamp: Int64, listTags: String) {
        self.stamp = stamp
        self.listTags = listTags
    }
}

/// Rows of one kind that a run has not seen: what pruning would delete.
package struct Unseen: Sendable, Equatable {
    /// How many there are.
    package var count: Int
    /// The first of them, smallest key first, as many as were asked for.
    package var keys: [RatingKey]
    /// How many of them a child still names that this run did see, so that the server's lists contradict each other.
    ///
    /// Such a parent is not pruned.
    package var named: Int

    /// What a run has not seen.
    package init(count: Int, keys: [RatingKey], named: Int) {
        self.count = count
        self.keys = keys
        self.named = named
    }
}

/// Collections and playlists whose content the run may change without a word of their own list's.
package struct AffectedLists: Sendable, Equatable {
    package var collections: [RatingKey]
    package var playlists: [RatingKey]

    /// Lists by their keys.
    package init(collections: [RatingKey], playlists: [RatingKey]) {
        self.collections = collections
        self.playlists = playlists
    }
}

/// An item that was staged and left out, because its parent is known neither to the library nor to the run.
package struct Orphan: Sendable, Equatable {
    package var kind: ItemKind
    package var ratingKey: RatingKey
    /// The parent that is missing; absent where members or entries were set for a list that does not exist.
    package var parentKey: RatingKey?

    /// An item without its parent.
    package init(kind: ItemKind, ratingKey: RatingKey, parentKey: RatingKey?) {
        self.kind = kind
        self.ratingKey = ratingKey
        self.parentKey = parentKey
    }
}

/// What a commit did.
package struct CommitSummary: Sendable, Equatable {
    /// Inserts, updates and deletes by table, as an observer of the committing connection counted them.
    ///
    /// Library tables and bookkeeping tables stand under their own names; tables without writes are absent.
    package var rowsWritten: [String: Int]
    package var counts: [ItemKind: ChangeCounts]
    /// Names of artwork files that no row refers to any more: the caller removes them.
    package var removedArtworkFiles: [String]
    /// How many staged items were left out for want of a parent, and the first ``orphanLimit`` of them.
    package var orphanCount: Int
    package var orphans: [Orphan]
    /// How many unseen parents were kept because something that was seen, or that is not pruned, belongs to them.
    package var keptParents: [ItemKind: Int]

    /// How many orphans are named.
    package static let orphanLimit = 100

    /// A summary of nothing.
    package init() {
        rowsWritten = [:]
        counts = [:]
        removedArtworkFiles = []
        orphanCount = 0
        orphans = []
        keptParents = [:]
    }

    /// The tables that hold the library itself; all others are bookkeeping.
    package static let libraryTables: Set<String> = Set(LibrarySchema.libraryTables)

    /// Writes to library tables alone: zero for a refresh that found nothing.
    package var libraryRowsWritten: Int {
        rowsWritten.reduce(0) { Self.libraryTables.contains($1.key) ? $0 + $1.value : $0 }
    }

    /// What the commit left out or kept, in sentences; they stand in the run's record, too.
    package var verdicts: [String] {
        var verdicts: [String] = []
        if orphanCount > 0 {
            let keys = orphans.prefix(5).map { "\($0.kind.rawValue) \($0.ratingKey)" }
            verdicts.append(
                "\(orphanCount) items were left out for want of a parent, \(keys.joined(separator: ", ")).")
        }
        for (kind, count) in keptParents.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            verdicts.append("\(count) unlisted \(kind.plural) were kept, since items belong to them.")
        }
        return verdicts
    }
}
