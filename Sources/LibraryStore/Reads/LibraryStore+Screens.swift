internal import GRDB
package import LibraryModel

extension LibraryStore {
    /// The most rows that one read returns, whatever it was asked for.
    package static let largestPage = 10_000

    private static func window(_ offset: Int, _ limit: Int) -> StatementArguments {
        [min(max(0, limit), largestPage), max(0, offset)]
    }

    /// How many albums the grid has.
    package func albumCount() async throws -> Int {
        try await read { db in try Self.shownAlbumCount(db) }
    }

    /// One page of the list of artists: by name, then key.
    package func artists(offset: Int, limit: Int) async throws -> [ArtistListing] {
        try await artistPage(offset: offset, limit: limit).items
    }

    /// The same, with how many there are.
    package func artistPage(offset: Int, limit: Int) async throws -> ListPage<ArtistListing> {
        try await read { db in
            let artists = try db.values(
                """
                SELECT \(ListingQuery.artistColumns) FROM \(ListingQuery.artistSource)
                ORDER BY \(ListingQuery.artistOrder) LIMIT ? OFFSET ?
                """, Self.window(offset, limit), ListingQuery.artist)
            return ListPage(items: artists, count: try Self.count(.artist, db))
        }
    }

    /// One page of the list of collections: by title, then key.
    package func collections(offset: Int, limit: Int) async throws -> [ListListing] {
        try await listPage(.collection, offset: offset, limit: limit).items
    }

    /// One page of the list of playlists: by title, then key.
    package func playlists(offset: Int, limit: Int) async throws -> [ListListing] {
        try await listPage(.playlist, offset: offset, limit: limit).items
    }

    /// One page of the list of collections or of playlists, with how many there are.
    package func listPage(_ kind: ItemKind, offset: Int, limit: Int) async throws -> ListPage<ListListing> {
        let table = kind == .collection ? ListTable.collectionMember : .playlistEntry
        // Albums that are shown as one have one place in a collection.
        let count =
            table.kind == .collection
            ? "count(DISTINCT coalesce((SELECT shownKey FROM albumMerge WHERE albumKey = p.memberKey), p.memberKey))"
            : "count(*)"
        return try await read { db in
            let lists = try db.values(
                """
                SELECT l.ratingKey, l.title, l.isSmart,
                    (SELECT \(count) FROM \(table.name) AS p WHERE p.\(table.ownerColumn) = l.ratingKey),
                    l.thumb, w.hash
                FROM \(table.kind.rawValue) AS l LEFT JOIN artwork AS w ON w.ownerKey = l.ratingKey
                ORDER BY l.sortFolded, l.ratingKey LIMIT ? OFFSET ?
                """, Self.window(offset, limit), ListingQuery.list)
            return ListPage(items: lists, count: try Self.count(table.kind, db))
        }
    }

    /// An album with its tracks and those of the albums that are shown within it, of one moment.
    ///
    /// For an album that is shown within another one, that other one. Nothing where the library has no such album.
    package func album(_ key: RatingKey) async throws -> AlbumDetail? {
        try await read { db in
            let key = try Self.shownAlbum(key, db)
            guard let album = try Self.items(Album.self, keys: [key], db)[key] else { return nil }
            let listing = try db.values(
                "SELECT \(ListingQuery.albumColumns) FROM \(ListingQuery.albumSource) WHERE al.ratingKey = ?",
                [key.value], ListingQuery.album
            ).first
            guard let listing else { return nil }
            let storage = Track.storage
            let tracks = try db.values(
                """
                SELECT \(storage.table.columnList("tr.")) FROM track AS tr
                WHERE tr.albumKey IN (SELECT ?1 UNION ALL SELECT albumKey FROM albumMerge WHERE shownKey = ?1)
                ORDER BY \(ListingQuery.trackOrder)
                """, [key.value], storage.decode)
            return AlbumDetail(album: album, listing: listing, tracks: tracks)
        }
    }

