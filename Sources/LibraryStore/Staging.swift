internal import GRDB
internal import LibraryModel

/// The temporary tables that hold a run until it is committed.
///
/// They belong to the writing connection, live in an unlinked file of SQLite's own, and cost memory only as far as its
/// page cache goes.
enum Staging {
    /// How far apart the places of a list are laid out, so that others fit between them later.
    static let spacing: Int64 = 1 << 20

    static func create(_ db: Database) throws {
        // So that the room which a large run took is given back when it is over.
        try db.execute(sql: "PRAGMA temp.auto_vacuum = FULL")
        for table in RecordTable.all {
            // change: 1 where the library has no such row, 2 where its row differs, 0 where it is equal.
            try db.execute(
                sql: """
                    CREATE TEMP TABLE \(table.staged) (
                        \(table.columns.map { $0 == "ratingKey" ? "ratingKey INTEGER PRIMARY KEY" : "\"\($0)\"" }
                            .joined(separator: ", ")),
                        change INTEGER NOT NULL DEFAULT 1);
                    CREATE TEMP TABLE \(table.seen) (ratingKey INTEGER PRIMARY KEY);
                    CREATE TEMP TABLE \(table.doomed) (ratingKey INTEGER PRIMARY KEY);
                    """)
            guard table.hasTags else { continue }
            try db.execute(
                sql: """
                    CREATE TEMP TABLE \(table.stagedTags) (
                        ownerKey INTEGER NOT NULL, position INTEGER NOT NULL,
                        kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
                        PRIMARY KEY (ownerKey, position)) WITHOUT ROWID
                    """)
        }
        try db.execute(
            sql: """
                CREATE TEMP TABLE stagedRun (id INTEGER PRIMARY KEY, startsOver INTEGER NOT NULL DEFAULT 0);
                CREATE TEMP TABLE stagedPrune (kind TEXT PRIMARY KEY);
                CREATE TEMP TABLE stagedList (ownerKey INTEGER PRIMARY KEY, kind TEXT NOT NULL);
                CREATE TEMP TABLE stagedPlace (
                    ownerKey INTEGER NOT NULL, position INTEGER NOT NULL, itemKey INTEGER NOT NULL, itemID INTEGER,
                    PRIMARY KEY (ownerKey, position)) WITHOUT ROWID;
                CREATE TEMP TABLE stagedCheckpoint (name TEXT PRIMARY KEY, value TEXT);
                CREATE TEMP TABLE stagedValidator (
                    request TEXT PRIMARY KEY, isKept INTEGER NOT NULL, etag TEXT, lastModified TEXT, itemCount INTEGER);
                CREATE TEMP TABLE stagedObservation (
                    runID, at, kind, status, etag, lastModified, cacheControl, contentChangedAt, updatedAt, scannedAt,
                    bodyHash, isChanged);
                CREATE TEMP TABLE stagedDetail (
                    albumKey INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, listTags TEXT NOT NULL);
                CREATE TEMP TABLE stagedKnownList (kind TEXT PRIMARY KEY);
                -- Without a hash: the page that is known already.
                CREATE TEMP TABLE stagedKnownPage (
                    request TEXT PRIMARY KEY, kind TEXT NOT NULL, bodyHash TEXT, total INTEGER, "offset" INTEGER,
                    items BLOB);
                -- What a commit changed that decides which albums are one: see Commit.writeMerges().
                CREATE TEMP TABLE touchedAlbum (ratingKey INTEGER PRIMARY KEY);
                CREATE TEMP TABLE touchedGroup (artistKey INTEGER NOT NULL, titleFolded TEXT NOT NULL, year INTEGER);
                """)
    }

    /// Empties every table but the one that names the run.
    static func clear(_ db: Database) throws {
        // Each deletion outside of a transaction is one of its own; and most tables are empty.
        try db.inSavepoint {
            for table in clearedTables where try holdsAny(table, db) {
                try db.cachedStatement(sql: "DELETE FROM temp.\(table)").execute()
            }
            return .commit
        }
    }

    private static let clearedTables =
        RecordTable.all.flatMap { [$0.staged, $0.seen, $0.doomed] + ($0.hasTags ? [$0.stagedTags] : []) } + [
            "stagedPrune", "stagedList", "stagedPlace", "stagedCheckpoint", "stagedValidator", "stagedDetail",
            "stagedObservation", "stagedKnownList", "stagedKnownPage", "touchedAlbum", "touchedGroup",
        ]

    /// The number of the run in progress.
    static func currentRun(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT id FROM temp.stagedRun"))
    }

    /// Whether the run takes the place of everything that is remembered.
    static func startsOver(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT startsOver FROM temp.stagedRun")) ?? false
    }

    static func check(_ run: SyncRun, _ db: Database) throws {
        guard try currentRun(db) == run.id else { throw StoreError.noSuchRun(id: run.id) }
    }

    static func isPruned(_ kind: ItemKind, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM temp.stagedPrune WHERE kind = ?)"),
            arguments: [kind.rawValue]) ?? false
    }

    /// Whether a staging table holds any row.
    static func holdsAny(_ table: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM temp.\(table))")) ?? false
    }

    static func upsert<Item: LibraryRecord>(_ items: [Item], _ db: Database) throws {
        let storage = Item.storage
        let table = storage.table
        let marks = databaseQuestionMarks(table.columns.count)
        let row = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO temp.\(table.staged) (\(table.columnList())) VALUES (\(marks))")
        for item in items {
            row.setUncheckedArguments(StatementArguments(storage.encode(item)))
            try row.execute()
        }
        guard let tags = storage.tags else { return }
        let clear = try db.cachedStatement(sql: "DELETE FROM temp.\(table.stagedTags) WHERE ownerKey = ?")
        let link = try db.cachedStatement(
            sql: "INSERT INTO temp.\(table.stagedTags) (ownerKey, position, kind, name, folded) VALUES (?, ?, ?, ?, ?)")
        for item in items {
            clear.setUncheckedArguments([item.ratingKey.value])
            try clear.execute()
            for (index, tag) in tags.get(item).enumerated() {
                link.setUncheckedArguments([
                    item.ratingKey.value, Int64(index) * spacing, tag.kind.rawValue, tag.name, folded(tag.name),
                ])
                try link.execute()
            }
        }
    }

    /// Lays out a list anew.
    static func setPlaces(
        _ places: some Sequence<(key: RatingKey, itemID: Int64?)>, of owner: RatingKey, kind: ItemKind, _ db: Database
    ) throws {
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO temp.stagedList (ownerKey, kind) VALUES (?, ?)")
            .execute(arguments: [owner.value, kind.rawValue])
        try db.cachedStatement(sql: "DELETE FROM temp.stagedPlace WHERE ownerKey = ?")
            .execute(arguments: [owner.value])
        let insert = try db.cachedStatement(
            sql: "INSERT INTO temp.stagedPlace (ownerKey, position, itemKey, itemID) VALUES (?, ?, ?, ?)")
        for (position, place) in places.enumerated() {
            insert.setUncheckedArguments([owner.value, position, place.key.value, place.itemID])
            try insert.execute()
        }
    }
}

/// `?, ?, ?`: the schema's step and the statement of it agree on how many.
private func databaseQuestionMarks(_ count: Int) -> String {
    repeatElement("?", count: count).joined(separator: ", ")
}

/// Keys as one argument of a statement, which reads them back with `json_each`.
func keyArray(_ keys: some Sequence<RatingKey>) -> String {
    "[" + keys.map { String($0.value) }.joined(separator: ",") + "]"
}
