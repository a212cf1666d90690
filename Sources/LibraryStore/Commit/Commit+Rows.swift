internal import GRDB
internal import LibraryModel

extension Commit {
    /// Brings one library table to what was staged: rows that differ are updated, rows that are missing inserted.
    mutating func writeRows(_ table: RecordTable) throws {
        // Most refreshes stage nothing of most kinds.
        guard try Staging.holdsAny(table.staged, db) else { return }
        try setAsideOrphans(table)
        try markChanges(table)
        try noteTouchedAlbums(beforeWriting: table)
        try db.execute(
            sql: """
                UPDATE \(table.name) SET (\(table.columnList(from: 1))) = (
                    SELECT \(table.columnList("s.", from: 1)) FROM temp.\(table.staged) AS s
                    WHERE s.ratingKey = \(table.name).ratingKey)
                WHERE ratingKey IN (SELECT ratingKey FROM temp.\(table.staged) WHERE change = 2)
                """)
        try db.execute(
            sql: """
                INSERT INTO \(table.name) (\(table.columnList()))
                SELECT \(table.columnList()) FROM temp.\(table.staged) WHERE change = 1 ORDER BY ratingKey
                """)
        if table.hasTags { try writeTags(table) }
    }

    /// Leaves out what has no parent, as seen so that it is not pruned, and reports it.
    private mutating func setAsideOrphans(_ table: RecordTable) throws {
        guard let parent = table.parent else { return }
        let orphans = """
            FROM temp.\(table.staged) AS s
            WHERE NOT EXISTS (SELECT 1 FROM \(parent.kind.rawValue) AS p WHERE p.ratingKey = s.\(parent.column))
            """
        let cursor = try Row.fetchCursor(db, sql: "SELECT s.ratingKey, s.\(parent.column) \(orphans) ORDER BY 1")
        while let row = try cursor.next().map({ RowReader(row: $0) }) {
            noteOrphan(table.kind, try row.value(0), parent: try row.optional(1))
        }
        try db.execute(sql: "INSERT OR IGNORE INTO temp.\(table.seen) SELECT s.ratingKey \(orphans)")
        try db.execute(
            sql: "DELETE FROM temp.\(table.staged) WHERE ratingKey IN (SELECT s.ratingKey \(orphans))")
    }

    /// Tells new, different and equal rows apart.
    private func markChanges(_ table: RecordTable) throws {
        try db.execute(
            sql: """
                UPDATE temp.\(table.staged) AS s SET change = (
                    SELECT CASE WHEN (\(table.columnList("r."))) IS (\(table.columnList("s."))) THEN 0 ELSE 2 END
                    FROM \(table.name) AS r WHERE r.ratingKey = s.ratingKey)
                WHERE EXISTS (SELECT 1 FROM \(table.name) AS r WHERE r.ratingKey = s.ratingKey)
                """)
    }
}
