internal import GRDB

/// Albums that may be one, and the rows of `albumMerge` that say which of them are.
struct AlbumGroup {
    var artistKey: Int64
    var titleFolded: String
    var year: Int64?

    /// What tells groups apart, of the album that an SQL name stands for.
    static func columns(_ album: String) -> String { "\(album).artistKey, \(album).titleFolded, \(album).year" }

    /// An SQL condition: this album has another one in its group.
    static func hasSibling(_ album: String) -> String {
        """
        EXISTS (SELECT 1 FROM album AS sibling WHERE sibling.artistKey = \(album).artistKey
            AND sibling.titleFolded = \(album).titleFolded AND sibling.year IS \(album).year
            AND sibling.ratingKey <> \(album).ratingKey)
        """
    }

    /// The groups that a query finds, which selects ``columns(_:)``.
    static func all(_ query: String, _ db: Database) throws -> [AlbumGroup] {
        try db.values(query) { row in
            AlbumGroup(artistKey: try row.value(0), titleFolded: try row.value(1), year: try row.optional(2))
        }
    }

    /// Brings the rows of this group's albums to what the rule says; writes only those that differ.
    func merge(_ db: Database) throws {
        let albums = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT al.ratingKey, mg.shownKey FROM album AS al
                    LEFT JOIN albumMerge AS mg ON mg.albumKey = al.ratingKey
                    WHERE al.artistKey = ? AND al.titleFolded = ? AND al.year IS ? ORDER BY al.ratingKey
                    """), arguments: [artistKey, titleFolded, year])
        var merge = AlbumMerge()
        for album in albums {
            let key: Int64 = album[0]
            let stored: Int64? = album[1]
            // Most albums are alone in their group: their tracks need not be read.
            let shown = albums.count > 1 ? merge.add(key, try Self.places(of: key, db)) : nil
            guard stored != shown else { continue }
            if let shown {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO albumMerge (albumKey, shownKey) VALUES (?, ?)
                        ON CONFLICT (albumKey) DO UPDATE SET shownKey = excluded.shownKey
                        """
                ).execute(arguments: [key, shown])
            } else {
                try db.cachedStatement(sql: "DELETE FROM albumMerge WHERE albumKey = ?").execute(arguments: [key])
            }
        }
    }

    private static func places(of album: Int64, _ db: Database) throws -> Set<AlbumMerge.Place> {
        Set(
            try db.values("SELECT disc, \"index\", titleFolded FROM track WHERE albumKey = ?", [album]) { row in
                AlbumMerge.Place(
                    disc: try row.value(0), index: try row.optional(1), titleFolded: try row.value(2))
            })
    }

    /// Computes all of `albumMerge` anew, in a transaction of its own, where another version computed it or none did.
    ///
    /// `user_version` says which did. Not a migration's step: those never change, and this rule may.
    static func bringUpToDate(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA user_version") != version else { return }
        try db.inTransaction(.immediate) {
            try db.execute(sql: "DELETE FROM albumMerge")
            let groups = try all(
                "SELECT \(columns("al")) FROM album AS al GROUP BY \(columns("al")) HAVING count(*) > 1", db)
            for group in groups { try group.merge(db) }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// Rises with every change of the rule, of ``AlbumMerge`` and of ``folded(_:)``.
    private static let version = 1
}
