import Foundation
import GRDBSQLite  // the very SQLite that the store uses
import Synchronization

/// The writes that SQLite makes to its files, counted; the process killed in the middle of a certain one, or every write
/// from a certain one on refused with a number of the system's.
///
/// SQLite lets its system calls be replaced for just this: <https://www.sqlite.org/c3ref/vfs.html>, `xSetSystemCall`.
enum DatabaseWrites {
    private struct State {
        var count: UInt64 = 0
        /// The write in which the process ends, from 1.
        var last: UInt64?
        /// How many bytes of that one still reach the file.
        var part = 0
        /// The first write that is refused, from 1, and with which number (`errno`).
        var refused: (first: UInt64, number: Int32)?
    }

    private enum Turn {
        case write
        case end(after: Int)
        case refuse(Int32)
    }

    private static let state = Mutex(State())

    /// How many there were.
    static var count: UInt64 { state.withLock { $0.count } }

    /// Counts from now on, and kills the process in the middle of this write.
    static func watch(
        killingAt last: UInt64?, after part: Int, refusing refused: (first: UInt64, number: Int32)? = nil
    ) throws {
        state.withLock { ($0.last, $0.part, $0.refused) = (last, part, refused) }
        let replacement: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = { file, bytes, count, place in
            switch DatabaseWrites.turn() {
            case .write: return pwrite(file, bytes, count, place)
            case .refuse(let number):
                errno = number
                return -1
            case .end(let part):
                _ = pwrite(file, bytes, min(part, count), place)
                _ = kill(getpid(), SIGKILL)
                return -1
            }
        }
        guard let files = sqlite3_vfs_find(nil), let replace = files.pointee.xSetSystemCall else {
            throw Usage(description: "SQLite's writes cannot be watched")
        }
        // Which of the two it calls depends on how it was built.
        let call = unsafeBitCast(replacement, to: sqlite3_syscall_ptr.self)
        let isReplaced = ["pwrite", "pwrite64"].map { (name: String) in replace(files, name, call) == SQLITE_OK }
        guard isReplaced.contains(true) else { throw Usage(description: "SQLite's writes cannot be watched") }
    }

    /// What becomes of the next write.
    private static func turn() -> Turn {
        state.withLock { state in
            state.count += 1
            if state.count == state.last { return .end(after: state.part) }
            guard let refused = state.refused, state.count >= refused.first else { return .write }
            return .refuse(refused.number)
        }
    }
}
