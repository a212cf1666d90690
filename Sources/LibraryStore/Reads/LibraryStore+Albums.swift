internal import GRDB
package import LibraryModel

/// One page of albums.
package struct AlbumListingPage: Sendable, Equatable {
    package var albums: [AlbumListing]
    /// The question for the page that follows; nothing where none does.
    package var next: AlbumQuery?
}

extension LibraryStore {
    /// One page of the albums that a query asks for.
    package func albums(_ query: AlbumQuery) async throws -> AlbumListingPage {
        try await read { db in
            guard let selection = try AlbumSelection(query.filter, db) else { return AlbumListingPage(albums: []) }
            var found: [(listing: AlbumListing, position: [AlbumQuery.Value])] = []
            // One more than the page has, to know whether another page follows.
            for part in Self.parts(query, selection) where found.count <= query.pageSize {
                found += try Self.albums(query, selection, part, limit: query.pageSize + 1 - found.count, db)
            }
            let page = found.prefix(query.pageSize)
            let next = found.count > page.count ? page.last.map { query.after($0.position) } : nil
            return AlbumListingPage(albums: page.map(\.listing), next: next)
        }
    }

    /// How many albums a filter leaves.
    package func albumCount(matching filter: AlbumFilter) async throws -> Int {
        guard filter != AlbumFilter() else { return try await albumCount() }
        return try await read { db in
            guard let selection = try AlbumSelection(filter, db) else { return 0 }
            let condition = Self.all(selection.conditions)
            return try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM album AS al WHERE \(condition.sql)"),
                arguments: condition.arguments) ?? 0
        }
    }

    /// The tags of one kind that albums have, by their folded names, each spelling of a word counted as the word.
    package func albumTags(_ kind: TagKind) async throws -> [TagCount] {
        try await read { db in
            var names: [Int64: String] = [:]
            let spellings = try Row.fetchCursor(
                db,
                sql: """
                    SELECT tag.id, coalesce(l.spelling, tag.name) FROM tag CROSS JOIN albumTag AS l ON l.tagID = tag.id
                    WHERE tag.kind = ? GROUP BY 1, 2 ORDER BY count(*) DESC, 2
                    """, arguments: [kind.rawValue])
            while let row = try spellings.next() {
                let id: Int64 = row[0]
                if names[id] == nil { names[id] = row[1] }
            }
            return try db.values(
                """
                SELECT tag.id, count(DISTINCT coalesce(mg.shownKey, l.albumKey))
                FROM tag CROSS JOIN albumTag AS l ON l.tagID = tag.id
                LEFT JOIN albumMerge AS mg ON mg.albumKey = l.albumKey
                WHERE tag.kind = ? GROUP BY tag.id ORDER BY tag.folded
                """, [kind.rawValue]
            ) { row in
                let name = names[try row.value(0)] ?? ""
                return TagCount(tag: Tag(kind, name), albumCount: try row.value(1))
            }
        }
    }

    /// The ranges of the order that are read one after the other, until a page is full.
    private static func parts(_ query: AlbumQuery, _ selection: AlbumSelection) -> [AlbumSelection.Condition?] {
        guard let position = query.position else { return [nil] }
        let parts = query.order.parts(behind: position)
        guard selection.isSmall, !parts.isEmpty else { return parts }
        // What is looked up and sorted as a whole is so once.
        return [
            AlbumSelection.Condition(
                sql: "(\(parts.map(\.sql).joined(separator: " OR ")))",
                arguments: parts.reduce([]) { $0 + $1.arguments })
        ]
    }

    private static func albums(
        _ query: AlbumQuery, _ selection: AlbumSelection, _ part: AlbumSelection.Condition?, limit: Int, _ db: Database
    ) throws -> [(listing: AlbumListing, position: [AlbumQuery.Value])] {
        var conditions = selection.conditions
        // The outer loop is the one whose index gives the order, or finds few albums.
        let isByArtist = query.order.key == .artist && !selection.isSmall
        if isByArtist, let artist = query.filter.artist {
            conditions.append(AlbumSelection.Condition(sql: "ar.ratingKey = ?", arguments: [artist.value]))
        }
        if let part { conditions.append(part) }
        let condition = all(conditions)
        let columns = query.order.columns
        let tables =
            isByArtist
            ? "artist AS ar CROSS JOIN album AS al ON al.artistKey = ar.ratingKey"
            : "album AS al CROSS JOIN artist AS ar ON ar.ratingKey = al.artistKey"
        return try db.values(
            """
            SELECT \(ListingQuery.albumColumns), \(columns.joined(separator: ", "))
            FROM \(tables) LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey
            WHERE \(condition.sql) ORDER BY \(query.order.sql) LIMIT ?
            """, condition.arguments + [limit]
        ) { row in
            let first = ListingQuery.albumColumnCount
            let position = columns.indices.map { AlbumQuery.Value(row.row[first + $0] as DatabaseValue) }
            return (try ListingQuery.album(row), position)
        }
    }

    private static func all(_ conditions: [AlbumSelection.Condition]) -> AlbumSelection.Condition {
        AlbumSelection.Condition(
            sql: conditions.map(\.sql).joined(separator: " AND "),
            arguments: conditions.reduce([]) { $0 + $1.arguments })
    }
}
