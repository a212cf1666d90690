package import Foundation
internal import GRDB

/// Looks at a library without opening it: takes no lock, migrates nothing, writes nothing.
///
/// Works while a session has the library open, and on a library of an earlier version.
package struct StoreInspection: Sendable {
    private let queue: DatabaseQueue
    private let folder: URL

    /// The library in this folder.
    ///
    /// Throws ``StoreError/folderUnusable(path:reason:)`` where there is none.
    package init(folder: URL) throws(StoreError) {
        let file = LibraryStore.file(in: folder)
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw .folderUnusable(path: folder.path, reason: "it holds no library")
        }
        self.folder = folder
        var configuration = Configuration()
        configuration.readonly = true
        do {
            queue = try DatabaseQueue(path: file.path, configuration: configuration)
        } catch let error as DatabaseError {
            throw StoreError(error, path: folder.path)
        } catch {
            throw .folderUnusable(path: folder.path, reason: "\(error)")
        }
        // A damaged file is told as such by whatever is asked of it.
        guard (try? read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }) != 0 else {
            throw .folderUnusable(path: folder.path, reason: "its \(file.lastPathComponent) is empty")
        }
    }

    /// The last runs, the latest first.
    package func runs(limit: Int) throws(StoreError) -> [RunRecord] {
        try read { db in try RunLog.last(limit, db) }
    }

    /// Migrations that this version does not know.
    package func unknownSteps() throws(StoreError) -> [String] {
        try read { db in
            let migrator = LibrarySchema.current.migrator
            return try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
        }
    }

    /// What SQLite finds wrong with the file, which is read whole; at most a hundred sentences.
    package func corruption() throws(StoreError) -> [String] {
        try read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" } }
    }

    /// Rows whose foreign key leads nowhere, as table names, one for each row, at most a hundred.
    package func danglingRows() throws(StoreError) -> [String] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 100")
        }
    }

    /// The pictures that the library believes to have on disk.
    package func pictures() throws(StoreError) -> [StoredArtwork] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(Artwork.columns) FROM artwork WHERE fileName IS NOT NULL ORDER BY ownerKey"
            ).map { try Artwork.row(RowReader(row: $0)) }
        }
    }

    private func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw StoreError(error, path: folder.path)
        } catch is RowDecodingError {
            throw .damaged(path: folder.path, reason: StoreError.wrongValue)
        } catch {
            throw .failed(path: folder.path, code: 0, reason: "\(error)")
        }
    }
}
