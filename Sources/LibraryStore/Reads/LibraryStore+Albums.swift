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
            guard let scan = try AlbumScan(query.filter, query.order, db) else { return AlbumListingPage(albums: []) }
            // One more than the page has, to know whether another page follows.
            let found = try scan.listings(behind: query.position, limit: query.pageSize + 1, db)
            let page = found.prefix(query.pageSize)
            let next = found.count > page.count ? page.last.map { query.after($0.position) } : nil
            return AlbumListingPage(albums: page.map(\.listing), next: next)
        }
    }

    /// How many albums a filter leaves.
    package func albumCount(matching filter: AlbumFilter) async throws -> Int {
        try await read { db in try Self.albumCount(matching: filter, db) }
    }

    static func albumCount(matching filter: AlbumFilter, _ db: Database) throws -> Int {
        guard filter != AlbumFilter() else { return try shownAlbumCount(db) }
        guard let selection = try AlbumSelection(filter, db) else { return 0 }
        let condition = AlbumSelection.all(selection.conditions)
        return try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM album AS al WHERE \(condition.sql)"),
            arguments: condition.arguments) ?? 0
    }

    /// How many albums there are, those that are shown as one counted once.
    static func shownAlbumCount(_ db: Database) throws -> Int {
        let merged = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM albumMerge")) ?? 0
        return try count(.album, db) - merged
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
            while let row = try spellings.next().map({ RowReader(row: $0) }) {
                let id: Int64 = try row.value(0)
                if names[id] == nil { names[id] = try row.value(1) }
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
}
