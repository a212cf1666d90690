import LibraryModel
import LibraryStore

/// A view with what its pictures are.
struct ViewContent: Sendable {
    var view: ScreenView
    /// Whose picture each tile shows, tile by tile.
    private(set) var owners: [RatingKey?] = []
    /// The pictures that the view wants.
    private(set) var wanted: Set<ArtworkCache.Wanted> = []

    init(_ id: ViewID, title: String) { view = ScreenView(id: id, title: title, tiles: []) }

    mutating func add(
        _ key: RatingKey, _ title: String, _ details: [String?], owner: RatingKey?, thumb: ArtworkReference?,
        hash: String?
    ) {
        let subtitle = details.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
        view.tiles.append(Tile(key: key, title: title, subtitle: subtitle, artwork: owner == nil ? nil : hash))
        owners.append(owner)
        if let owner, let thumb { wanted.insert(.init(owner: owner, reference: thumb)) }
    }

    mutating func add(_ album: AlbumListing) {
        add(
            album.ratingKey, album.title, [album.artistTitle, album.year.map(String.init)], owner: album.ratingKey,
            thumb: album.thumb, hash: album.artworkHash)
    }

    mutating func add(_ artist: ArtistListing) {
        add(
            artist.ratingKey, artist.title, [], owner: artist.ratingKey, thumb: artist.thumb, hash: artist.artworkHash)
    }

    mutating func add(_ list: ListListing) {
        add(list.ratingKey, list.title, [], owner: list.ratingKey, thumb: list.thumb, hash: list.artworkHash)
    }

    /// A track outside of its album: it shows the album's title and picture.
    mutating func add(_ track: TrackListing) {
        add(
            track.ratingKey, track.title, [track.artistTitle, track.albumTitle], owner: track.albumKey,
            thumb: track.thumb, hash: track.artworkHash)
    }

    /// Shows another picture of this item, or none any more; says whether anything looks otherwise now.
    mutating func replacePicture(of owner: RatingKey, with hash: String?) -> Bool {
        var changed = false
        for index in view.tiles.indices where owners[index] == owner && view.tiles[index].artwork != hash {
            view.tiles[index].artwork = hash
            changed = true
        }
        return changed
    }
}

extension LibraryStore {
    /// What a view shows now; nothing where its item is not in the library.
    func content(of id: ViewID, pageSize: Int, searchLimit: Int) async throws -> ViewContent? {
        if let (list, number) = id.page { return try await page(number, of: list, pageSize, id) }
        switch id {
        case .grid, .albums, .artists, .collections, .playlists: return nil
        case .album(let key): return try await album(key).map { Self.content(of: $0, id) }
        case .artist(let key):
            guard let detail = try await artist(key) else { return nil }
            var content = ViewContent(id, title: detail.artist.title)
            content.add(key, detail.artist.title, [], owner: key, thumb: detail.artist.thumb, hash: detail.artworkHash)
            for album in detail.albums { content.add(album) }
            return content
        case .collection(let key): return try await collectionContent(key, id)
        case .playlist(let key): return try await playlistContent(key, id)
        case .search(let text):
            let found = try await search(text, limit: searchLimit)
            var content = ViewContent(id, title: text)
            for artist in found.artists { content.add(artist) }
            for album in found.albums { content.add(album) }
            for track in found.tracks { content.add(track) }
            return content
        }
    }

    private func page(
        _ number: Int, of list: PagedList, _ size: Int, _ id: ViewID
    ) async throws -> ViewContent {
        var content = ViewContent(id, title: list.title)
        // A page beyond all numbers is as empty as any behind the end.
        let (product, isBeyond) = max(0, number).multipliedReportingOverflow(by: size)
        let offset = isBeyond ? Int.max : product
        switch list {
        case .grid, .albums:
            let page = try await albums(of: list.albums ?? AlbumList(), offset: offset, limit: size)
            for album in page.items { content.add(album) }
            content.view.count = page.count
        case .artists:
            let page = try await artistPage(offset: offset, limit: size)
            for artist in page.items { content.add(artist) }
            content.view.count = page.count
        case .collections, .playlists:
            let page = try await listPage(
                list == .collections ? .collection : .playlist, offset: offset, limit: size)
            for item in page.items { content.add(item) }
            content.view.count = page.count
        }
        return content
    }

    /// The album, then its tracks, which wear its picture (wire contract, 2.11).
    private static func content(of detail: AlbumDetail, _ id: ViewID) -> ViewContent {
        var content = ViewContent(id, title: detail.album.title)
        content.add(detail.listing)
        for track in detail.tracks {
            content.add(
                track.ratingKey, track.title, [track.originalTitle], owner: detail.album.ratingKey,
                thumb: detail.album.thumb, hash: detail.listing.artworkHash)
        }
        return content
    }

    private func collectionContent(_ key: RatingKey, _ id: ViewID) async throws -> ViewContent? {
        guard let collection = try await stored(Collection.self, keys: [key])[key] else { return nil }
        let hash = try await artwork(for: [key])[key]?.file?.hash
        var content = ViewContent(id, title: collection.title)
        content.add(key, collection.title, [], owner: key, thumb: collection.thumb, hash: hash)
        for member in try await collectionMembers(key) {
            switch member {
            case .artist(let artist): content.add(artist)
            case .album(let album): content.add(album)
            case .track(let track): content.add(track)
            case .unknown: break  // it has its place in the collection, and nothing to show
            }
        }
        return content
    }

    private func playlistContent(_ key: RatingKey, _ id: ViewID) async throws -> ViewContent? {
        guard let playlist = try await stored(Playlist.self, keys: [key])[key] else { return nil }
        let hash = try await artwork(for: [key])[key]?.file?.hash
        var content = ViewContent(id, title: playlist.title)
        content.add(key, playlist.title, [], owner: key, thumb: playlist.thumb, hash: hash)
        for entry in try await playlistEntries(key) {
            if let track = entry.track {
                content.add(track)
            } else {
                content.add(entry.trackKey, "Unavailable", [], owner: nil, thumb: nil, hash: nil)
            }
        }
        return content
    }
}
