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
    /// The volume failed to read or write, which is no lack of room. The library is as it was.
    case volumeFailed(path: String, reason: String)
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
    /// SQLite or the system failed in a way that has no case of its own.
    case failed(path: String, code: Int32, reason: String)
}

extension StoreError {
    /// A sentence that names the file.
    package var message: String {
        switch self {
        case .newerSchema(let path, let steps):
            "The library at \(path) is a newer version's (\(steps.joined(separator: ", ")))."
        case .damaged(let path, let reason): "The library at \(path) is damaged: \(reason)."
        case .diskFull(let path): "The volume of \(path) takes no more; the library is as it was."
        case .volumeFailed(let path, let reason):
            "The volume of \(path) failed: \(reason). The library is as it was last read."
        case .folderUnusable(let path, let reason): "The folder \(path) cannot be used: \(reason)."
        case .inUse(let path): "The library at \(path) is open elsewhere."
        case .runInProgress(let id): "Sync run \(id) is still in progress."
        case .noSuchRun(let id): "Sync run \(id) is over."
        case .closed(let path): "The library at \(path) was closed."
        case .refused(let path, let reason):
            "The library at \(path) refused a row: \(reason). The library is as it was."
        case .failed(let path, let code, let reason): "The library at \(path) failed: \(reason) (code \(code))."
        }
    }

    /// A sentence that says what to do.
    package var advice: String {
        switch self {
        case .newerSchema: "Use the newer version of the app."
        case .damaged: "Open it again: it is moved aside then, and built anew from the server."
        case .diskFull: "Make room on the volume, then refresh again."
        case .volumeFailed: "Check the volume and its connection, then refresh again."
        case .folderUnusable: "Choose a folder that can be read and written."
        case .inUse: "Close the library where it is open, then try again."
        case .runInProgress: "Commit or abandon it first."
        case .noSuchRun: "Begin a new one."
        case .closed: "Open it again."
        case .refused: "Please report this."
        case .failed: "Refresh again; please report this if it stays so."
        }
    }
}

extension StoreError: CustomStringConvertible {
    /// Message and advice.
    package var description: String { "\(message) \(advice)" }
}
