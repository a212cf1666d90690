package import Foundation

#if canImport(CSQLite)
import CSQLite
#else
import SQLite3
#endif

/// Why a database file could not be read or written.
package struct SQLiteError: Error, CustomStringConvertible, Equatable {
    package var file: String
    package var code: Int32
    package var message: String
    package var description: String { "\(file): SQLite says \(message) (\(code))" }
}

/// A database file, opened with nothing but SQLite.
///
/// The judge reads the subject's library through this and shares no code with the subject's store: a store that
/// misreads must not acquit itself. Use within one call; not for two threads.
package final class SQLiteFile {
    private var handle: OpaquePointer?
    private let path: String

    /// Opens an existing file, for reading only unless told otherwise.
    package init(_ url: URL, writable: Bool = false) throws(SQLiteError) {
        path = url.path
        let mode = writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(path, &handle, mode | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(handle)
            throw SQLiteError(file: url.lastPathComponent, code: code, message: message)
        }
        sqlite3_busy_timeout(handle, 5000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// How many rows the last statement inserted, updated or deleted, those deleted by foreign keys not counted.
    package var changes: Int { Int(sqlite3_changes(handle)) }

    /// Runs one statement, calling `row` for each row that it gives.
    package func run(
        _ sql: String, _ arguments: [SQLiteValue] = [], row: (SQLiteRow) throws -> Void = { _ in }
    ) throws {
        var statement: OpaquePointer?
        try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
        defer { sqlite3_finalize(statement) }
        for (index, argument) in arguments.enumerated() { try check(argument.bind(statement, Int32(index + 1))) }
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { return try check(code) }
            try row(SQLiteRow(statement: statement))
        }
    }

    /// The rows of one query as text, absent values as nil.
    package func rows(_ sql: String, _ arguments: [SQLiteValue] = []) throws -> [[String?]] {
        var rows: [[String?]] = []
        try run(sql, arguments) { row in rows.append((0..<row.count).map { row.text($0) }) }
        return rows
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code != SQLITE_OK, code != SQLITE_ROW, code != SQLITE_DONE else { return }
        let name = URL(fileURLWithPath: path).lastPathComponent
        throw SQLiteError(file: name, code: code, message: String(cString: sqlite3_errmsg(handle)))
    }
}

/// One row, valid only while its closure runs.
package struct SQLiteRow {
    fileprivate let statement: OpaquePointer?
    var count: Int { Int(sqlite3_column_count(statement)) }

    /// The value as text; nothing for NULL.
    package func text(_ column: Int) -> String? {
        sqlite3_column_text(statement, Int32(column)).map { String(cString: $0) }
    }

    /// The value as a whole number; nothing for NULL.
    package func integer(_ column: Int) -> Int64? {
        guard sqlite3_column_type(statement, Int32(column)) != SQLITE_NULL else { return nil }
        return sqlite3_column_int64(statement, Int32(column))
    }
}

/// A value bound to a statement.
package enum SQLiteValue {
    case text(String?)
    case integer(Int64?)
    case real(Double?)

    fileprivate func bind(_ statement: OpaquePointer?, _ index: Int32) -> Int32 {
        // SQLite copies the text before the call returns when told that it is transient.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch self {
        case .text(let text?): return sqlite3_bind_text(statement, index, text, -1, transient)
        case .integer(let number?): return sqlite3_bind_int64(statement, index, number)
        case .real(let number?): return sqlite3_bind_double(statement, index, number)
        default: return sqlite3_bind_null(statement, index)
        }
    }
}
