public import Foundation
public import LibraryModel

/// Names a view that can be open; a page below 0 is the first one.
public enum ViewID: Sendable, Hashable {
    /// A page of the grid of albums, from 0.
    case grid(page: Int)
    /// A page of a list of albums that are filtered or in another order than the grid's, from 0.
    case albums(AlbumList, page: Int)
    /// A page of the list of artists by name, from 0.
    case artists(page: Int)
    /// A page of the list of collections by title, from 0.
    case collections(page: Int)
    /// A page of the list of playlists by title, from 0.
    case playlists(page: Int)
    /// An album and its tracks.
    case album(RatingKey)
    /// An artist and the albums.
    case artist(RatingKey)
    /// What a collection holds.
    case collection(RatingKey)
    /// What a playlist holds.
    case playlist(RatingKey)
    /// What a search finds, artists before albums before tracks.
    case search(String)
}

/// Everything that a person sees at one moment.
public struct Screen: Sendable, Equatable {
    /// The open views in the order in which they were opened.
    ///
    /// Pages of the grid come first, and pages of one list stand side by side in their order.
    public var views: [ScreenView] = []
    /// How many albums the whole grid has.
    public var albumCount = 0
    /// The error of the last refresh; nothing since one succeeded.
    public var banner: Banner?
    /// When the last refresh that succeeded ended.
    public var lastRefreshed: Date?
    /// Whether a refresh is under way.
    public var isRefreshing = false

    init() {}

    /// An open view; nothing where it is not open.
    public subscript(id: ViewID) -> ScreenView? { views.first { $0.id == id } }
}

/// One open view.
public struct ScreenView: Sendable, Equatable {
    /// Which one.
    public var id: ViewID
    /// Its heading.
    public var title: String
    /// What is on it, in order.
    ///
    /// An album, artist, collection or playlist comes first on its own view.
    public var tiles: [Tile]
    /// How many items the whole list has, on all of its pages; nothing for a view that is no page of a list.
    public var count: Int?
}

/// One thing on a view.
///
/// What was redrawn between two screens are the tiles that differ.
public struct Tile: Sendable, Equatable {
    /// The item.
    public var key: RatingKey
    /// The item's title.
    public var title: String
    /// The artist or performer, and the year or the album, where the view shows them.
    public var subtitle: String
    /// The content hash of the picture on disk; nothing where there is none.
    ///
    /// ``LibrarySession/picture(of:)`` with ``key`` has its bytes.
    public var artwork: String?
}

/// What an error shows until a refresh succeeds.
public struct Banner: Sendable, Equatable {
    /// What went wrong.
    public var code: SyncError.Code
    /// What failed.
    public var message: String
    /// What a person can do.
    public var advice: String
}

/// What a search found, each kind in its own order.
public struct SearchResults: Sendable, Equatable {
    /// Artists by name.
    public var artists: [Tile] = []
    /// Albums in the order of the grid.
    public var albums: [Tile] = []
    /// Tracks by title.
    public var tracks: [Tile] = []

    init() {}
}
