import Foundation

/// The naive client's database: a table a kind, everything as text, every statement a transaction of its own.
///
/// For one thread at a time.
final class NaiveDatabase {
    private let database: SQLiteFile

    init(_ file: URL) throws {
        let isNew = !FileManager.default.fileExists(atPath: file.path)
        if isNew { try Data().write(to: file) }
        database = try SQLiteFile(file, writable: true)
        // Its sins are others than slowness.
        try database.run("PRAGMA synchronous = OFF")
        guard isNew else { return }
        try database.run("PRAGMA journal_mode = WAL")
        for (table, columns) in LibrarySnapshot.columns {
            let list = columns.map { "\"\($0)\" TEXT" }.joined(separator: ", ")
            try database.run("CREATE TABLE \(table.rawValue) (ratingKey INTEGER PRIMARY KEY, \(list))")
        }
    }

    /// Deletes everything, and says how many rows that were.
    func wipe() throws -> [String: Int] {
        var rows: [String: Int] = [:]
        for table in LibraryTable.allCases {
            try database.run("DELETE FROM \(table.rawValue)")
            if database.changes > 0 { rows[table.rawValue] = database.changes }
        }
        return rows
    }

    /// Inserts an item, and says how many rows that were.
    func insert(_ item: NaivePage.Item, into table: LibraryTable) throws -> Int {
        guard let key = item.attributes["ratingKey"].flatMap(Int64.init) else { return 0 }
        let columns = LibrarySnapshot.columns[table] ?? []
        let marks = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
        let facts = columns.map { SQLiteValue.text(fact($0, of: item, in: table)) }
        try database.run("INSERT OR REPLACE INTO \(table.rawValue) VALUES (\(marks))", [.integer(key)] + facts)
        return database.changes
    }

    /// Notes which items a collection or playlist holds, in order.
    func setList(_ table: LibraryTable, _ key: Int, _ members: [String]) throws {
        let column = table == .collections ? "members" : "tracks"
        let list = members.joined(separator: ",")
        try database.run(
            "UPDATE \(table.rawValue) SET \(column) = ? WHERE ratingKey = ?", [.text(list), .integer(Int64(key))])
    }

    func library() throws -> LibrarySnapshot {
        var snapshot = LibrarySnapshot()
        for table in LibraryTable.allCases {
            for row in try database.rows("SELECT * FROM \(table.rawValue)") {
                guard let key = row.first?.flatMap(Int.init) else { continue }
                snapshot.tables[table, default: [:]][key] = Array(row.dropFirst())
            }
        }
        return snapshot
    }

    /// Where the pictures of all items are.
    func thumbs() throws -> [(key: String, path: String)] {
        let tables = ["artists", "albums", "collections", "playlists"]
        let query = tables.map { "SELECT ratingKey, thumb FROM \($0) WHERE thumb IS NOT NULL" }
        return try database.rows(query.joined(separator: " UNION ALL ")).compactMap { row in
            guard let key = row[0], let path = row[1] else { return nil }
            return (key, path)
        }
    }

    func keys(in table: LibraryTable, titled text: String) throws -> Set<Int> {
        let source = table == .albums ? "(\(Self.shownAlbums))" : table.rawValue
        let rows = try database.rows("SELECT ratingKey FROM \(source) WHERE title LIKE ?", [.text("%\(text)%")])
        return Set(rows.compactMap { $0[0].flatMap(Int.init) })
    }

    /// How many albums the grid has.
    func albumCount() throws -> Int {
        try database.rows("SELECT count(*) FROM (\(Self.shownAlbums))").first?[0].flatMap(Int.init) ?? 0
    }

    /// The albums without those that only go on where an older one ends, which a scanner split: it hides them, and
    /// loses their tracks.
    private static let shownAlbums = """
        SELECT * FROM albums AS later WHERE NOT EXISTS (
            SELECT 1 FROM albums AS older WHERE older.artist = later.artist AND older.title = later.title
            AND older.year IS later.year AND older.ratingKey < later.ratingKey AND NOT EXISTS (
                SELECT 1 FROM tracks AS s JOIN tracks AS t ON t.disc = s.disc AND t."index" IS s."index"
                    AND t.title = s.title
                WHERE s.album = older.ratingKey AND t.album = later.ratingKey))
        """

    /// What a view shows: titles, and the picture's address instead of the picture.
    func tiles(of view: SubjectView) throws -> [SubjectTile] {
        let albums = "SELECT ratingKey, title, thumb FROM (\(Self.shownAlbums)) AS a"
        let tracks = "SELECT ratingKey, title, NULL FROM tracks"
        let query =
            switch view {
            case .page(let page): "\(albums) ORDER BY title, ratingKey LIMIT 60 OFFSET \(page * 60)"
            case .album(let key): "\(tracks) WHERE album = \(key) ORDER BY disc, \"index\", ratingKey"
            case .artist(let key): "\(albums) WHERE artist = \(key) ORDER BY title, ratingKey"
            case .collection(let key): try list(.collections, key, from: albums)
            case .playlist(let key): try list(.playlists, key, from: tracks)
            }
        return try database.rows(query).compactMap { row in
            guard let key = row[0].flatMap(Int.init) else { return nil }
            return SubjectTile(key: key, texts: [row[1] ?? ""], picture: row[2])
        }
    }

    private func list(_ table: LibraryTable, _ key: Int, from query: String) throws -> String {
        let column = table == .collections ? "members" : "tracks"
        let rows = try database.rows("SELECT \(column) FROM \(table.rawValue) WHERE ratingKey = \(key)")
        let members = rows.first?[0] ?? ""
        return "\(query) WHERE ratingKey IN (\(members)) ORDER BY instr(',\(members),', ',' || ratingKey || ',')"
    }

    private func fact(_ name: String, of item: NaivePage.Item, in table: LibraryTable) -> String? {
        let attributes = item.attributes
        switch name {
        case "artist" where table == .tracks: return attributes["grandparentRatingKey"]
        case "artist", "album": return attributes["parentRatingKey"]
        case "tags": return SnapshotText.tags(item.tags)
        case "disc": return attributes["parentIndex"] ?? "1"
        case "part": return item.part["key"]
        case "container", "size": return item.part[name] ?? item.media[name]
        case "codec": return item.media["audioCodec"]
        case "bitrate": return item.media["bitrate"]
        case "thumb" where table == .playlists: return attributes["composite"]
        case "rating", "userRating": return SnapshotText.number(attributes[name].flatMap(Double.init))
        case "smart": return attributes["smart"] ?? "0"
        case "summary": return attributes["summary"].flatMap { $0.isEmpty ? nil : $0 }
        default: return attributes[name]
        }
    }
}
