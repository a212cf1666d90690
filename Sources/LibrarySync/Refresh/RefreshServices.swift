import Foundation
import LibraryModel
import LibraryStore

/// What a refresh works with.
struct RefreshServices: Sendable {
    var client: PlexClient
    var store: LibraryStore
    /// The section's key, where the app chose one.
    var sectionKey: String?
    /// Rows of a page.
    var pageSize: Int
    var now: @Sendable () -> Date
    var emit: @Sendable (DiagnosticEvent) -> Void

    /// How often everything is read when the server's answers do not fit together.
    static let passes = 3
    /// The longest that validators are believed without reading everything.
    static let trust: TimeInterval = 7 * 24 * 3_600
    /// Seconds by which "since the last refresh" reaches further back: clocks are read in whole seconds, and a request
    /// takes its time.
    static let overlap: Int64 = 60
    /// Items that are asked for by their keys at once.
    static let detailBatch = 100
    /// The most pruned albums whose tracks are counted one by one; with more, all tracks are read.
    static let countedAlbums = 200
}

extension [RatingKey] {
    /// As many at a time as one request asks for: ``RefreshServices/detailBatch``.
    var batches: [[RatingKey]] {
        stride(from: 0, to: count, by: RefreshServices.detailBatch).map { start in
            Array(dropFirst(start).prefix(RefreshServices.detailBatch))
        }
    }
}

/// Runs a store's method and says what its error means for the refresh.
func storing<R>(_ body: () async throws -> R) async throws(SyncError) -> R {
    do { return try await body() } catch { throw SyncError(storing: error) }
}
