internal import GRDB
internal import LibraryModel

extension LibraryStore {
    package func affectedLists(in run: SyncRun) async throws -> AffectedLists {
        try await onWriter { db in
            try Staging.check(run, db)
            let gone = try Self.gone(db)
            let moved = try Self.holdsMembers(db) ? Self.moved : []
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
    private static var moved: [String] {
        let order = ["title", "titleSort", "year", "originallyAvailableAt"]
        let moved = [ItemKind.artist, .album, .track].map { kind in
            let table = RecordTable.of(kind)
            let columns = order.filter(table.columns.contains)
            let (staged, stored) = (columns.map { "s.\($0)" }, columns.map { "r.\($0)" })
            return "SELECT s.ratingKey FROM temp.\(table.staged) AS s JOIN \(table.name) AS r USING (ratingKey) "
                + "WHERE (\(staged.joined(separator: ", "))) IS NOT (\(stored.joined(separator: ", ")))"
        }
        return moved + ["SELECT ratingKey FROM track WHERE albumKey IN (\(moved[1]))"]
    }

    /// A first sync has no collection yet, and everything is staged.
    private static func holdsMembers(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM collectionMember)") ?? false
    }
}
