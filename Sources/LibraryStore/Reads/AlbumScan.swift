internal import GRDB
internal import LibraryModel

/// The albums that a filter leaves, in one order, read from any place on.
struct AlbumScan {
    private let filter: AlbumFilter
    private let order: AlbumOrder
    private let selection: AlbumSelection
    /// What says where in the order an album stands.
    typealias Position = [AlbumQuery.Value]

    /// Nothing where no album can match.
    init?(_ filter: AlbumFilter, _ order: AlbumOrder, _ db: Database) throws {
        guard let selection = try AlbumSelection(filter, db) else { return nil }
        self.filter = filter
        self.order = order
        self.selection = selection
    }

    /// The albums behind a place, or from the first one on, each with its own place.
    func listings(
        behind position: Position?, limit: Int, _ db: Database
    ) throws -> [(listing: AlbumListing, position: Position)] {
        var found: [(listing: AlbumListing, position: Position)] = []
        let first = ListingQuery.albumColumnCount
        for part in parts(behind: position) where found.count < limit {
            let query = query(
                "\(ListingQuery.albumColumns), \(order.columns.joined(separator: ", "))", part,
                joining: "LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey", limit: limit - found.count)
            found += try db.values(query.sql, query.arguments) { row in
                (try ListingQuery.album(row), Position(row, order, from: first))
            }
        }
        return found
    }

    /// Passes the albums behind a place one by one, until `body` has seen enough of them.
    func walk(behind position: Position?, _ db: Database, _ body: (Int64) -> Bool) throws {
        for part in parts(behind: position) {
            let query = query("al.ratingKey", part)
            let keys = try Int64.fetchCursor(db.cachedStatement(sql: query.sql), arguments: query.arguments)
            while let key = try keys.next() { if !body(key) { return } }
        }
    }

    /// Where in the order an album stands; nothing where the library has no such album.
    func position(of album: Int64, _ db: Database) throws -> Position? {
        try db.values(
            """
            SELECT \(order.columns.joined(separator: ", "))
            FROM album AS al JOIN artist AS ar ON ar.ratingKey = al.artistKey WHERE al.ratingKey = ?
            """, [album]
        ) { Position($0, order, from: 0) }.first
    }

    /// The ranges of the order that are read one after the other.
    private func parts(behind position: Position?) -> [AlbumSelection.Condition?] {
        guard let position else { return [nil] }
        let parts = order.parts(behind: position)
        guard selection.isSmall, !parts.isEmpty else { return parts }
        // What is looked up and sorted as a whole is so once.
        return [
            AlbumSelection.Condition(
                sql: "(\(parts.map(\.sql).joined(separator: " OR ")))",
                arguments: parts.reduce([]) { $0 + $1.arguments })
        ]
    }

    private func query(
        _ columns: String, _ part: AlbumSelection.Condition?, joining join: String = "", limit: Int = -1
    ) -> AlbumSelection.Condition {
        var conditions = selection.conditions
        // The outer loop is the one whose index gives the order, or finds few albums.
        let isByArtist = order.key == .artist && !selection.isSmall
        if isByArtist, let artist = filter.artist {
            conditions.append(AlbumSelection.Condition(sql: "ar.ratingKey = ?", arguments: [artist.value]))
        }
        if let part { conditions.append(part) }
        let condition = AlbumSelection.all(conditions)
        let tables =
            isByArtist
            ? "artist AS ar CROSS JOIN album AS al ON al.artistKey = ar.ratingKey"
            : "album AS al CROSS JOIN artist AS ar ON ar.ratingKey = al.artistKey"
        return AlbumSelection.Condition(
            sql: "SELECT \(columns) FROM \(tables) \(join) WHERE \(condition.sql) ORDER BY \(order.sql) LIMIT ?",
            arguments: condition.arguments + [limit])
    }
}

extension AlbumScan.Position {
    fileprivate init(_ row: RowReader, _ order: AlbumOrder, from first: Int) {
        self = order.columns.indices.map { AlbumQuery.Value(row.row[first + $0] as DatabaseValue) }
    }
}
