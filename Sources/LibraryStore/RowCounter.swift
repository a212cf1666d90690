internal import GRDB

/// Counts the rows that one transaction writes, table by table, those that foreign keys delete included.
///
/// SQLite reports a row also where its new values equal the old ones, so that a needless write cannot hide.
final class RowCounter: TransactionObserver {
    struct Writes {
        var inserts = 0
        var updates = 0
        var deletes = 0
        var total: Int { inserts + updates + deletes }
    }

    private(set) var tables: [String: Writes] = [:]
    private static let observed = Set(LibrarySchema.libraryTables + LibrarySchema.bookkeepingTables)

    subscript(table: String) -> Writes { tables[table] ?? Writes() }

    var total: Int { tables.values.reduce(0) { $0 + $1.total } }

    /// Whether anything was written that says which albums are in a list, and in which order.
    var wroteLists: Bool {
        ["artist", "album", "albumMerge", "collectionMember", "albumTag", "tag"].contains { tables[$0] != nil }
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { Self.observed.contains(eventKind.tableName) }

    func databaseDidChange(with event: DatabaseEvent) {
        switch event.kind {
        case .insert: tables[event.tableName, default: Writes()].inserts += 1
        case .update: tables[event.tableName, default: Writes()].updates += 1
        case .delete: tables[event.tableName, default: Writes()].deletes += 1
        }
    }

    func databaseDidCommit(_ db: Database) {}

    func databaseDidRollback(_ db: Database) {}
}
