internal import Foundation
internal import GRDB

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
        do {
            return try await pool.write(body)
        } catch {
            throw translated(error)
        }
    }

    /// The writing connection, which alone sees what is staged, without a transaction around it.
    func onWriter<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.writeWithoutTransaction(body)
        } catch {
            throw translated(error)
        }
    }
}
