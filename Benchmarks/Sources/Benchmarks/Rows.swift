import Foundation
import GRDB
import LibraryStore

/// Every row of a synced library, to be inserted again into an empty one.
struct Rows: Sendable {
    private struct Table: Sendable {
        var name: String
        var columns: [String]
        var rows: [[DatabaseValue]]
    }

    private var tables: [Table] = []

    /// In this order parents come before children.
    private static let names = [
        "artist", "album", "track", "collection", "collectionMember", "playlist", "playlistEntry", "tag", "artistTag",
        "albumTag", "albumDetail",
    ]

    /// Seconds that inserting the rows of this folder's library into an empty one takes.
    ///
    /// In a child, since so many rows in memory slow down whatever comes after them.
    static func secondsInserting(rowsOf folder: URL) throws -> Double {
        try Child.output(of: ["insert-once", folder.path])
    }

    /// What the child does.
    static func insertOnce(_ folder: String) async throws {
        let target = Scratch()
        let rows = try Rows(of: URL(filePath: folder))
        try Child.say(try await rows.timeInserting(into: target.url).seconds)
    }

    /// Reads a library that no session has open.
    private init(of folder: URL) throws {
        let queue = try DatabaseQueue(path: Self.file(in: folder))
        tables = try queue.read { db in
            try Self.names.map { name in
                let columns = try db.columns(in: name).map(\.name)
                let all = try Row.fetchAll(db, sql: "SELECT * FROM \(name) ORDER BY rowid")
                return Table(name: name, columns: columns, rows: all.map { Array($0.databaseValues) })
            }
        }
        try queue.close()
    }

    /// Inserts them through GRDB, one statement a table, in one transaction: the floor of writing.
    ///
    /// The library is made by the store, so that tables, indexes and constraints are its own.
    private func timeInserting(into folder: URL) async throws -> Duration {
        try LibraryStore.open(folder: folder).close()
        let pool = try DatabasePool(path: Self.file(in: folder))
        let tables = tables
        let time = try await pool.writeWithoutTransaction { db in
            try ContinuousClock().measure {
                try db.inTransaction(.immediate) {
                    for table in tables {
                        let names = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
                        let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
                        let insert = try db.makeStatement(
                            sql: "INSERT INTO \(table.name) (\(names)) VALUES (\(marks))")
                        for row in table.rows {
                            insert.setUncheckedArguments(StatementArguments(row))
                            try insert.execute()
                        }
                    }
                    return .commit
                }
            }
        }
        try pool.close()
        return time
    }

    private static func file(in folder: URL) -> String { folder.appending(path: "library.sqlite").path }
}
