package import FakePlex

extension LibrarySnapshot {
    /// What a client holds that has synced a section of this catalog rightly.
    ///
    /// Written after the wire contract (2.5, 2.11, 2.15) and shares no code with the endpoints or the engine, so that
    /// all three must agree.
    package init(_ catalog: Catalog, section: String) {
        self.init()
        let origin = catalog.server.secondOriginAddress
        let artists = catalog.artists.filter { $0.section == section }
        for artist in artists { tables[.artists, default: [:]][artist.ratingKey] = Self.row(artist, origin) }
        for artist in artists {
            for album in artist.albumKeys.compactMap({ catalog.album($0) }) {
                tables[.albums, default: [:]][album.ratingKey] = Self.row(album, origin)
                for track in album.trackKeys.compactMap({ catalog.track($0) }) {
                    tables[.tracks, default: [:]][track.ratingKey] = Self.row(track, of: album)
                }
            }
        }
        for collection in catalog.collections where collection.section == section {
            // A mosaic of nothing is no picture.
            let hasPicture = catalog.thumbPath(of: collection.ratingKey) != nil
            tables[.collections, default: [:]][collection.ratingKey] = Self.row(collection, origin, hasPicture)
        }
        for playlist in catalog.playlists where playlist.section == section {
            let hasPicture = catalog.thumbPath(of: playlist.ratingKey) != nil
            tables[.playlists, default: [:]][playlist.ratingKey] = Self.row(playlist, origin, hasPicture)
        }
    }

    private static func row(_ artist: CatalogArtist, _ origin: String) -> Row {
        [
            artist.listedGuid, artist.title, artist.listedTitleSort, text(artist.summary),
            SnapshotText.number(artist.userRating), thumb(artist.ratingKey, artist.artwork, artist.updatedAt, origin),
            String(artist.addedAt), String(artist.updatedAt),
            tags(genres: artist.genres, styles: artist.styles, moods: artist.moods),
        ]
    }

    private static func row(_ album: CatalogAlbum, _ origin: String) -> Row {
        [
            String(album.artistKey), album.listedGuid, album.title, album.listedTitleSort, album.studio,
            text(album.summary), album.year.map(String.init), album.originallyAvailableAt,
            SnapshotText.number(album.rating), SnapshotText.number(album.userRating),
            thumb(album.ratingKey, album.artwork, album.updatedAt, origin), String(album.addedAt),
            String(album.updatedAt),
            tags(genres: album.genres, styles: album.styles, moods: album.moods),
        ]
    }

    private static func row(_ track: CatalogTrack, of album: CatalogAlbum) -> Row {
        [
            String(track.albumKey), String(album.artistKey), track.listedGuid, track.title, track.listedTitleSort,
            track.originalTitle,
            String(track.disc ?? 1), track.index.map(String.init), track.duration.map(String.init),
            SnapshotText.number(track.userRating), track.media.key, track.media.container, track.media.codec,
            String(track.media.bitrate), String(track.media.size), String(track.addedAt), String(track.updatedAt),
        ]
    }

    private static func row(_ collection: CatalogCollection, _ origin: String, _ hasPicture: Bool) -> Row {
        [
            collection.listedGuid, collection.title, collection.listedTitleSort, text(collection.summary),
            collection.subtype.rawValue, collection.isSmart ? "1" : "0",
            collection.artwork == nil && hasPicture
                ? "/library/collections/\(collection.ratingKey)/composite/\(collection.updatedAt)?width=400&height=600"
                : thumb(collection.ratingKey, collection.artwork, collection.updatedAt, origin),
            String(collection.addedAt), String(collection.updatedAt), list(collection.memberKeys),
        ]
    }

    private static func row(_ playlist: CatalogPlaylist, _ origin: String, _ hasPicture: Bool) -> Row {
        [
            playlist.listedGuid, playlist.title, playlist.listedTitleSort, text(playlist.summary),
            playlist.isSmart ? "1" : "0",
            !hasPicture
                ? nil
                : (playlist.artwork?.isElsewhere == true ? origin : "")
                    + "/playlists/\(playlist.ratingKey)/composite/\(playlist.artwork?.stamp ?? playlist.updatedAt)",
            String(playlist.addedAt), String(playlist.updatedAt), list(playlist.entries.map(\.trackKey)),
        ]
    }

    /// A path on the server, or the whole address of a picture that is on another origin.
    private static func thumb(_ key: Int, _ artwork: Artwork?, _ updatedAt: Int, _ origin: String) -> String? {
        artwork.map { "\($0.isElsewhere ? origin : "")/library/metadata/\(key)/thumb/\($0.stamp ?? updatedAt)" }
    }

    private static func text(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func list(_ keys: [Int]) -> String? {
        keys.isEmpty ? nil : keys.map(String.init).joined(separator: ",")
    }

    private static func tags(genres: [String], styles: [String], moods: [String]) -> String? {
        SnapshotText.tags(
            genres.map { ("genre", $0) } + styles.map { ("style", $0) } + moods.map { ("mood", $0) })
    }
}
