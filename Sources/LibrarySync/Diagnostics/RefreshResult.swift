public import LibraryModel
import LibraryStore

/// Why a refresh is asked for.
public enum SyncReason: String, Sendable, CaseIterable, Hashable {
    /// The app was started and the cached library is old or missing.
    case launch
    /// A person asked for it; the age of the cached library does not matter.
    case userInitiated
    /// The system gave the app a moment.
    case background
}

/// What a refresh found of one kind of item.
public struct KindCounts: Sendable, Equatable {
    /// Items that were not known before.
    public var new = 0
    /// Items that are different now.
    public var changed = 0
    /// Items that stand as they stood.
    public var unchanged = 0
    /// Items that are gone.
    public var deleted = 0

    /// Counts that are all zero.
    public init() {}
}

/// What a refresh did.
public struct RefreshResult: Sendable, Equatable {
    /// Why it failed; nothing where it succeeded.
    public var error: SyncError?
    /// What was found, by kind; empty where the refresh failed.
    public var counts: [ItemKind: KindCounts] = [:]
    /// Inserts, updates and deletes by database table, bookkeeping included.
    public var rowsWritten: [String: Int] = [:]
    /// Those of them that went to the tables that mirror the server: none where nothing changed.
    public var libraryRowsWritten: Int {
        rowsWritten.reduce(0) { CommitSummary.libraryTables.contains($1.key) ? $0 + $1.value : $0 }
    }
    /// Requests that were sent, repetitions included and pictures not.
    public var requests = 0
    /// Bytes of the answers' bodies.
    public var bytes = 0
    /// Picture files that were removed because their item or its picture is gone.
    public var artworkRemoved = 0
    /// Findings that are no failures: elements left out, pruning withheld, a validator that lied.
    public var verdicts: [String] = []

    /// Whether the cached library now is what the server holds.
    public var isSuccess: Bool { error == nil }

    /// `success`, or the error's code.
    public var outcome: String { error?.code.rawValue ?? RunRecord.success }

    static func failed(_ error: SyncError) -> RefreshResult {
        RefreshResult(error: error)
    }
}
