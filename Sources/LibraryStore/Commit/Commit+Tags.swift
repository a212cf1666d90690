internal import GRDB
internal import LibraryModel

extension Commit {
    /// A tag as one item has it.
    private struct Link: Hashable {
        var tagID: Int64
        /// The item's own spelling, where it is not the tag's.
        var spelling: String?
    }

    /// Brings the tag links of staged items to what was staged.
    ///
    /// Only links that come or go are written.
    mutating func writeTags(_ table: RecordTable) throws {
        try db.execute(
            sql: """
                INSERT INTO tag (kind, name, folded)
                SELECT kind, min(name), folded FROM temp.\(table.stagedTags) AS s
                WHERE ownerKey IN (SELECT ratingKey FROM temp.\(table.staged))
                    AND NOT EXISTS (SELECT 1 FROM tag WHERE tag.kind = s.kind AND tag.folded = s.folded)
                GROUP BY kind, folded ORDER BY kind, folded
                """)
        try linkNewItems(table)
        try relinkKnownItems(table)
    }

    private func linkNewItems(_ table: RecordTable) throws {
        try db.execute(
            sql: """
                INSERT INTO \(table.tagLinks) (\(table.ownerColumn), position, tagID, spelling)
                SELECT s.ratingKey, t.position, tag.id, nullif(t.name, tag.name)
                FROM temp.\(table.staged) AS s
                CROSS JOIN temp.\(table.stagedTags) AS t ON t.ownerKey = s.ratingKey
                CROSS JOIN tag ON tag.kind = t.kind AND tag.folded = t.folded
                WHERE s.change = 1 ORDER BY s.ratingKey, t.position
                """)
    }

    private mutating func relinkKnownItems(_ table: RecordTable) throws {
        let owners = try Row.fetchCursor(
            db, sql: "SELECT ratingKey, change FROM temp.\(table.staged) WHERE change <> 1 ORDER BY ratingKey")
        while let owner = try owners.next() {
            let isRelinked = try relink(owner[0], table)
            if isRelinked, owner[1] == 0 { changedBeside[table.kind, default: 0] += 1 }
        }
    }

    /// Changes the links of one item; says whether there was anything to change.
    private func relink(_ owner: Int64, _ table: RecordTable) throws -> Bool {
        let stored = try db.values(
            """
            SELECT id, position, tagID, spelling FROM \(table.tagLinks)
            WHERE \(table.ownerColumn) = ? ORDER BY position
            """, [owner]
        ) { row in
            StoredPlace(
                rowID: try row.value(0), position: try row.value(1),
                element: Link(tagID: try row.value(2), spelling: try row.optional(3)))
        }
        let wanted = try db.values(
            """
            SELECT tag.id, nullif(t.name, tag.name) FROM temp.\(table.stagedTags) AS t
            CROSS JOIN tag ON tag.kind = t.kind AND tag.folded = t.folded
            WHERE t.ownerKey = ? ORDER BY t.position
            """, [owner]
        ) { row in Link(tagID: try row.value(0), spelling: try row.optional(1)) }
        let change = ListChange(from: stored, to: wanted, spacing: Staging.spacing)
        for row in change.deletedRows {
            try db.cachedStatement(sql: "DELETE FROM \(table.tagLinks) WHERE id = ?").execute(arguments: [row])
        }
        for (position, link) in change.inserted {
            try db.cachedStatement(
                sql:
                    """
                    INSERT INTO \(table.tagLinks) (\(table.ownerColumn), position, tagID, spelling)
                    VALUES (?, ?, ?, ?)
                    """
            ).execute(arguments: [owner, position, link.tagID, link.spelling])
        }
        return !change.isEmpty
    }

    /// Removes tags that no item has any more.
    func deleteUnusedTags() throws {
        guard RecordTable.tagged.contains(where: { counter[$0.tagLinks].deletes > 0 }) else { return }
        let used = RecordTable.tagged.map { "SELECT 1 FROM \($0.tagLinks) WHERE tagID = tag.id" }
        try db.execute(sql: "DELETE FROM tag WHERE NOT EXISTS (\(used.joined(separator: " UNION ALL ")))")
    }
}
