internal import Foundation
internal import GRDB
internal import GRDBSQLite

extension StoreError {
    /// What a number of the system's (`errno`) means for a library at this path.
    init(system number: Int32, path: String) {
        let reason = SystemFailure.words(number)
        switch SystemFailure(number) {
        case .noRoom: self = .diskFull(path: path)
        case .device: self = .volumeFailed(path: path, reason: reason)
        case .place: self = .folderUnusable(path: path, reason: reason)
        case .other: self = .failed(path: path, code: number, reason: reason)
        }
    }

    /// What an error of Foundation's means, about a folder or a file at this path.
    init(file error: any Error, path: String) {
        if let number = SystemFailure.number(behind: error) {
            self.init(system: number, path: path)
        } else {
            self = .folderUnusable(path: path, reason: error.localizedDescription)
        }
    }

    /// What an SQLite error means (<https://www.sqlite.org/rescode.html>).
    ///
    /// Arguments of the failing statement are left out on purpose: they are the user's data. `number` is what the
    /// system said, where SQLite kept it; `probe` asks it anew, whether there is room.
    init(_ error: DatabaseError, path: String, system number: Int32 = 0, probe: () -> Int32 = { 0 }) {
        let reason = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_IOERR: self.init(io: error.extendedResultCode, reason, path, number, probe)
        // A log that cannot be begun for want of room is one that cannot be opened.
        case .SQLITE_CANTOPEN where [.noRoom, .device].contains(SystemFailure(number)):
            self.init(system: number, path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, reason: reason)
        case .SQLITE_FULL, .SQLITE_NOLFS: self = .diskFull(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self = .folderUnusable(path: path, reason: reason)
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: self = .refused(path: path, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .inUse(path: path)
        default: self = .failed(path: path, code: error.extendedResultCode.rawValue, reason: reason)
        }
    }

    /// What a failure to read or write means.
    ///
    /// SQLite has an error of its own for want of room, and knows only that of a volume (ENOSPC). A quota that is
    /// used up and a file that may not grow are failed writes to it, like those to a disk that is dying.
    private init(
        io code: ResultCode, _ reason: String, _ path: String, _ number: Int32, _ probe: () -> Int32
    ) {
        switch code {
        case .SQLITE_IOERR_NOMEM: self = .failed(path: path, code: code.rawValue, reason: reason)
        // Half of a page is not what the system refused to read: the file ends too early.
        case .SQLITE_IOERR_SHORT_READ: self = .damaged(path: path, reason: reason)
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_TRUNCATE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC,
            .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_CLOSE:
            // What was said last may be about another file, so that only these two are taken at their word.
            let said = SystemFailure(number)
            let number = [.noRoom, .device].contains(said) ? number : probe()
            self =
                SystemFailure(number) == .noRoom
                ? .diskFull(path: path) : .volumeFailed(path: path, reason: Self.words(reason, number))
        default: self = .volumeFailed(path: path, reason: Self.words(reason, number))
        }
    }

    /// The schema lets no value of another type in, so that the file was damaged.
    static let wrongValue = "a value is not of its column's type"

    private static func words(_ reason: String, _ number: Int32) -> String {
        SystemFailure(number) == .device ? "\(reason) (\(SystemFailure.words(number)))" : reason
    }
}

extension Database {
    /// What the system said when SQLite last failed to read or write one of its files; 0 where nobody knows.
    ///
    /// Each open file keeps its own number (<https://www.sqlite.org/c3ref/c_fcntl_begin_atomic_write.html>). That of
    /// the connection (`sqlite3_system_errno`) says nothing of failures in the middle of a statement.
    var systemError: Int32 {
        guard let connection = sqliteConnection else { return 0 }
        for name in ["main", "temp"] {
            var number: Int32 = 0
            var log: UnsafeMutablePointer<sqlite3_file>?
            if sqlite3_file_control(connection, name, SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK, let log,
                let methods = log.pointee.pMethods, let control = methods.pointee.xFileControl
            {
                _ = control(log, SQLITE_FCNTL_LAST_ERRNO, &number)
            }
            if number == 0 { _ = sqlite3_file_control(connection, name, SQLITE_FCNTL_LAST_ERRNO, &number) }
            if number != 0 { return number }
        }
        return 0
    }
}
