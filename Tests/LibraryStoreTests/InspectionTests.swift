import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

struct InspectionTests {
    @Test func `rows that refer to nothing are found, one for each`() async throws {
        try await withFolder { folder in
            let store = try LibraryStore.open(folder: folder)
            try await store.fill()
            try store.close()
            #expect(try StoreInspection(folder: folder).danglingRows().isEmpty)
            do {
                let raw = try RawSQLite(folder.appending(path: "library.sqlite"))
                try raw.run("PRAGMA foreign_keys = OFF; DELETE FROM album WHERE ratingKey = 21")
            }
            let rows = try StoreInspection(folder: folder).danglingRows().sorted()
            #expect(rows == ["albumTag", "track", "track"])
            #expect(try StoreInspection(folder: folder).corruption().isEmpty)
        }
    }

    @Test(arguments: FrozenLibrary.names.dropFirst())
    func `the runs of a library of any earlier version can be told`(version: String) async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try FrozenLibrary.build(version, folder.appending(path: "library.sqlite"))
            let runs = try StoreInspection(folder: folder).runs(limit: 9)
            #expect(runs.map(\.id) == [7] && runs.first?.artworkFailed == 0)
        }
    }
}
