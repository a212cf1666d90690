import Foundation
import Testing

@testable import LibraryStore

/// What the schema itself refuses, whoever writes: tried on the frozen library of the latest version.
struct ConstraintTests {
    private func withLibrary(_ body: (RawSQLite) throws -> Void) async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "library.sqlite")
            try FrozenLibrary.build(#require(FrozenLibrary.names.last), file)
            try body(RawSQLite(file))
        }
    }

    private func expectRefusal(_ sql: String, _ words: String) async throws {
        try await withLibrary { library in
            let error = #expect(throws: RawSQLite.Failure.self, "\(sql)") { try library.run(sql) }
            #expect(error?.isRefusal == true && error?.description.contains(words) == true, "\(sql): \(error as Any)")
        }
    }

    /// Columns without which a row means nothing.
    static let needed = [
        ("artist", "title titleFolded sortFolded"), ("album", "artistKey title titleFolded sortFolded"),
        ("track", "albumKey title disc partKey titleFolded"), ("collection", "title isSmart titleFolded sortFolded"),
        ("playlist", "title isSmart titleFolded sortFolded"), ("collectionMember", "collectionKey position memberKey"),
        ("playlistEntry", "playlistKey position trackKey"), ("tag", "kind name folded"),
        ("artistTag", "artistKey position tagID"), ("albumTag", "albumKey position tagID"),
        (
            "syncRun",
            "reason startedAt endedAt outcome counts requests bytes artworkFetched artworkRemoved verdicts"
        ), ("checkpoint", "name value"), ("validator", "request"), ("artwork", "reference"), ("albumMerge", "shownKey"),
    ].flatMap { table, columns in columns.split(separator: " ").map { (table, String($0)) } }

    @Test(arguments: needed)
    func `a needed value is never absent`(table: String, column: String) async throws {
        try await expectRefusal("UPDATE \(table) SET \(column) = NULL", "NOT NULL")
    }

    /// Columns that name another row, which must be there.
    @Test(arguments: [
        ("album", "artistKey"), ("track", "albumKey"), ("collectionMember", "collectionKey"),
        ("playlistEntry", "playlistKey"), ("artistTag", "artistKey"), ("artistTag", "tagID"), ("albumTag", "albumKey"),
        ("albumTag", "tagID"), ("albumMerge", "albumKey"),
    ])
    func `what a row refers to is there`(table: String, column: String) async throws {
        try await expectRefusal(
            "UPDATE \(table) SET \(column) = 987654321 WHERE rowid = (SELECT min(rowid) FROM \(table))", "FOREIGN KEY")
    }

    @Test(arguments: [
        "UPDATE artist SET ratingKey = 0 WHERE ratingKey = 2", "UPDATE album SET ratingKey = -1 WHERE ratingKey = 21",
        "UPDATE track SET ratingKey = 0 WHERE ratingKey = 111", "UPDATE collection SET ratingKey = 0",
        "UPDATE playlist SET ratingKey = 0", "UPDATE track SET artistKey = 0", "UPDATE artist SET thumb = ''",
        "UPDATE album SET thumb = ''", "UPDATE collection SET thumb = ''", "UPDATE playlist SET thumb = ''",
        "UPDATE collection SET isSmart = 2", "UPDATE playlist SET isSmart = -1",
        "UPDATE collectionMember SET memberKey = 0", "UPDATE playlistEntry SET trackKey = 0",
        "UPDATE tag SET kind = 'country'", "UPDATE syncRun SET id = 0", "UPDATE syncRun SET reason = 'boredom'",
        "UPDATE syncRun SET outcome = ''", "UPDATE syncRun SET counts = '{'", "UPDATE syncRun SET requests = -1",
        "UPDATE syncRun SET bytes = -1", "UPDATE syncRun SET artworkFetched = -1",
        "UPDATE syncRun SET artworkRemoved = -1", "UPDATE syncRun SET verdicts = 'none'",
        "UPDATE artwork SET ownerKey = 0", "UPDATE artwork SET reference = ''", "UPDATE artwork SET fileName = ''",
        "UPDATE artwork SET fileReference = ''", "UPDATE artwork SET length = -1", "UPDATE artwork SET hash = ''",
        "UPDATE artwork SET fileReference = NULL", "UPDATE artwork SET length = NULL",
        "UPDATE artwork SET hash = NULL", "UPDATE artwork SET fileName = NULL",
        "UPDATE albumMerge SET shownKey = 12", "UPDATE albumMerge SET shownKey = 21",
    ])
    func `a value outside of its range is refused`(sql: String) async throws {
        try await expectRefusal(sql, "CHECK")
    }

    @Test(arguments: [
        ("collectionMember", "collectionKey, position, memberKey"),
        ("playlistEntry", "playlistKey, position, trackKey"),
        ("tag", "kind, name, folded"), ("artistTag", "artistKey, position, tagID"),
        ("albumTag", "albumKey, position, tagID"), ("checkpoint", "name, value"), ("validator", "request"),
    ])
    func `a place, a word and a name are taken once`(table: String, columns: String) async throws {
        try await expectRefusal("INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM \(table)", "UNIQUE")
    }

    @Test(arguments: [
        ("artist", "addedAt"), ("album", "year"), ("track", "disc"), ("collection", "childCount"),
        ("playlist", "leafCount"), ("collectionMember", "position"), ("playlistEntry", "itemID"),
        ("albumTag", "position"), ("artistTag", "position"), ("syncRun", "startedAt"), ("validator", "itemCount"),
        ("artwork", "length"), ("albumMerge", "shownKey"),
    ])
    func `a number is never text`(table: String, column: String) async throws {
        try await expectRefusal("UPDATE \(table) SET \(column) = 'x'", "cannot store TEXT value")
    }

    @Test func `what belongs to a deleted row goes with it`() async throws {
        try await withLibrary { library in
            try library.run("DELETE FROM artist; DELETE FROM collection; DELETE FROM playlist")
            for table in LibrarySchema.libraryTables where table != "tag" {
                #expect(try library.rows("SELECT count(*) FROM \(table)") == [["0"]], "\(table)")
            }
            #expect(try library.rows("SELECT count(*) FROM albumMerge") == [["0"]])
            #expect(try library.damage().isEmpty)
        }
    }
}
