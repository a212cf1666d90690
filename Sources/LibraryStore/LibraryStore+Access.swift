internal import Foundation
internal import GRDB

extension LibraryStore {
    /// Any error of a database access, as what this store throws.
    func translated(_ error: any Error, system number: Int32 = 0) -> any Error {
        let translated: StoreError
        switch error {
        case let error as DatabaseError:
            guard lock.isHeld else { return StoreError.closed(path: folder.path) }
            translated = Self.translated(error, folder, system: number)
        case is RowDecodingError:
            translated = .damaged(path: folder.path, reason: StoreError.wrongValue)
        default: return error
        }
        if case .damaged(_, let reason) = translated { DamageMark(in: folder).leave(reason) }
        return translated
    }

    static func translated(_ error: DatabaseError, _ folder: URL, system number: Int32 = 0) -> StoreError {
        StoreError(error, path: folder.path, system: number) {
            let library = file(in: folder).path
            return SystemFailure.probe(folder, beside: ["", "-wal", "-shm"].map { URL(filePath: library + $0) })
        }
    }

    /// One snapshot of the committed library.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read { db in try explained(db) { try body(db) } }
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
            guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return value
        }
    }

    /// One transaction that only adds to what this run has staged, and does not lock the library's file.
    func stage(in run: SyncRun, _ body: @Sendable (Database) throws -> Void) async throws {
        try await onWriter { db in
            try db.inTransaction(.deferred) {
                try Staging.check(run, db)
                try body(db)
                return .commit
            }
        }
    }

    /// The writing connection, which alone sees what is staged, without a transaction around it.
    func onWriter<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction { db in try explained(db) { try body(db) } }
        } catch {
            throw translated(error)
        }
    }

    /// The same in a cancelled task too, which may have to say what came of it: GRDB's own asynchronous accesses refuse one.
    func onWriterRegardless(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(with: Result { try explained(db) { try body(db) } })
            }
        }
    }

    /// Asks the connection for the system's part in a failure, which nobody else knows afterwards.
    func explained<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw translated(error, system: db.systemError)
        }
    }
}
