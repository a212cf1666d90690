import FakePlex
import Foundation
import Testing

@testable import Harness

/// A library on a server, a client's folder before and after it synced that, and what must hold of a folder in between.
struct Scene {
    let server: FakePlex
    /// What the client held at first; nothing where it never synced.
    let before: LibrarySnapshot
    let after: LibrarySnapshot
    /// The client's folder at first; nothing where there was none.
    let folder: URL?
    /// How many requests the client makes on its way from one to the other.
    let requests: Int
    /// How often SQLite writes to its files on that way.
    let writes: Int
    /// Bytes of the library's file in the end.
    let bytes: Int
    /// Bytes that no file of the client's exceeds, its write-ahead log among them, which holds some pages twice or thrice.
    var mostBytes: Int { bytes * 5 / 2 }

    /// What the client has to do.
    enum Job: String, Sendable, CaseIterable {
        case firstSync, refresh
    }

    /// Plays a job once without accident, in this folder, on a server that `body` gets afterwards.
    static func with(_ job: Job, in place: URL, _ body: (Scene) async throws -> Void) async throws {
        try await withFakePlex(library: .generated(seed: 11, albums: 12)) { server in
            let first = place.appending(path: "before")
            let before = LibrarySnapshot(server.catalog, section: "4")
            if job == .refresh {
                let end = try await Child(server, first).run()
                #expect(end.outcome == "success", "\(end)")
                try server.apply([
                    .edit(id: "album-1", set: ["title": .text("Another Title"), "genres": .list(["Tidal"])]),
                    .edit(id: "track-2-1", set: ["title": .text("Another Track")]), .delete(id: "album-3"),
                    .artwork(id: "album-4", Artwork(colour: "#0b7285")),
                    .add(
                        .album, id: "newcomer", parent: "artist-2", fields: ["title": .text("Newcomer")],
                        artwork: Artwork(colour: "#c2255c")),
                    .add(.track, id: "newcomer-1", parent: "newcomer", fields: ["title": .text("New")]),
                ])
            }
            let start = server.journal.count
            let second = place.appending(path: "after")
            if job == .refresh { try FileManager.default.copyItem(at: first, to: second) }
            let end = try await Child(server, second, ["writes=yes"]).run()
            #expect(end.outcome == "success", "\(end)")
            let file = second.appending(path: "library.sqlite")
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            let scene = Scene(
                server: server, before: job == .refresh ? before : LibrarySnapshot(),
                after: LibrarySnapshot(server.catalog, section: "4"), folder: job == .refresh ? first : nil,
                requests: server.journal.count - start, writes: try #require(end.writes), bytes: try #require(size))
            try scene.expectWhole(second, "without accident")
            try await body(scene)
        }
    }

    /// A copy of the client's folder as it was at first.
    func copy(to place: URL) throws {
        if let folder { try FileManager.default.copyItem(at: folder, to: place) }
    }

    /// What must hold of a folder at any moment: the library of before or of after, and every picture that it knows.
    func expectBeforeOrAfter(_ place: URL, _ words: String) throws {
        let file = place.appending(path: "library.sqlite")
        var found = LibrarySnapshot()
        if let library = try openedLibrary(file, words) {
            found = library
            for record in try StoreReader(file).pictures() {
                let bytes = try? Data(contentsOf: place.appending(path: "artwork").appending(path: record.file))
                #expect(bytes?.count == record.length, "\(record.file): \(words)")
                #expect(bytes.map { PictureFile.damage($0) == nil } == true, "\(record.file): \(words)")
            }
        }
        let isBefore = LibraryDiff(found: found, expected: before).differences.isEmpty
        let isAfter = LibraryDiff(found: found, expected: after).differences.isEmpty
        #expect(isBefore || isAfter, "the library is neither that of before nor that of after: \(words)")
    }

    /// Its rows; nothing where the file is not there yet or holds nothing yet.
    private func openedLibrary(_ file: URL, _ words: String) throws -> LibrarySnapshot? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let database = try SQLiteFile(file, writable: true)
        let damage = try database.rows("PRAGMA integrity_check").compactMap { $0[0] }.filter { $0 != "ok" }
        #expect(damage.isEmpty, "\(words)")
        #expect(try database.rows("PRAGMA foreign_key_check").isEmpty, "\(words)")
        // Its tables come in a few transactions, before the first refresh.
        let tables = try database.rows("SELECT count(*) FROM sqlite_master WHERE name IN ('artist', 'artwork')")
        guard tables.first?[0] == "2" else { return nil }
        return try StoreReader(file).library()
    }

    /// What must hold once a client has come to the end: the library of after, all pictures, and no file beside them.
    func expectWhole(_ place: URL, _ words: String) throws {
        try expectBeforeOrAfter(place, words)
        let reader = try StoreReader(place.appending(path: "library.sqlite"))
        #expect(LibraryDiff(found: try reader.library(), expected: after).differences.isEmpty, "\(words)")
        let known = Set(try reader.pictures().map(\.file))
        let present = try FileManager.default.contentsOfDirectory(atPath: place.appending(path: "artwork").path)
        #expect(Set(present) == known, "\(words)")
        let wanted = Set(server.catalog.albums.filter { $0.artwork != nil }.map(\.ratingKey))
        #expect(Set(try reader.pictures().map(\.owner)).isSuperset(of: wanted), "\(words)")
    }
}

/// A folder that is gone when the scope ends.
func withFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}
