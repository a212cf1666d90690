package import Foundation
internal import GRDB
internal import LibraryModel

/// The library in one SQLite file, `library.sqlite`, in a folder of its own.
///
/// Reads run beside each other and beside the one writer, each on a snapshot of the committed library. Every method that
/// throws, throws ``StoreError`` or `CancellationError`.
///
/// **The write-ahead log.** A commit is written to `library.sqlite-wal` first, with `synchronous` NORMAL: a power cut may
/// lose the last commits, never tear one. SQLite copies the log into the library once it holds 1,000 pages, and then
/// writes it again from its beginning, so that it stays near 4 MB. A large commit, such as a first sync, makes it as long
/// as the commit is; such a log, over ``largestLog`` bytes, is copied and cut to nothing right after the commit. Where a
/// reader of an older snapshot stands in the way, the next commit does it. Closing the library empties the log.
package struct LibraryStore: SyncStore, Sendable {
    let pool: DatabasePool
    let lock: FolderLock
    let milestones = AlbumMilestones()

    /// The folder that holds the library.
    package let folder: URL

    /// How a store is opened, where not as usual.
    package struct Options: Sendable {
        /// Refuses to grow the file over this many pages, as a full volume would.
        package var maximumPages: Int?
        /// Never waits for the disk, for libraries that nobody misses after a power cut: rehearsals, tests.
        package var isDisposable = false
        var schema = LibrarySchema.current

        /// The usual.
        package init() {}
    }

    /// Opens the library in this folder, which is made where it is missing, and brings its schema up to date.
    ///
    /// A library of a newer version, and another program's database, are refused before anything is written to them. One
    /// in which damage was found when it was last open is ``StoreError/damaged(path:reason:)``. Takes milliseconds.
    package static func open(folder: URL, options: Options = Options()) throws(StoreError) -> LibraryStore {
        let lock = try takeLock(of: folder)
        do {
            try inspect(folder, schema: options.schema)
            return LibraryStore(pool: try openPool(folder, options: options), lock: lock, folder: folder)
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError {
            throw translated(error, folder)
        } catch {
            throw StoreError(file: error, path: folder.path)
        }
    }

    /// Renames the files of a damaged library, so that the next ``open(folder:options:)`` builds a new one.
    ///
    /// Returns where the old file is now; nothing is deleted.
    package static func moveAside(folder: URL) throws(StoreError) -> URL {
        let lock = try takeLock(of: folder)
        defer { lock.release() }
        let files = FileManager.default
        let old = file(in: folder)
        var number = 1
        func target(_ suffix: String) -> URL { folder.appending(path: "library.damaged-\(number).sqlite" + suffix) }
        let suffixes = ["-wal", "-shm", ""]
        while suffixes.contains(where: { files.fileExists(atPath: target($0).path) }) { number += 1 }
        do {
            for suffix in suffixes where files.fileExists(atPath: old.path + suffix) {
                try files.moveItem(at: URL(filePath: old.path + suffix), to: target(suffix))
            }
            try DamageMark(in: folder).remove()
        } catch {
            throw StoreError(file: error, path: folder.path)
        }
        return target("")
    }

    /// Closes the file and gives the folder back; whatever is asked afterwards throws ``StoreError/closed(path:)``.
    package func close() throws(StoreError) {
        defer { lock.release() }
        do {
            // A connection that can only read and is closed last would leave the write-ahead log behind.
            pool.invalidateReadOnlyConnections()
            try pool.close()
        } catch let error as DatabaseError {
            throw Self.translated(error, folder)
        } catch {
            throw StoreError(file: error, path: folder.path)
        }
    }

    /// Bytes of the write-ahead log above which a commit gives it back.
    static let largestLog = 5 << 20

    /// Copies a long write-ahead log into the library and cuts it to nothing, unless a reader stands in the way.
    func giveBackLog(_ db: Database) {
        var status = stat()
        guard stat(Self.file(in: folder).path + "-wal", &status) == 0, status.st_size > Self.largestLog else { return }
        // It fails where a reader still needs the log, and costs nothing but room then.
        _ = try? db.checkpoint(.truncate)
    }

    static func file(in folder: URL) -> URL { folder.appending(path: "library.sqlite") }

    private static func takeLock(of folder: URL) throws(StoreError) -> FolderLock {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError(file: error, path: folder.path)
        }
        return try FolderLock(file: folder.appending(path: "library.lock"), folder: folder)
    }

    /// Refuses what this version must not write to, through a connection that cannot write.
    private static func inspect(_ folder: URL, schema: LibrarySchema) throws {
        let file = file(in: folder)
        guard FileManager.default.fileExists(atPath: file.path) else { return try DamageMark(in: folder).remove() }
        if let reason = DamageMark(in: folder).reason { throw StoreError.damaged(path: folder.path, reason: reason) }
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        try queue.read { db in
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0 > 0 else { return }
            guard try Int.fetchOne(db, sql: "PRAGMA application_id") == LibrarySchema.applicationID else {
                throw StoreError.folderUnusable(
                    path: folder.path, reason: "its \(file.lastPathComponent) is another program's database")
            }
            let unknown = try schema.migrator.appliedIdentifiers(db).subtracting(schema.steps.map(\.identifier))
            guard unknown.isEmpty else { throw StoreError.newerSchema(path: folder.path, steps: unknown.sorted()) }
        }
        try queue.close()
    }

    private static func openPool(_ folder: URL, options: Options) throws -> DatabasePool {
        let path = file(in: folder).path
        let isNew = !FileManager.default.fileExists(atPath: path)
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA temp_store = FILE")
            // GRDB goes back to NORMAL once the write-ahead log is there; an empty library can be made again.
            if isNew || options.isDisposable { try db.execute(sql: "PRAGMA synchronous = OFF") }
            if let pages = options.maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            if options.isDisposable { try db.execute(sql: "PRAGMA synchronous = OFF") }
            if try Int.fetchOne(db, sql: "PRAGMA application_id") != LibrarySchema.applicationID {
                try db.execute(sql: "PRAGMA application_id = \(LibrarySchema.applicationID)")
            }
        }
        do {
            try options.schema.migrator.migrate(pool)
            try pool.writeWithoutTransaction { db in
                try AlbumGroup.bringUpToDate(db)
                try Staging.create(db)
            }
        } catch let error as DatabaseError {
            throw translated(error, folder, system: pool.writeWithoutTransaction { $0.systemError })
        }
        return pool
    }
}
