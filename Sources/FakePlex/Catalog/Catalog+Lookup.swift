extension Catalog {
    /// All artists, by rising rating key.
    public var artists: [CatalogArtist] { artistTable.all }
    /// All albums, by rising rating key.
    public var albums: [CatalogAlbum] { albumTable.all }
    /// All tracks, by rising rating key.
    public var tracks: [CatalogTrack] { trackTable.all }
    /// All collections, by rising rating key.
    public var collections: [CatalogCollection] { collectionTable.all }
    /// All playlists, by rising rating key.
    public var playlists: [CatalogPlaylist] { playlistTable.all }

    /// The artist with this rating key.
    public func artist(_ ratingKey: Int) -> CatalogArtist? { artistTable[ratingKey] }
    /// The album with this rating key.
    public func album(_ ratingKey: Int) -> CatalogAlbum? { albumTable[ratingKey] }
    /// The track with this rating key.
    public func track(_ ratingKey: Int) -> CatalogTrack? { trackTable[ratingKey] }
    /// The collection with this rating key.
    public func collection(_ ratingKey: Int) -> CatalogCollection? { collectionTable[ratingKey] }
    /// The playlist with this rating key.
    public func playlist(_ ratingKey: Int) -> CatalogPlaylist? { playlistTable[ratingKey] }

    /// How many items of a kind there are.
    public func count(of kind: CatalogKind) -> Int {
        switch kind {
        case .artist: artistTable.count
        case .album: albumTable.count
        case .track: trackTable.count
        case .collection: collectionTable.count
        case .playlist: playlistTable.count
        }
    }

    /// The kind of the item with this rating key.
    public func kind(of ratingKey: Int) -> CatalogKind? {
        if trackTable.contains(ratingKey) { return .track }
        if albumTable.contains(ratingKey) { return .album }
        if artistTable.contains(ratingKey) { return .artist }
        if collectionTable.contains(ratingKey) { return .collection }
        return playlistTable.contains(ratingKey) ? .playlist : nil
    }

    /// The item with this rating key, of whatever kind.
    public func item(_ ratingKey: Int) -> (any CatalogItem)? {
        switch kind(of: ratingKey) {
        case .artist: artistTable[ratingKey]
        case .album: albumTable[ratingKey]
        case .track: trackTable[ratingKey]
        case .collection: collectionTable[ratingKey]
        case .playlist: playlistTable[ratingKey]
        case nil: nil
        }
    }

    /// The item with this id, of whatever kind.
    public func item(id: String) -> (any CatalogItem)? {
        ratingKey(of: id).flatMap { item($0) }
    }

    /// The rating key of the item with this id.
    public func ratingKey(of id: String) -> Int? { keysByID[id] }

    /// The author's id of the item with this rating key.
    public func id(of ratingKey: Int) -> String? { item(ratingKey)?.id }

    /// Calls with every item, by kind and rising rating key.
    func forEachItem(of kinds: [CatalogKind], _ body: (any CatalogItem) -> Void) {
        for kind in kinds {
            switch kind {
            case .artist: artistTable.forEach(body)
            case .album: albumTable.forEach(body)
            case .track: trackTable.forEach(body)
            case .collection: collectionTable.forEach(body)
            case .playlist: playlistTable.forEach(body)
            }
        }
    }

    /// The section that an item of this key stands in.
    func section(of ratingKey: Int) -> CatalogSection? {
        let key: String? =
            switch kind(of: ratingKey) {
            case .artist: artistTable[ratingKey]?.section
            case .album: albumTable[ratingKey].flatMap { artistTable[$0.artistKey]?.section }
            case .track:
                trackTable[ratingKey].flatMap { albumTable[$0.albumKey] }.flatMap { artistTable[$0.artistKey]?.section }
            case .collection: collectionTable[ratingKey]?.section
            case .playlist: playlistTable[ratingKey]?.section
            case nil: nil
            }
        return sections.first { $0.key == key }
    }
}
