internal import GRDB
internal import LibraryModel

/// A table of places in lists: members of collections, entries of playlists.
struct ListTable {
    var kind: ItemKind
    var name: String
    var ownerColumn: String
    var itemColumn: String
    /// The column with the server's number of the place, or a constant where there is none.
    var itemID: String

    static let collectionMember = ListTable(
        kind: .collection, name: "collectionMember", ownerColumn: "collectionKey", itemColumn: "memberKey",
        itemID: "NULL")
    static let playlistEntry = ListTable(
        kind: .playlist, name: "playlistEntry", ownerColumn: "playlistKey", itemColumn: "trackKey", itemID: "itemID")

    var insertedColumns: String {
        [ownerColumn, "position", itemColumn].joined(separator: ", ") + (itemID == "NULL" ? "" : ", itemID")
    }
}

extension Commit {
    private struct Place: Hashable {
        var key: Int64
        var itemID: Int64?
    }

    /// Brings members and entries to the lists that were staged.
    ///
    /// Only places that come or go are written.
    mutating func writeLists() throws {
        for table in [ListTable.collectionMember, .playlistEntry] {
            let owners = try Int64.fetchCursor(
                db, sql: "SELECT ownerKey FROM temp.stagedList WHERE kind = ? ORDER BY ownerKey",
                arguments: [table.kind.rawValue])
            while let owner = try owners.next() { try writeList(of: owner, table) }
        }
    }

    private mutating func writeList(of owner: Int64, _ table: ListTable) throws {
        let known = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM \(table.kind.rawValue) WHERE ratingKey = ?)")
        guard try Bool.fetchOne(known, arguments: [owner]) == true else {
            return noteOrphan(table.kind, owner, parent: nil)
        }
        let stored = try db.values(
            """
            SELECT id, position, \(table.itemColumn), \(table.itemID) FROM \(table.name)
            WHERE \(table.ownerColumn) = ? ORDER BY position
            """, [owner]
        ) { row in
            StoredPlace(
                rowID: try row.value(0), position: try row.value(1),
                element: Place(key: try row.value(2), itemID: try row.optional(3)))
        }
        let isChanged = stored.isEmpty ? try writeFirst(owner, table) : try rewrite(owner, stored, table)
        guard isChanged else { return }
        let rows = RecordTable.of(table.kind)
        let isRowWritten = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM temp.\(rows.staged) WHERE ratingKey = ? AND change <> 0)",
            arguments: [owner])
        if isRowWritten != true { changedBeside[table.kind, default: 0] += 1 }
    }

    /// Writes the places of a list that had none.
    private func writeFirst(_ owner: Int64, _ table: ListTable) throws -> Bool {
        try db.cachedStatement(
            sql: """
                INSERT INTO \(table.name) (\(table.insertedColumns))
                SELECT ownerKey, position * \(Staging.spacing), itemKey\(table.itemID == "NULL" ? "" : ", itemID")
                FROM temp.stagedPlace WHERE ownerKey = ? ORDER BY position
                """
        ).execute(arguments: [owner])
        return db.changesCount > 0
    }

    private func rewrite(_ owner: Int64, _ stored: [StoredPlace<Place>], _ table: ListTable) throws -> Bool {
        let wanted = try db.values(
            "SELECT itemKey, itemID FROM temp.stagedPlace WHERE ownerKey = ? ORDER BY position", [owner]
        ) { row in Place(key: try row.value(0), itemID: try row.optional(1)) }
        let change = ListChange(from: stored, to: wanted, spacing: Staging.spacing)
        for row in change.deletedRows {
            try db.cachedStatement(sql: "DELETE FROM \(table.name) WHERE id = ?").execute(arguments: [row])
        }
        let hasID = table.itemID != "NULL"
        let insert = try db.cachedStatement(
            sql: "INSERT INTO \(table.name) (\(table.insertedColumns)) VALUES (?, ?, ?\(hasID ? ", ?" : ""))")
        for (position, place) in change.inserted {
            let values: [Int64?] = hasID ? [owner, position, place.key, place.itemID] : [owner, position, place.key]
            try insert.execute(arguments: StatementArguments(values))
        }
        return !change.isEmpty
    }
}
