extension CatalogKind {
    /// The number of the kind in `type=` (wire contract, 2.5).
    var wireType: Int {
        switch self {
        case .artist: 8
        case .album: 9
        case .track: 10
        case .playlist: 15
        case .collection: 18
        }
    }

    /// The kind with this number.
    init?(wireType: Int) {
        guard let kind = CatalogKind.allCases.first(where: { $0.wireType == wireType }) else { return nil }
        self = kind
    }

    /// The name of the list of this kind.
    var listName: EndpointName {
        switch self {
        case .artist: .artists
        case .album: .albums
        case .track: .tracks
        case .collection: .collections
        case .playlist: .playlists
        }
    }
}
