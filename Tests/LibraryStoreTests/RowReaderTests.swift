import GRDB
import LibraryModel
import Testing

@testable import LibraryStore

/// Values that the schema lets nobody write, as a damaged file may hold them.
struct RowReaderTests {
    @Test func `a value of another type is damage`() throws {
        let (text, number) = (RowReader(row: Row(["name": "abc"])), RowReader(row: Row(["name": 7])))
        let nothing = RowReader(row: Row(["name": nil]))
        #expect(try number.value(0, as: Int64.self) == 7)
        #expect(try nothing.optional(0, as: Int64.self) == nil)
        for body in [
            { try text.value(0, as: Int64.self) }, { try nothing.value(0, as: Int64.self) },
            { try text.optional(0, as: Int64.self) ?? 0 }, { try text.key(0).value },
        ] {
            let error = #expect(throws: DatabaseError.self) { try body() }
            #expect(error?.resultCode == .SQLITE_CORRUPT)
            #expect(error?.message == "a value is not of its column's type: column 0 of [\"name\"]")
        }
    }
}