    private static func shownAlbum(_ key: RatingKey, _ db: Database) throws -> RatingKey {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT shownKey FROM albumMerge WHERE albumKey = ?"), arguments: [key.value]
        ).flatMap { RatingKey($0) } ?? key
    }

    /// An artist and the albums, of one moment; nothing where the library has no such artist.
    package func artist(_ key: RatingKey) async throws -> ArtistDetail? {
        try await read { db in
            guard let artist = try Self.items(Artist.self, keys: [key], db)[key] else { return nil }
            let hash = try String.fetchOne(
                db, sql: "SELECT hash FROM artwork WHERE ownerKey = ?", arguments: [key.value])
            let albums = try db.values(
                """
                SELECT \(ListingQuery.albumColumns) FROM \(ListingQuery.shownAlbums) AND al.artistKey = ?
                ORDER BY \(ListingQuery.albumOrder)
                """, [key.value], ListingQuery.album)
            return ArtistDetail(artist: artist, artworkHash: hash, albums: albums)
        }
    }

    /// What a collection holds, in its order; empty where the library has no such collection.
    ///
    /// Albums that are shown as one stand where the first of them does.
    package func collectionMembers(_ key: RatingKey) async throws -> [MemberListing] {
        try await read { db in
            let places = "FROM collectionMember AS m CROSS JOIN"
            let artists = try db.values(
                """
                SELECT \(ListingQuery.artistColumns) \(places) artist AS ar ON ar.ratingKey = m.memberKey
                LEFT JOIN artwork AS arw ON arw.ownerKey = ar.ratingKey WHERE m.collectionKey = ?
                """, [key.value], ListingQuery.artist)
            let albums = try db.values(
                """
                SELECT \(ListingQuery.albumColumns), m.memberKey FROM collectionMember AS m
                LEFT JOIN albumMerge AS mg ON mg.albumKey = m.memberKey
                JOIN album AS al ON al.ratingKey = coalesce(mg.shownKey, m.memberKey)
                JOIN artist AS ar ON ar.ratingKey = al.artistKey
                LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey WHERE m.collectionKey = ?
                """, [key.value]
            ) { row in (try row.key(ListingQuery.albumColumnCount), try ListingQuery.album(row)) }
            let tracks = try db.values(
                """
                SELECT \(ListingQuery.trackColumns) \(places) \(ListingQuery.trackSource)
                WHERE tr.ratingKey = m.memberKey AND m.collectionKey = ?
                """, [key.value], ListingQuery.track)
            var known: [RatingKey: MemberListing] = [:]
            for artist in artists { known[artist.ratingKey] = .artist(artist) }
            for (member, album) in albums { known[member] = .album(album) }
            for track in tracks { known[track.ratingKey] = .track(track) }
            var shown: Set<RatingKey> = []
            return try db.values(
                "SELECT memberKey FROM collectionMember WHERE collectionKey = ? ORDER BY position", [key.value]
            ) { row in
                let member = try row.key(0)
                return known[member] ?? .unknown(member)
            }.filter { member in
                guard case .album(let album) = member else { return true }
                return shown.insert(album.ratingKey).inserted
            }
        }
    }

    /// What a playlist holds, in its order; empty where the library has no such playlist.
    package func playlistEntries(_ key: RatingKey) async throws -> [EntryListing] {
        try await read { db in
            try db.values(
                """
                SELECT e.itemID, e.trackKey, \(ListingQuery.trackColumns)
                FROM playlistEntry AS e LEFT JOIN track AS tr ON tr.ratingKey = e.trackKey
                LEFT JOIN albumMerge AS mg ON mg.albumKey = tr.albumKey
                LEFT JOIN album AS al ON al.ratingKey = coalesce(mg.shownKey, tr.albumKey)
                LEFT JOIN artist AS ar ON ar.ratingKey = al.artistKey
                LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey
                WHERE e.playlistKey = ? ORDER BY e.position
                """, [key.value]
            ) { row in
                let isKnown = try row.optionalKey(2) != nil
                return EntryListing(
                    itemID: try row.optional(0), trackKey: try row.key(1),
                    track: isKnown ? try ListingQuery.track(RowReader(row: row.row, offset: 2)) : nil)
            }
        }
    }
}
