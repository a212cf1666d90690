internal import Foundation
internal import GRDB
internal import GRDBSQLite

extension LibraryStore {
    /// Any error of a database access, as what this store throws.
    func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return lock.isHeld ? StoreError(error, path: folder.path) : StoreError.closed(path: folder.path)
    }

    /// One snapshot of the committed library.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw translated(error)
        }
    }

    /// One transaction on the writing connection.
    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await onWriter { db in
            var value: Value?
            try db.inTransaction(.immediate) {
                value = try body(db)
                return .commit
            }
            guard let value else { throw StoreError.failed(path: folder.path, code: 0, reason: "nothing was written") }
            return value
        }
    }

    /// The writing connection, which alone sees what is staged, without a transaction around it.
    func onWriter<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { db in try tellingFullDisk(db) { try body(db) } }
        } catch {
            throw translated(error)
        }
    }

    /// Recognises a write that failed for want of room where SQLite speaks of an input or output error only.
    ///
    /// It knows a full volume (ENOSPC), but neither a quota that is used up (EDQUOT) nor a file that may not grow
    /// (EFBIG): <https://www.sqlite.org/c3ref/system_errno.html>.
    func tellingFullDisk<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR {
            let reason = sqlite3_system_errno(db.sqliteConnection)
            throw [ENOSPC, EDQUOT, EFBIG].contains(reason) ? StoreError.diskFull(path: folder.path) : error
        }
    }
}
