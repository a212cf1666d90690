public import LibraryModel
import LibraryStore

/// One page of albums, as the cached library holds them at one moment.
public struct AlbumPage: Sendable, Equatable {
    /// The albums in the order that was asked for; the picture is the one on disk.
    public var albums: [Tile]
    /// The question for the page that follows; nothing where none does.
    public var next: AlbumQuery?
}

/// Albums to be worked with, and what to filter them by.
extension LibrarySession {
    /// One page of the albums that a query asks for.
    ///
    /// ```swift
    /// let filter = AlbumFilter(tags: [Tag(.genre, "dream pop")], years: 1990...1999)
    /// var page = try await session.albums(AlbumQuery(matching: filter, sortedBy: AlbumOrder(.year)))
    /// while let next = page.next { page = try await session.albums(next) }
    /// ```
    ///
    /// For work on a whole list, such as playing all of it: each page goes on behind the one before, whatever a refresh
    /// wrote meanwhile. A list on a screen is a view, ``ViewID/albums(_:page:)``, which is redrawn when it changes.
    ///
    /// Reads the cached library, whatever the server does; throws where that cannot be read.
    public func albums(_ query: AlbumQuery) async throws(SyncError) -> AlbumPage {
        do {
            let page = try await store.albums(query)
            var content = ViewContent(.grid(page: 0), title: "Albums")
            for album in page.albums { content.add(album) }
            return AlbumPage(albums: content.view.tiles, next: page.next)
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// How many albums a filter leaves, those that are shown as one counted once.
    ///
    /// Throws where the cached library cannot be read.
    public func albumCount(matching filter: AlbumFilter) async throws(SyncError) -> Int {
        do {
            return try await store.albumCount(matching: filter)
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// The tags of one kind that albums have, by name, one for all spellings of a word.
    ///
    /// Each is what ``AlbumFilter/tags`` takes, and finds so many albums. Throws where the cached library cannot be
    /// read.
    public func albumTags(_ kind: TagKind) async throws(SyncError) -> [TagCount] {
        do {
            return try await store.albumTags(kind)
        } catch {
            throw SyncError(storing: error)
        }
    }
}
