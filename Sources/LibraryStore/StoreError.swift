internal import GRDB

/// Why the store could not do what it was asked, with what to do about it.
///
/// Cancellation is none of these: `CancellationError` passes through untouched.
package enum StoreError: Error, Equatable, Sendable {
    /// The library was written by a newer version, whose schema steps are named. The file was not touched.
    case newerSchema(path: String, steps: [String])
    /// The file is no library, or parts of it cannot be read any more.
    case damaged(path: String, reason: String)
    /// The volume has no room left. The library is as it was.
    case diskFull(path: String)
    /// The folder cannot be made, read or written.
    case folderUnusable(path: String, reason: String)
    /// Another store, in this process or another, has the folder open.
    case inUse(path: String)
    /// A run was begun and neither committed nor abandoned.
    case runInProgress(id: Int64)
    /// This run is over, or was never begun here.
    case noSuchRun(id: Int64)
    /// The store was closed.
    case closed(path: String)
    /// A constraint of the schema refused a row. The library is as it was.
    case refused(path: String, reason: String)
    /// SQLite failed in a way that has no case of its own.
    case failed(path: String, code: Int32, reason: String)
}

extension StoreError: CustomStringConvertible {
    /// A sentence that names the file, then what to do.
    package var description: String {
        switch self {
        case .newerSchema(let path, let steps):
            "The library at \(path) is a newer version's (\(steps.joined(separator: ", "))). Use that version."
        case .damaged(let path, let reason):
            "The library at \(path) is damaged: \(reason). Move it aside and refresh to build a new one."
        case .diskFull(let path):
            "The volume of \(path) takes no more. Make room and refresh again; the library is as it was."
        case .folderUnusable(let path, let reason):
            "The folder \(path) cannot be used: \(reason). Choose a folder that can be read and written."
        case .inUse(let path):
            "The library at \(path) is open elsewhere. Close it there first."
        case .runInProgress(let id):
            "Sync run \(id) is still in progress. Commit or abandon it first."
        case .noSuchRun(let id):
            "Sync run \(id) is over. Begin a new one."
        case .closed(let path):
            "The library at \(path) was closed. Open it again."
        case .refused(let path, let reason):
            "The library at \(path) refused a row: \(reason). The library is as it was; please report this."
        case .failed(let path, let code, let reason):
            "The library at \(path) failed: \(reason) (SQLite code \(code)). Refresh again."
        }
    }
}

extension StoreError {
    /// The case that an SQLite error means.
    ///
    /// Arguments of the failing statement are left out on purpose: they are the user's data.
    /// SQLite knows a full volume by itself (ENOSPC). A quota that is used up and a file that may not grow are failed
    /// writes to it, and the system's own number for the reason is gone by the time that anybody could ask for it.
    init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "no message"
        switch error.resultCode {
        // The others are what it says when the memory that processes share, a file beside the log, cannot be made or grow.
        case .SQLITE_IOERR
        where [.SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE].contains(error.extendedResultCode):
            self = .diskFull(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, reason: reason)
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: self = .folderUnusable(path: path, reason: reason)
        case .SQLITE_CONSTRAINT: self = .refused(path: path, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse(path: path)
        default: self = .failed(path: path, code: error.extendedResultCode.rawValue, reason: reason)
        }
    }
}
