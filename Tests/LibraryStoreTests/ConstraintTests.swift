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

    /// A row of each table of which the frozen library has none, without and with what it must not have.
    static let wrongRows = [
        ("albumDetail", "12, 1, NULL", "NOT NULL"), ("albumDetail", "12, NULL, ''", "NOT NULL"),
        ("albumDetail", "987654321, 1, ''", "FOREIGN KEY"),
        ("albumDetail", "12, 'soon', ''", "cannot store TEXT value"),
        ("observation", "99, 0, 1, 'album', 200, '', '', '', 1, 1, 1, '', 0", "CHECK"),
        ("observation", "99, 1, 1, 'genre', 200, '', '', '', 1, 1, 1, '', 0", "CHECK"),
        ("observation", "99, 1, 1, 'album', 200, '', '', '', 1, 1, 1, '', 2", "CHECK"),
        ("observation", "99, NULL, 1, 'album', 200, '', '', '', 1, 1, 1, '', 0", "NOT NULL"),
        ("observation", "99, 1, NULL, 'album', 200, '', '', '', 1, 1, 1, '', 0", "NOT NULL"),
        ("observation", "99, 1, 1, NULL, 200, '', '', '', 1, 1, 1, '', 0", "NOT NULL"),
        ("observation", "99, 1, 1, 'album', NULL, '', '', '', 1, 1, 1, '', 0", "NOT NULL"),
        ("observation", "99, 1, 1, 'album', 200, '', '', '', 1, 1, 1, '', NULL", "NOT NULL"),
        ("observation", "99, 1, 1, 'album', 200, '', '', '', 'x', 1, 1, '', 0", "cannot store TEXT value"),
        ("knownPage", "9, NULL, 'album', 'a', 1, 0, zeroblob(16)", "NOT NULL"),
        ("knownPage", "9, 'x', NULL, 'a', 1, 0, zeroblob(16)", "NOT NULL"),
        ("knownPage", "9, 'x', 'album', NULL, 1, 0, zeroblob(16)", "NOT NULL"),
        ("knownPage", "9, 'x', 'album', 'a', 1, 0, NULL", "NOT NULL"),
        ("knownPage", "9, 'x', 'genre', 'a', 1, 0, zeroblob(16)", "CHECK"),
        ("knownPage", "9, 'x', 'album', '', 1, 0, zeroblob(16)", "CHECK"),
        ("knownPage", "9, 'x', 'album', 'a', 1, 0, zeroblob(15)", "CHECK"),
        ("knownPage", "9, 'x', 'album', 'a', 1, 0, 'text of 16 bytes'", "cannot store TEXT value"),
        ("knownPage", "9, 'x', 'album', 'a', 1, 0, zeroblob(16)), (10, 'x', 'album', 'a', 1, 0, x''", "UNIQUE"),
        ("rowCount", "9, NULL, 1", "NOT NULL"), ("rowCount", "9, 'genre', 1", "CHECK"),
        ("rowCount", "9, 'album', 1", "UNIQUE"),
    ]

    @Test(arguments: wrongRows)
    func `a row that bookkeeping cannot mean is refused`(table: String, values: String, words: String) async throws {
        try await expectRefusal("INSERT INTO \(table) VALUES (\(values))", words)
    }

    @Test(arguments: [
        ("albumDetail", "12, 1, ''"), ("observation", "99, 1, 1, 'album', 200, '', '', '', 1, 1, 1, '', 0"),
        ("knownPage", "9, 'x', 'album', 'a', 1, 0, zeroblob(16)"),
    ])
    func `a row that bookkeeping means is taken`(table: String, values: String) async throws {
        try await withLibrary { try $0.run("INSERT INTO \(table) VALUES (\(values))") }
    }

    @Test(arguments: [("-1", "CHECK"), ("NULL", "NOT NULL"), ("'x'", "cannot store TEXT value")])
    func `a count of rows is a count`(value: String, words: String) async throws {
        try await expectRefusal("UPDATE rowCount SET rows = \(value) WHERE kind = 'album'", words)
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
            "reason startedAt endedAt outcome counts requests bytes artworkFetched artworkRemoved artworkFailed "
                + "verdicts"
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
        "UPDATE syncRun SET artworkRemoved = -1", "UPDATE syncRun SET artworkFailed = -1",
        "UPDATE syncRun SET verdicts = 'none'",
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
