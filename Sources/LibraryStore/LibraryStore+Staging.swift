package import Foundation
internal import GRDB
package import LibraryModel

extension LibraryStore {
    package func begin(reason: SyncReason, at date: Date) async throws -> SyncRun {
        let id = try await onWriter { db in
            if let id = try Staging.currentRun(db) { throw StoreError.runInProgress(id: id) }
            try Staging.clear(db)
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM syncRun") ?? 0
            try db.execute(sql: "INSERT INTO temp.stagedRun (id) VALUES (?)", arguments: [last + 1])
            return last + 1
        }
        return SyncRun(id: id, reason: reason, startedAt: date)
    }

    package func stored<Item: LibraryRecord>(
        _ type: Item.Type, keys: [RatingKey]
    ) async throws -> [RatingKey: Item] {
        try await read { db in try Self.items(Item.self, keys: keys, db) }
    }

    package func upsert<Item: LibraryRecord>(_ items: [Item], in run: SyncRun) async throws {
        try await stage(in: run) { db in
            try Staging.upsert(items, db)
        }
    }

    package func markSeen(_ keys: [RatingKey], of kind: ItemKind, in run: SyncRun) async throws {
        let keys = keyArray(keys)
        try await stage(in: run) { db in
            let insert = try db.cachedStatement(
                sql: "INSERT OR IGNORE INTO temp.\(RecordTable.of(kind).seen) SELECT value FROM json_each(?)")
            try insert.execute(arguments: [keys])
        }
    }

    package func setMembers(
        _ members: [RatingKey], of collection: RatingKey, in run: SyncRun
    ) async throws {
        try await stage(in: run) { db in
            let places = members.lazy.map { (key: $0, itemID: Int64?.none) }
            try Staging.setPlaces(places, of: collection, kind: .collection, db)
        }
    }

    package func setEntries(
        _ entries: [PlaylistEntry], of playlist: RatingKey, in run: SyncRun
    ) async throws {
        try await stage(in: run) { db in
            let places = entries.lazy.map { (key: $0.trackKey, itemID: $0.itemID) }
            try Staging.setPlaces(places, of: playlist, kind: .playlist, db)
        }
    }

    package func prune(_ kind: ItemKind, in run: SyncRun) async throws {
        try await stage(in: run) { db in
            try db.execute(sql: "INSERT OR IGNORE INTO temp.stagedPrune VALUES (?)", arguments: [kind.rawValue])
        }
    }

    package func saveCheckpoints(_ values: [String: String?], in run: SyncRun) async throws {
        try await stage(in: run) { db in
            let insert = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO temp.stagedCheckpoint (name, value) VALUES (?, ?)")
            for (name, value) in values { try insert.execute(arguments: [name, value]) }
        }
    }

    package func saveValidator(
        _ validator: StoredValidator?, for request: String, in run: SyncRun
    ) async throws {
        try await stage(in: run) { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO temp.stagedValidator (request, isKept, etag, lastModified, itemCount)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    request, validator != nil, validator?.etag, validator?.lastModified, validator?.itemCount,
                ])
        }
    }

    package func albumDetails(of albums: [RatingKey]) async throws -> [RatingKey: DetailStamp] {
        let keys = keyArray(albums)
        return try await read { db in
            let query = try db.cachedStatement(
                sql: """
                    SELECT albumKey, stamp, listTags FROM albumDetail
                    WHERE albumKey IN (SELECT value FROM json_each(?))
                    """)
            var details: [RatingKey: DetailStamp] = [:]
            for row in try Row.fetchAll(query, arguments: [keys]) {
                let reader = RowReader(row: row)
                details[try reader.key(0)] = DetailStamp(stamp: try reader.value(1), listTags: try reader.value(2))
            }
            return details
        }
    }

    package func saveAlbumDetails(_ details: [RatingKey: DetailStamp], in run: SyncRun) async throws {
        try await stage(in: run) { db in
            let insert = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO temp.stagedDetail (albumKey, stamp, listTags) VALUES (?, ?, ?)")
            for (album, detail) in details {
                insert.setUncheckedArguments([album.value, detail.stamp, detail.listTags])
                try insert.execute()
            }
        }
    }

    package func startOver(in run: SyncRun) async throws {
        try await stage(in: run) { db in
            try db.execute(sql: "UPDATE temp.stagedRun SET startsOver = 1")
        }
    }

    package func unseen(_ kind: ItemKind, in run: SyncRun, limit: Int) async throws -> Unseen {
        let table = RecordTable.of(kind)
        let rows = "FROM \(table.name) AS row WHERE NOT \(table.wasSeen("row.ratingKey"))"
        return try await onWriter { db in
            try Staging.check(run, db)
            let count = try Int.fetchOne(db, sql: "SELECT count(*) \(rows)") ?? 0
            let keys = try Int64.fetchAll(
                db, sql: "SELECT row.ratingKey \(rows) ORDER BY row.ratingKey LIMIT ?", arguments: [max(0, limit)])
            var named = 0
            if count > 0, let child = RecordTable.all.first(where: { $0.parent?.kind == kind }), let link = child.parent
            {
                named =
                    try Int.fetchOne(
                        db,
                        sql: """
                            SELECT count(*) \(rows) AND (
                                EXISTS (SELECT 1 FROM \(child.name) AS c WHERE c.\(link.column) = row.ratingKey
                                    AND EXISTS (SELECT 1 FROM temp.\(child.seen) WHERE ratingKey = c.ratingKey))
                                OR row.ratingKey IN (SELECT \(link.column) FROM temp.\(child.staged)))
                            """) ?? 0
            }
            return Unseen(count: count, keys: keys.compactMap { RatingKey($0) }, named: named)
        }
    }
}
