import Foundation

#if canImport(CSQLite)
import CSQLite
#else
import SQLite3
#endif

/// A database file as SQLite alone sees it, so that a test shares no code with the store.
final class RawSQLite {
    struct Failure: Error, Equatable, CustomStringConvertible {
        /// SQLite's primary result code.
        var code: Int32
        var description: String

        /// A constraint refused it, or the type of a STRICT table's column.
        var isRefusal: Bool { code == SQLITE_CONSTRAINT }
    }

    private var handle: OpaquePointer?

    /// Opens a file, which is made where it is missing, with foreign keys enforced.
    init(_ file: URL) throws {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(file.path, &handle, flags, nil)
        guard code == SQLITE_OK else { throw failure(code) }
        try run("PRAGMA foreign_keys = ON")
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs statements.
    func run(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// The rows of one query as text.
    func rows(_ sql: String) throws -> [[String?]] {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard code == SQLITE_OK else { throw failure(code) }
        defer { sqlite3_finalize(statement) }
        var rows: [[String?]] = []
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw failure(code) }
            rows.append(
                (0..<sqlite3_column_count(statement)).map { column in
                    sqlite3_column_text(statement, column).map { String(cString: $0) }
                })
        }
    }

    /// What SQLite finds wrong with the file; nothing where it is whole.
    func damage() throws -> [String] {
        let integrity = try rows("PRAGMA integrity_check").compactMap { $0[0] }.filter { $0 != "ok" }
        return integrity + (try rows("PRAGMA foreign_key_check").map { "\($0) refers to nothing" })
    }

    /// Tables and indexes by name, each with the words that made it.
    func schema() throws -> [String: String] {
        let rows = try rows(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'grdb_migrations'")
        return Dictionary(rows.map { ($0[0] ?? "", $0[1] ?? "") }) { first, _ in first }
    }

    private func failure(_ code: Int32) -> Failure {
        Failure(code: code & 0xFF, description: handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory")
    }
}
