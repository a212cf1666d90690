internal import GRDB
internal import LibraryModel

extension Commit {
    /// Puts the pictures that are wanted now on the work list, and forgets those whose item has none any more.
    ///
    /// Only items that have an artwork row are concerned: artwork is fetched when a screen first asks for it.
    mutating func updateArtwork() throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM artwork)") == true else { return }
        if try Staging.startsOver(db) { return try forgetArtwork() }
        let touched = RecordTable.all.filter { $0.kind != .track }.flatMap {
            ["SELECT ratingKey FROM temp.\($0.staged)", "SELECT ratingKey FROM temp.\($0.doomed)"]
        }.joined(separator: " UNION ALL ")
        let owners = "ownerKey IN (\(touched))"
        let wanted = Artwork.wantedReference("artwork.ownerKey")
        let gone = try String.fetchAll(
            db,
            sql: "SELECT DISTINCT fileName FROM artwork WHERE \(owners) AND \(wanted) IS NULL AND fileName IS NOT NULL")
        try db.execute(sql: "DELETE FROM artwork WHERE \(owners) AND \(wanted) IS NULL")
        try db.execute(
            sql: "UPDATE artwork SET reference = \(wanted) WHERE \(owners) AND reference IS NOT \(wanted)")
        summary.removedArtworkFiles = try Artwork.unused(gone, db)
    }

    /// Another server's picture may have the same reference.
    private mutating func forgetArtwork() throws {
        summary.removedArtworkFiles = try String.fetchAll(
            db, sql: "SELECT DISTINCT fileName FROM artwork WHERE fileName IS NOT NULL ORDER BY fileName")
        try db.execute(sql: "DELETE FROM artwork")
    }

    /// Writes checkpoints, validators and details that differ from the stored ones.
    func writeBookkeeping() throws {
        if try Staging.startsOver(db) {
            try db.execute(
                sql: """
                    DELETE FROM checkpoint WHERE name NOT IN (SELECT name FROM temp.stagedCheckpoint);
                    DELETE FROM validator WHERE request NOT IN (SELECT request FROM temp.stagedValidator);
                    DELETE FROM albumDetail WHERE albumKey NOT IN (SELECT albumKey FROM temp.stagedDetail);
                    """)
        }
        try execute(
            """
            DELETE FROM checkpoint WHERE name IN (SELECT name FROM temp.stagedCheckpoint WHERE value IS NULL)
            """,
            """
            INSERT INTO checkpoint (name, value)
            SELECT name, value FROM temp.stagedCheckpoint AS s
            WHERE value IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM checkpoint AS c WHERE c.name = s.name AND c.value = s.value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            where: "stagedCheckpoint")
        try execute(
            """
            DELETE FROM validator WHERE request IN (SELECT request FROM temp.stagedValidator WHERE isKept = 0)
            """,
            """
            INSERT INTO validator (request, etag, lastModified, itemCount)
            SELECT request, etag, lastModified, itemCount FROM temp.stagedValidator AS s
            WHERE isKept = 1 AND NOT EXISTS (
                SELECT 1 FROM validator AS v WHERE v.request = s.request
                AND (v.etag, v.lastModified, v.itemCount) IS (s.etag, s.lastModified, s.itemCount))
            ON CONFLICT (request) DO UPDATE SET
                etag = excluded.etag, lastModified = excluded.lastModified, itemCount = excluded.itemCount
            """,
            where: "stagedValidator")
        try execute(
            """
            INSERT INTO albumDetail (albumKey, stamp, listTags)
            SELECT albumKey, stamp, listTags FROM temp.stagedDetail AS s
            WHERE EXISTS (SELECT 1 FROM album WHERE ratingKey = s.albumKey)
            ON CONFLICT (albumKey) DO UPDATE SET stamp = excluded.stamp, listTags = excluded.listTags
            """,
            where: "stagedDetail")
    }

    /// Runs statements that carry over what is in a staging table, if anything is.
    private func execute(_ statements: String..., where table: String) throws {
        guard try Staging.holdsAny(table, db) else { return }
        for sql in statements { try db.cachedStatement(sql: sql).execute() }
    }
}
