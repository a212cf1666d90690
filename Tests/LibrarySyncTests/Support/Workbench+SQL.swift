import Foundation

#if canImport(CSQLite)
import CSQLite
#else
import SQLite3
#endif

extension Workbench {
    struct SQLFailure: Error {
        var code: Int32
    }

    /// Runs statements on the library's file behind everybody's back, also against its own constraints.
    func sql(_ statements: String) throws {
        var handle: OpaquePointer?
        defer { sqlite3_close_v2(handle) }
        let file = folder.appending(path: "library.sqlite").path
        for code in [
            sqlite3_open_v2(file, &handle, SQLITE_OPEN_READWRITE, nil),
            sqlite3_exec(handle, "PRAGMA ignore_check_constraints = ON; " + statements, nil, nil, nil),
        ] where code != SQLITE_OK {
            throw SQLFailure(code: code)
        }
    }
}
