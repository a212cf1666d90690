internal import GRDB
internal import LibraryModel

extension LibraryStore {
    package func affectedLists(in run: SyncRun) async throws -> AffectedLists {
        try await onWriter { db in
            try Staging.check(run, db)
            let gone = try Self.gone(db)
            let moved = try Self.moved(db)
            return AffectedLists(
                collections: try Self.lists(
                    "collectionKey", "collectionMember", "memberKey", holding: gone + moved, db),
                playlists: try Self.lists("playlistKey", "playlistEntry", "trackKey", holding: gone, db))
        }
    }

    private static func lists(
        _ owner: String, _ table: String, _ item: String, holding keys: [String], _ db: Database
    ) throws -> [RatingKey] {
        guard !keys.isEmpty else { return [] }
        let held = keys.joined(separator: " UNION ALL ")
        return try Int64.fetchAll(
            db, sql: "SELECT DISTINCT \(owner) FROM \(table) WHERE \(item) IN (\(held)) ORDER BY \(owner)"
        ).compactMap { RatingKey($0) }
    }

    /// Queries for the keys of what the prunes would delete.
    private static func gone(_ db: Database) throws -> [String] {
        var gone: [String] = []
        for table in RecordTable.all where try Staging.isPruned(table.kind, db) {
            gone.append("SELECT ratingKey FROM \(table.name) AS row WHERE NOT \(table.wasSeen("row.ratingKey"))")
        }
        if try Staging.isPruned(.album, db) {
            let album = RecordTable.of(.album)
            let inAlbum =
                "NOT \(album.wasSeen("row.albumKey")) AND NOT \(RecordTable.of(.track).wasSeen("row.ratingKey"))"
            gone.append("SELECT ratingKey FROM track AS row WHERE \(inAlbum)")
        }
        return gone
    }

    /// Queries for the keys of what was staged with other values in what a collection may be ordered by: titles and
    /// releases, of tracks their album's.
    ///
    /// Most refreshes stage nothing, and a first sync, which stages everything, has no collection yet.
    private static func moved(_ db: Database) throws -> [String] {
        let staged = try [ItemKind.artist, .album, .track].map(RecordTable.of).filter {
            try Staging.holdsAny($0.staged, db)
        }
        guard !staged.isEmpty, try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM collectionMember)") == true
        else { return [] }
        return staged.flatMap { table in
            let columns = ["title", "titleSort", "year", "originallyAvailableAt"].filter(table.columns.contains)
            let (new, old) = (columns.map { "s.\($0)" }, columns.map { "r.\($0)" })
            let moved =
                "SELECT s.ratingKey FROM temp.\(table.staged) AS s JOIN \(table.name) AS r USING (ratingKey) "
                + "WHERE (\(new.joined(separator: ", "))) IS NOT (\(old.joined(separator: ", ")))"
            return table.kind == .album ? [moved, "SELECT ratingKey FROM track WHERE albumKey IN (\(moved))"] : [moved]
        }
    }
}
