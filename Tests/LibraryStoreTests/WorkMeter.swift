import GRDB
import GRDBSQLite

@testable import LibraryStore

/// How much SQLite does for a read, in instructions of its virtual machine: as many on a busy machine as on an idle one.
///
/// Reads that follow one another use one connection, on which the meter is put (<https://www.sqlite.org/c3ref/progress_handler.html>).
final class WorkMeter: Sendable {
    private static let unit: Int32 = 20
    private let units = Locked(0)

    /// Counts what one connection does from now on; the meter must live as long as that.
    func attach(to store: LibraryStore) async throws {
        let meter = UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
        try await store.read { db in
            sqlite3_progress_handler(
                db.sqliteConnection, Self.unit,
                { context in
                    guard let context else { return 0 }
                    Unmanaged<WorkMeter>.fromOpaque(context).takeUnretainedValue().units.withLock { $0 += 1 }
                    return 0
                }, UnsafeMutableRawPointer(bitPattern: meter))
        }
    }

    /// The instructions that `body` takes, nearly.
    func instructions(_ body: () async throws -> Void) async throws -> Int {
        let before = units.withLock { $0 }
        try await body()
        return (units.withLock { $0 } - before) * Int(Self.unit)
    }
}
