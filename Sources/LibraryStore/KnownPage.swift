internal import Foundation
internal import GRDB
package import LibraryModel

/// A page of a list whose every item stands in the library as the page has it.
///
/// A refresh that gets the very same page again knows that nothing on it changed, and which items are on it, without
/// parsing it and without reading a row.
package struct KnownPage: Sendable, Equatable {
    /// One item of a page.
    package struct Item: Sendable, Equatable {
        package var key: Int64
        /// What it belongs to, where its kind belongs to something: an album's artist.
        package var parent: Int64?

        /// An item, and what it belongs to.
        package init(key: Int64, parent: Int64? = nil) {
            self.key = key
            self.parent = parent
        }
    }

    /// Of the answer's body, and of everything else that decides what is read in it.
    package var bodyHash: String
    /// `totalSize` and `offset`, where the server gave them.
    package var total: Int?
    package var offset: Int?
    /// In the page's order.
    package var items: [Item]

    /// A page as it was read.
    package init(bodyHash: String, total: Int?, offset: Int?, items: [Item]) {
        self.bodyHash = bodyHash
        self.total = total
        self.offset = offset
        self.items = items
    }
}

extension KnownPage {
    /// Two numbers an item, of which 0 is no parent: a page of a thousand is 16 KB.
    fileprivate var packedItems: Data {
        var data = Data(capacity: items.count * 16)
        for item in items {
            for number in [item.key, item.parent ?? 0] {
                withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
            }
        }
        return data
    }

    fileprivate static func items(_ packed: Data) -> [Item] {
        packed.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count - 15, by: 16).map { place in
                let key = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Int64.self))
                let parent = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: place + 8, as: Int64.self))
                return Item(key: key, parent: parent == 0 ? nil : parent)
            }
        }
    }
}

extension LibraryStore {
    package func knownPage(_ request: String, bodyHash: String) async throws -> KnownPage? {
        try await read { db in
            let query = try db.cachedStatement(
                sql: "SELECT total, \"offset\", items FROM knownPage WHERE request = ? AND bodyHash = ?")
            return try Row.fetchOne(query, arguments: [request, bodyHash]).map { row in
                let row = RowReader(row: row)
                return KnownPage(
                    bodyHash: bodyHash, total: try row.optional(0), offset: try row.optional(1),
                    items: KnownPage.items(try row.value(2)))
            }
        }
    }

    package func setKnownPages(_ pages: [String: KnownPage?], of kind: ItemKind, in run: SyncRun) async throws {
        try await stage(in: run) { db in
            try db.execute(sql: "INSERT OR IGNORE INTO temp.stagedKnownList VALUES (?)", arguments: [kind.rawValue])
            let insert = try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO temp.stagedKnownPage VALUES (?, ?, ?, ?, ?, ?)")
            for (request, page) in pages {
                try insert.execute(arguments: [
                    request, kind.rawValue, page?.bodyHash, page?.total, page?.offset, page?.packedItems,
                ])
            }
        }
    }
}

extension Commit {
    /// Replaces the known pages of the lists that were read whole.
    ///
    /// None is kept of a kind of which items were set aside: they stand on a page and not in the library. Nor of one of
    /// which rows were written although its list was not read whole. A run that starts over knows nothing of the pages of
    /// before.
    func writeKnownPages() throws {
        if try Staging.startsOver(db) { try db.execute(sql: "DELETE FROM knownPage") }
        for table in RecordTable.all where counter[table.name].total + counter[table.tagLinks].total > 0 {
            try db.cachedStatement(
                sql: "DELETE FROM knownPage WHERE kind = ?1 AND ?1 NOT IN (SELECT kind FROM temp.stagedKnownList)"
            ).execute(arguments: [table.kind.rawValue])
        }
        guard try Staging.holdsAny("stagedKnownList", db) else { return }
        let withHoles = kindsWithOrphans.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        try db.execute(
            sql: """
                DELETE FROM temp.stagedKnownPage WHERE kind IN (\(withHoles));
                DELETE FROM knownPage WHERE kind IN (SELECT kind FROM temp.stagedKnownList)
                    AND request NOT IN (SELECT request FROM temp.stagedKnownPage);
                INSERT INTO knownPage (request, kind, bodyHash, total, "offset", items)
                SELECT request, kind, bodyHash, total, "offset", items FROM temp.stagedKnownPage AS s
                WHERE bodyHash IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM knownPage AS k WHERE k.request = s.request AND k.bodyHash = s.bodyHash)
                ON CONFLICT (request) DO UPDATE SET kind = excluded.kind, bodyHash = excluded.bodyHash,
                    total = excluded.total, "offset" = excluded."offset", items = excluded.items;
                """)
    }
}
