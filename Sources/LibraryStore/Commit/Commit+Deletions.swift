internal import GRDB
internal import LibraryModel

extension Commit {
    /// Deletes what the run's prunes say, children before parents, so that each kind is decided with what remains.
    mutating func deleteRows() throws {
        guard try Staging.holdsAny("stagedPrune", db) else { return }
        let tracks = Track.storage.table
        let albums = Album.storage.table
        let artists = Artist.storage.table
        try doom(tracks)
        // Where only changed tracks were read, an album's tracks are unseen and go with it; a track that was seen
        // proves that its album is still there.
        try doom(
            albums,
            unless: "SELECT 1 FROM track AS c WHERE c.albumKey = row.ratingKey AND \(tracks.wasSeen("c.ratingKey"))")
        try doom(
            artists,
            unless: """
                SELECT 1 FROM album AS c WHERE c.artistKey = row.ratingKey
                AND NOT EXISTS (SELECT 1 FROM temp.\(albums.doomed) AS d WHERE d.ratingKey = c.ratingKey)
                """)
        try doom(Collection.storage.table)
        try doom(Playlist.storage.table)

        try noteTouchedAlbumsBeforeDeleting()
        try deleteMemberships()
        for table in [tracks, albums, artists, Collection.storage.table, Playlist.storage.table] {
            try db.execute(
                sql: "DELETE FROM \(table.name) WHERE ratingKey IN (SELECT ratingKey FROM temp.\(table.doomed))")
        }
    }

    /// Lists the rows of one kind that must go, if the kind is pruned at all.
    private mutating func doom(_ table: RecordTable, unless survivor: String? = nil) throws {
        guard try Staging.isPruned(table.kind, db) else { return }
        let unseen = "FROM \(table.name) AS row WHERE NOT \(table.wasSeen("row.ratingKey"))"
        guard let survivor else {
            return try db.execute(sql: "INSERT INTO temp.\(table.doomed) SELECT row.ratingKey \(unseen)")
        }
        try db.execute(
            sql: "INSERT INTO temp.\(table.doomed) SELECT row.ratingKey \(unseen) AND NOT EXISTS (\(survivor))")
        let doomed = db.changesCount
        let all = try Int.fetchOne(db, sql: "SELECT count(*) \(unseen)") ?? 0
        if all > doomed { summary.keptParents[table.kind] = all - doomed }
    }

    /// Takes what is deleted out of collections.
    ///
    /// Playlists keep the place of a track that they cannot find.
    private func deleteMemberships() throws {
        let gone = RecordTable.all.map { "SELECT ratingKey FROM temp.\($0.doomed)" }
        let inAlbums = "SELECT ratingKey FROM track WHERE albumKey IN (SELECT ratingKey FROM temp.doomedAlbum)"
        try db.execute(
            sql: """
                DELETE FROM collectionMember
                WHERE memberKey IN (\((gone + [inAlbums]).joined(separator: " UNION ALL ")))
                """)
    }
}
