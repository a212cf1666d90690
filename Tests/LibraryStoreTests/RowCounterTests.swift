import GRDB
import Testing

@testable import LibraryStore

/// A needless write is a write.
struct RowCounterTests {
    @Test func `a row that is written with the values that it has is counted`() throws {
        let queue = try DatabaseQueue()
        let counter = RowCounter()
        queue.add(transactionObserver: counter, extent: .observerLifetime)
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE album (title TEXT); INSERT INTO album VALUES ('A'), ('B')")
            try db.execute(sql: "UPDATE album SET title = title WHERE title = 'A'")
            try db.execute(sql: "UPDATE album SET title = title WHERE title = 'C'")
        }
        #expect(counter["album"].inserts == 2)
        #expect(counter["album"].updates == 1)
        #expect(counter["album"].deletes == 0)
        #expect(counter.total == 3)
    }
}
