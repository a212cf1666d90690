import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// Files that are no library of ours, or a part of one, and how they are moved aside.
struct AsideTests {
    @Test func `another program's database is refused, and nothing is written to it`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "library.sqlite")
            do {
                let other = try RawSQLite(file)
                try other.run("CREATE TABLE note (words TEXT); INSERT INTO note VALUES ('mine')")
            }
            let before = try Data(contentsOf: file)
            let error = #expect(throws: StoreError.self) { try LibraryStore.open(folder: folder) }
            #expect(error?.message.contains("another program's database") == true)
            #expect(try Data(contentsOf: file) == before)
        }
    }

    @Test func `a file in which nothing was written yet becomes a library`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data().write(to: folder.appending(path: "library.sqlite"))
            let store = try LibraryStore.open(folder: folder)
            try await store.fill()
            #expect(try await store.albumCount() == 3)
            try store.close()
        }
    }

    @Test func `the log goes aside with its database, and each library to a place of its own`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let names = ["library.sqlite", "library.sqlite-wal", "library.sqlite-shm"]
            var places: [URL] = []
            for number in 1...2 {
                for name in names { try Data("\(name) \(number)".utf8).write(to: folder.appending(path: name)) }
                places.append(try LibraryStore.moveAside(folder: folder))
            }
            #expect(Set(places).count == 2)
            for (number, place) in places.enumerated() {
                for (name, suffix) in zip(names, ["", "-wal", "-shm"]) {
                    let moved = try Data(contentsOf: URL(filePath: place.path + suffix))
                    #expect(moved == Data("\(name) \(number + 1)".utf8))
                }
            }
            for name in names {
                #expect(!FileManager.default.fileExists(atPath: folder.appending(path: name).path))
            }
        }
    }

    /// SQLite reads a log up to the first frame whose checksum is wrong.
    @Test(arguments: [10, 100, 5_000]) func `a damaged log loses commits and tears none`(place: Int) async throws {
        try await withFolder { folder in
            let left = folder.appending(path: "left")
            try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
            let open = try LibraryStore.open(folder: folder.appending(path: "open"))
            var seen: [Contents] = [try await open.contents()]
            try await open.fill()
            seen.append(try await open.contents())
            for name in ["library.sqlite", "library.sqlite-wal"] {
                try FileManager.default.copyItem(
                    at: open.folder.appending(path: name), to: left.appending(path: name))
            }
            try open.close()
            let log = left.appending(path: "library.sqlite-wal")
            var bytes = try Data(contentsOf: log)
            bytes[bytes.startIndex + place] ^= 0xFF
            try bytes.write(to: log)

            let store = try LibraryStore.open(folder: left)
            #expect(seen.contains(try await store.contents()))
            try store.close()
            #expect(try RawSQLite(left.appending(path: "library.sqlite")).damage().isEmpty)
        }
    }
}
