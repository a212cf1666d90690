public import Foundation
public import LibraryModel
import LibraryStore

/// A picture as its file holds it.
public struct Picture: Sendable, Equatable {
    /// The file: PNG, JPEG, GIF or WebP.
    public var data: Data
    /// The content hash, which ``Tile/artwork`` of every tile with this picture is.
    public var hash: String
}

/// Items with everything that is known of them, for what a screen's tiles do not say: how long a track is, what plays it.
extension LibrarySession {
    /// An album and its tracks by disc, place and title, of one moment; nothing where the cached library has none.
    ///
    /// Albums that a scanner split are one, with the tracks of all. Nothing is loaded for it: every refresh brings the tracks
    /// of all albums. Throws where the cached library cannot be read.
    public func album(_ key: RatingKey) async throws(SyncError) -> (album: Album, tracks: [Track])? {
        do {
            return try await store.album(key).map { ($0.album, $0.tracks) }
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// Those of these tracks that the cached library has, such as the entries of a playlist.
    ///
    /// Throws where the cached library cannot be read.
    public func tracks(_ keys: [RatingKey]) async throws(SyncError) -> [RatingKey: Track] {
        do {
            return try await store.stored(Track.self, keys: keys)
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// The picture of an item; nothing where the item has none, or is not in the cached library.
    ///
    /// A track has that of its album. What is on disk is returned at once, even where a newer one is being fetched: a
    /// tile that shows it is redrawn then, with another hash. What is not on disk is fetched, and waited for.
    ///
    /// Throws what is in the way: ``SyncError/Code/offline`` and the like, or ``SyncError/Code/noPicture``. When the
    /// waiting task is cancelled, the picture still comes.
    public func picture(of item: RatingKey) async throws(SyncError) -> Picture? {
        do {
            guard let wanted = try await store.picture(of: item) else { return nil }
            return try await artwork.picture(of: .init(owner: wanted.owner, reference: wanted.reference))
        } catch {
            throw SyncError(storing: error)
        }
    }
}
