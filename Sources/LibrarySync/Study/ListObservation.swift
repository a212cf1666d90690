public import Foundation
public import LibraryModel
import LibraryStore

/// What one refresh saw of one kind's list: what the study rests on.
public struct ListObservation: Sendable, Equatable {
    /// The number of the refresh: ``RunSummary/id``.
    public var run: Int64
    /// When the refresh began.
    public var at: Date
    /// Whose list it is.
    public var kind: ItemKind
    /// 200 where the list was read, 304 where the server said that it had not changed.
    public var status: Int
    /// The list's `ETag`; where it has several pages, a hash that stands for those of all.
    public var etag: String?
    /// Its `Last-Modified`, in the same way.
    public var lastModified: String?
    /// The `Cache-Control` of its first page.
    public var cacheControl: String?
    /// The section's change counter when the reading began.
    public var contentChangedAt: Int64?
    /// When the section's settings were last edited, seconds since 1970.
    public var updatedAt: Int64?
    /// When the section was last scanned, seconds since 1970.
    public var scannedAt: Int64?
    /// Of the bodies of all pages; nothing where the list was not read whole, or something on it was damaged.
    public var bodyHash: String?
    /// Whether anything that the library keeps of the list was new, other or gone.
    public var isChanged: Bool

    init(_ seen: Observation) {
        run = seen.runID
        at = seen.at
        kind = seen.kind
        status = seen.status
        etag = seen.etag
        lastModified = seen.lastModified
        cacheControl = seen.cacheControl
        contentChangedAt = seen.contentChangedAt
        updatedAt = seen.updatedAt
        scannedAt = seen.scannedAt
        bodyHash = seen.bodyHash
        isChanged = seen.isChanged
    }
}

extension LibrarySession {
    /// What the refreshes so far saw of the server's lists, the oldest first; the last 64 of each kind are kept.
    ///
    /// A refresh that left a list out, since a counter is believed, saw nothing of it. Throws where the cached library
    /// cannot be read.
    public func observations() async throws(SyncError) -> [ListObservation] {
        do {
            return try await store.observations().map(ListObservation.init)
        } catch {
            throw SyncError(storing: error)
        }
    }
}
