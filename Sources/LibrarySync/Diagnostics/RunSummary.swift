public import Foundation
public import LibraryModel
import LibraryStore

/// What is kept of a refresh.
public struct RunSummary: Sendable, Equatable, Identifiable {
    /// Its number, one more than that of the refresh before it.
    public var id: Int64
    /// Why it was asked for.
    public var reason: SyncReason
    /// When it began.
    public var startedAt: Date
    /// When it ended.
    public var endedAt: Date
    /// `success`, or the code of the error that ended it; `restarted` where everything was read again.
    public var outcome: String
    /// The error's sentence.
    public var message: String?
    /// What was found, by kind; empty where it failed.
    public var counts: [ItemKind: KindCounts]
    /// Requests that were sent, repetitions included and pictures not.
    public var requests: Int
    /// Bytes of the answers' bodies.
    public var bytes: Int
    /// Pictures that were fetched because of it.
    public var artworkFetched: Int
    /// Picture files that were removed because of it.
    public var artworkRemoved: Int
    /// Pictures that it wanted and that could not be had then; they are asked for again.
    public var artworkFailed: Int
    /// Findings that are no failures.
    public var verdicts: [String]

    init(_ record: RunRecord) {
        id = record.id
        reason = SyncReason(rawValue: record.reason.rawValue) ?? .background
        startedAt = record.startedAt
        endedAt = record.endedAt
        outcome = record.outcome
        message = record.message
        counts = record.counts.mapValues(KindCounts.init)
        requests = record.requests
        bytes = record.bytes
        artworkFetched = record.artworkFetched
        artworkRemoved = record.artworkRemoved
        artworkFailed = record.artworkFailed
        verdicts = record.verdicts
    }
}

/// The last refreshes of the library in a folder, the latest first, `limit` at most; the last 200 are kept.
///
/// Takes no lock and writes nothing, so that it works while a session has the library open. Throws where there is no
/// library in the folder, or it cannot be read.
public func syncRuns(in folder: URL, limit: Int = 200) throws(SyncError) -> [RunSummary] {
    do {
        return try StoreInspection(folder: folder).runs(limit: limit).map(RunSummary.init)
    } catch {
        throw SyncError(storing: error)
    }
}
