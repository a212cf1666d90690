internal import GRDB
package import LibraryModel

extension LibraryStore {
    /// The collections or playlists whose content the server computes.
    package func computedLists(_ kind: ItemKind) async throws -> [RatingKey] {
        guard kind == .collection || kind == .playlist else { return [] }
        return try await read { db in
            try Int64.fetchAll(db, sql: "SELECT ratingKey FROM \(kind.rawValue) WHERE isSmart = 1 ORDER BY ratingKey")
                .compactMap { RatingKey($0) }
        }
    }

    package func members(of collection: RatingKey) async throws -> [RatingKey] {
        try await read { db in
            try Int64.fetchAll(
                db, sql: "SELECT memberKey FROM collectionMember WHERE collectionKey = ? ORDER BY position",
                arguments: [collection.value])
        }.compactMap { RatingKey($0) }
    }

    package func entries(of playlist: RatingKey) async throws -> [PlaylistEntry] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT itemID, trackKey FROM playlistEntry WHERE playlistKey = ? ORDER BY position",
                arguments: [playlist.value]
            ).map { row in
                let row = RowReader(row: row)
                return PlaylistEntry(itemID: try row.optional(0), trackKey: try row.key(1))
            }
        }
    }

    package func checkpoints() async throws -> [String: String] {
        try await read { db in
            let rows: [(String, String)] = try db.values("SELECT name, value FROM checkpoint") { row in
                (try row.value(0), try row.value(1))
            }
            return Dictionary(rows) { first, _ in first }
        }
    }

    package func validators() async throws -> [String: StoredValidator] {
        try await read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT request, etag, lastModified, itemCount FROM validator")
            var result: [String: StoredValidator] = [:]
            while let row = try rows.next() {
                let row = RowReader(row: row)
                result[try row.value(0)] = StoredValidator(
                    etag: try row.optional(1), lastModified: try row.optional(2), itemCount: try row.optional(3))
            }
            return result
        }
    }

    /// The items with these keys, tags included.
    static func items<Item: LibraryRecord>(
        _ type: Item.Type, keys: [RatingKey], _ db: Database
    ) throws -> [RatingKey: Item] {
        guard !keys.isEmpty else { return [:] }
        let storage = Item.storage
        let wanted: StatementArguments = [keyArray(keys)]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT \(storage.table.columnList("r.")) FROM (SELECT DISTINCT value FROM json_each(?)) AS k
                    CROSS JOIN \(storage.table.name) AS r ON r.ratingKey = k.value
                    """), arguments: wanted)
        var result: [RatingKey: Item] = [:]
        result.reserveCapacity(keys.count)
        while let row = try rows.next() {
            let item = try storage.decode(RowReader(row: row))
            result[item.ratingKey] = item
        }
        guard let access = storage.tags, !result.isEmpty else { return result }
        for (owner, tags) in try tags(of: storage.table, wanted, db) {
            guard var item = result[owner] else { continue }
            access.set(&item, tags)
            result[owner] = item
        }
        return result
    }

    private static func tags(
        of table: RecordTable, _ owners: StatementArguments, _ db: Database
    ) throws -> [RatingKey: [Tag]] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT l.\(table.ownerColumn), tag.kind, coalesce(l.spelling, tag.name)
                    FROM (SELECT DISTINCT value FROM json_each(?)) AS k
                    CROSS JOIN \(table.tagLinks) AS l ON l.\(table.ownerColumn) = k.value
                    CROSS JOIN tag ON tag.id = l.tagID
                    ORDER BY l.\(table.ownerColumn), l.position
                    """), arguments: owners)
        var result: [RatingKey: [Tag]] = [:]
        while let row = try rows.next() {
            let row = RowReader(row: row)
            guard let kind = TagKind(rawValue: try row.value(1)) else { continue }
            result[try row.key(0), default: []].append(Tag(kind, try row.value(2)))
        }
        return result
    }
}
