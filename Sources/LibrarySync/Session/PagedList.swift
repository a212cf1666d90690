import LibraryModel

/// A list that is shown page by page.
enum PagedList: Hashable, Sendable {
    case grid
    case albums(AlbumList)
    case artists, collections, playlists

    /// The heading of its pages.
    var title: String {
        switch self {
        case .grid, .albums: "Albums"
        case .artists: "Artists"
        case .collections: "Collections"
        case .playlists: "Playlists"
        }
    }

    /// Which albums it shows, where it shows any.
    var albums: AlbumList? {
        switch self {
        case .grid: AlbumList()
        case .albums(let list): list
        case .artists, .collections, .playlists: nil
        }
    }
}

extension ViewID {
    /// Which page of which list it is; nothing for a view that is no page of a list.
    var page: (list: PagedList, number: Int)? {
        switch self {
        case .grid(let page): (.grid, page)
        case .albums(let list, let page): (.albums(list), page)
        case .artists(let page): (.artists, page)
        case .collections(let page): (.collections, page)
        case .playlists(let page): (.playlists, page)
        case .album, .artist, .collection, .playlist, .search: nil
        }
    }
}
