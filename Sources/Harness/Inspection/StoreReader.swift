import Foundation

/// Reads the library that LibrarySync keeps, with plain SQLite and no code of the store's.
struct StoreReader {
    private let database: SQLiteFile

    init(_ file: URL) throws { database = try SQLiteFile(file) }

    /// Everything that the library holds.
    func library() throws -> LibrarySnapshot {
        var snapshot = LibrarySnapshot()
        snapshot[.artists] = try rows(
            """
            SELECT ratingKey, guid, title, titleSort, nullif(summary, ''), userRating, thumb, addedAt, updatedAt
            FROM artist
            """, numbers: ["userRating"], table: .artists, appending: try tags("artist"))
        snapshot[.albums] = try rows(
            """
            SELECT ratingKey, artistKey, guid, title, titleSort, studio, nullif(summary, ''), year,
                originallyAvailableAt, rating, userRating, thumb, addedAt, updatedAt
            FROM album
            """, numbers: ["rating", "userRating"], table: .albums, appending: try tags("album"))
        snapshot[.tracks] = try rows(
            """
            SELECT ratingKey, albumKey, artistKey, guid, title, titleSort, originalTitle, disc, "index", duration, userRating,
                partKey, partContainer, partCodec, partBitrate, partSize, addedAt, updatedAt
            FROM track
            """, numbers: ["userRating"], table: .tracks)
        snapshot[.collections] = try rows(
            """
            SELECT ratingKey, guid, title, titleSort, nullif(summary, ''), subtype, isSmart, thumb, addedAt, updatedAt
            FROM collection
            """, table: .collections,
            appending: try lists("SELECT collectionKey, memberKey FROM collectionMember ORDER BY 1, position"))
        snapshot[.playlists] = try rows(
            """
            SELECT ratingKey, guid, title, titleSort, nullif(summary, ''), isSmart, thumb, addedAt, updatedAt
            FROM playlist
            """, table: .playlists,
            appending: try lists("SELECT playlistKey, trackKey FROM playlistEntry ORDER BY 1, position"))
        return snapshot
    }

    /// The pictures that the library believes to have on disk.
    func pictures() throws -> [PictureRecord] {
        var records: [PictureRecord] = []
        try database.run("SELECT ownerKey, fileName, length FROM artwork WHERE fileName IS NOT NULL") { row in
            guard let owner = row.integer(0), let file = row.text(1) else { return }
            records.append(PictureRecord(owner: Int(owner), file: file, length: row.integer(2).map(Int.init)))
        }
        return records
    }

    /// How many pictures the records of all refreshes say could not be had.
    func failedPictures() throws -> Int {
        try database.rows("SELECT total(artworkFailed) FROM syncRun").first?[0].flatMap(Double.init).map { Int($0) }
            ?? 0
    }

    /// Tags that nothing bears.
    func leftovers() throws -> [String] {
        let tags = try database.rows(
            """
            SELECT kind, name FROM tag WHERE id NOT IN (SELECT tagID FROM artistTag)
                AND id NOT IN (SELECT tagID FROM albumTag)
            """)
        return tags.map { "nothing bears the \($0[0] ?? "tag") \($0[1] ?? "?")" }
    }

    private func rows(
        _ sql: String, numbers: Set<String> = [], table: LibraryTable, appending last: [Int: String]? = nil
    ) throws -> [Int: LibrarySnapshot.Row] {
        let columns = LibrarySnapshot.columns[table] ?? []
        let numeric = Set(columns.indices.filter { numbers.contains(columns[$0]) })
        var found: [Int: LibrarySnapshot.Row] = [:]
        try database.run(sql) { row in
            guard let key = row.integer(0).map(Int.init) else { return }
            var facts: LibrarySnapshot.Row = []
            facts.reserveCapacity(columns.count)
            for column in 1..<row.count {
                let text = row.text(column)
                facts.append(numeric.contains(column - 1) ? SnapshotText.number(text.flatMap(Double.init)) : text)
            }
            if let last { facts.append(last[key]) }
            found[key] = facts
        }
        return found
    }

    private func tags(_ owner: String) throws -> [Int: String] {
        var tags: [Int: [(kind: String, name: String)]] = [:]
        let sql = "SELECT l.\(owner)Key, t.kind, t.name FROM \(owner)Tag l JOIN tag t ON t.id = l.tagID"
        try database.run(sql) { row in
            guard let key = row.integer(0), let kind = row.text(1), let name = row.text(2) else { return }
            tags[Int(key), default: []].append((kind, name))
        }
        return tags.compactMapValues { SnapshotText.tags($0) }
    }

    private func lists(_ sql: String) throws -> [Int: String] {
        var lists: [Int: [String]] = [:]
        try database.run(sql) { row in
            guard let key = row.integer(0), let member = row.text(1) else { return }
            lists[Int(key), default: []].append(member)
        }
        return lists.mapValues { $0.joined(separator: ",") }
    }
}
