internal import GRDB
package import LibraryModel

/// How many rows the library has of each kind, without counting them one by one.
///
/// Every commit knows what it inserted and deleted, and brings the numbers along in its own transaction.
enum RowCounts {
    /// The number that was noted last.
    static func noted(_ kind: ItemKind, _ db: Database) throws -> Int? {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT rows FROM rowCount WHERE kind = ?"), arguments: [kind.rawValue])
    }

    static func counted(_ kind: ItemKind, _ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM \(RecordTable.of(kind).name)")) ?? 0
    }

    /// Notes what a commit made of a kind's number, and returns it.
    static func update(_ kind: ItemKind, by writes: RowCounter.Writes, _ db: Database) throws -> Int {
        let before = try noted(kind, db)
        let now = try before.map { $0 + writes.inserts - writes.deletes } ?? counted(kind, db)
        #if DEBUG
        let counted = try counted(kind, db)
        assert(now == counted, "a commit made \(counted) rows of kind \(kind), and noted \(now)")
        #endif
        guard now != before else { return now }
        try db.cachedStatement(
            sql: """
                INSERT INTO rowCount (kind, rows) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET rows = excluded.rows
                """
        ).execute(arguments: [kind.rawValue, now])
        return now
    }
}

extension LibraryStore {
    package func count(_ kind: ItemKind) async throws -> Int {
        try await read { db in try Self.count(kind, db) }
    }

    static func count(_ kind: ItemKind, _ db: Database) throws -> Int {
        try RowCounts.noted(kind, db) ?? RowCounts.counted(kind, db)
    }
}
