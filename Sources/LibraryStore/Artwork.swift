package import Foundation
internal import GRDB
package import LibraryModel

/// What is known of the picture of one item.
package struct StoredArtwork: Sendable, Equatable {
    /// The artist, album, collection or playlist whose picture it is.
    package var owner: RatingKey
    /// The picture that is wanted.
    package var reference: ArtworkReference
    /// The picture that is on disk, which may be an older one.
    package var file: ArtworkFile?
    /// When a screen last showed it; a refresh is not a use.
    package var lastUsedAt: Date?

    /// Whether the picture on disk is not the one that is wanted.
    package var isWanted: Bool { file?.reference != reference }

    /// A picture that is wanted, and perhaps had.
    package init(
        owner: RatingKey, reference: ArtworkReference, file: ArtworkFile? = nil, lastUsedAt: Date? = nil
    ) {
        self.owner = owner
        self.reference = reference
        self.file = file
        self.lastUsedAt = lastUsedAt
    }
}

/// A picture on disk, which several items may share.
package struct ArtworkFile: Sendable, Equatable {
    package var name: String
    /// The reference that it was fetched for.
    package var reference: ArtworkReference
    /// Bytes.
    package var length: Int64
    /// The hash of its content.
    package var hash: String
    package var etag: String?

    /// A picture as it was written.
    package init(name: String, reference: ArtworkReference, length: Int64, hash: String, etag: String? = nil) {
        self.name = name
        self.reference = reference
        self.length = length
        self.hash = hash
        self.etag = etag
    }
}

/// What became of a saved artwork row.
package struct ArtworkSaved: Sendable, Equatable {
    /// Whether the item still wants this picture; where not, nothing was written.
    package var isCurrent: Bool
    /// Names of files that no row refers to any more: the caller removes them.
    package var unusedFiles: [String]
}

/// SQL of artwork rows.
enum Artwork {
    static let columns = "ownerKey, reference, \(fileColumns)"
    static let fileColumns = "fileName, fileReference, length, hash, etag, lastUsedAt"

    static func row(_ row: RowReader) throws -> StoredArtwork {
        guard let reference = try row.reference(1) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "artwork without a reference")
        }
        var artwork = StoredArtwork(owner: try row.key(0), reference: reference)
        if let name = try row.optional(2, as: String.self), let had = try row.reference(3) {
            artwork.file = ArtworkFile(
                name: name, reference: had, length: try row.value(4), hash: try row.value(5), etag: try row.optional(6))
        }
        artwork.lastUsedAt = try row.optional(7, as: Double.self).map { Date(timeIntervalSince1970: $0) }
        return artwork
    }

    /// An SQL expression: the thumb of the item with this key, whatever its kind.
    static func wantedReference(_ key: String) -> String {
        let kinds: [ItemKind] = [.album, .artist, .collection, .playlist]
        let thumbs = kinds.map { "(SELECT thumb FROM \($0.rawValue) WHERE ratingKey = \(key))" }
        return "coalesce(\(thumbs.joined(separator: ", ")))"
    }

    /// Those of the file names that no row holds.
    static func unused(_ names: [String], _ db: Database) throws -> [String] {
        let isUsed = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM artwork WHERE fileName = ?)")
        return try names.filter { try Bool.fetchOne(isUsed, arguments: [$0]) != true }
    }
}

extension LibraryStore {
    /// The artwork rows of these items; items that never had a picture on a screen have none.
    package func artwork(for owners: [RatingKey]) async throws -> [RatingKey: StoredArtwork] {
        let rows = try await artworkRows("WHERE ownerKey IN (SELECT value FROM json_each(?))", [keyArray(owners)])
        return Dictionary(rows.map { ($0.owner, $0) }) { first, _ in first }
    }

    /// Whose picture an item shows, a track's being its album's, and which one; nothing where there is none.
    package func picture(of item: RatingKey) async throws -> (owner: RatingKey, reference: ArtworkReference)? {
        try await read { db in
            try db.values(
                """
                WITH owner AS (
                    SELECT coalesce((
                        SELECT coalesce(mg.shownKey, tr.albumKey) FROM track AS tr
                        LEFT JOIN albumMerge AS mg ON mg.albumKey = tr.albumKey WHERE tr.ratingKey = ?1), ?1) AS key)
                SELECT key, \(Artwork.wantedReference("key")) FROM owner
                """, [item.value]
            ) { row in (owner: try row.key(0), reference: try row.reference(1)) }
            .first.flatMap { found in found.reference.map { (found.owner, $0) } }
        }
    }

    /// Writes the artwork row of an item, unless the item is gone or wants another picture by now.
    ///
    /// Transaction: one of its own. A download that began for an old reference therefore cannot replace a newer one.
    package func saveArtwork(_ artwork: StoredArtwork) async throws -> ArtworkSaved {
        try await write { db in
            let wanted = try String.fetchOne(
                db.cachedStatement(sql: "SELECT \(Artwork.wantedReference("?1"))"), arguments: [artwork.owner.value])
            guard wanted == artwork.reference.path else { return ArtworkSaved(isCurrent: false, unusedFiles: []) }
            let old = try String.fetchOne(
                db.cachedStatement(sql: "SELECT fileName FROM artwork WHERE ownerKey = ?"),
                arguments: [artwork.owner.value])
            try db.cachedStatement(
                sql: """
                    INSERT INTO artwork (\(Artwork.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (ownerKey) DO UPDATE SET reference = excluded.reference, fileName = excluded.fileName,
                        fileReference = excluded.fileReference, length = excluded.length, hash = excluded.hash,
                        etag = excluded.etag,
                        lastUsedAt = max(ifnull(excluded.lastUsedAt, artwork.lastUsedAt),
                            ifnull(artwork.lastUsedAt, excluded.lastUsedAt))
                    """
            ).execute(
                arguments: [
                    artwork.owner.value, artwork.reference.path, artwork.file?.name, artwork.file?.reference.path,
                    artwork.file?.length, artwork.file?.hash, artwork.file?.etag,
                    artwork.lastUsedAt?.timeIntervalSince1970,
                ])
            return ArtworkSaved(isCurrent: true, unusedFiles: try Artwork.unused(old.map { [$0] } ?? [], db))
        }
    }

    /// Forgets an item's picture; returns the files that no row refers to any more.
    ///
    /// Transaction: one of its own.
    package func removeArtwork(_ owner: RatingKey) async throws -> [String] {
        try await write { db in
            let arguments: StatementArguments = [owner.value]
            let old = try String.fetchOne(
                db, sql: "SELECT fileName FROM artwork WHERE ownerKey = ?", arguments: arguments)
            try db.execute(sql: "DELETE FROM artwork WHERE ownerKey = ?", arguments: arguments)
            return try Artwork.unused(old.map { [$0] } ?? [], db)
        }
    }

    /// Pictures that must be fetched, because the item's reference moved on or its file never came: those used last
    /// come first, and those that no screen shows, since their album is shown within another one, not at all.
    package func artworkWorkList(limit: Int) async throws -> [StoredArtwork] {
        try await artworkRows(
            """
            WHERE fileReference IS NOT reference
                AND NOT EXISTS (SELECT 1 FROM albumMerge AS mg WHERE mg.albumKey = artwork.ownerKey)
            ORDER BY lastUsedAt DESC, ownerKey LIMIT ?
            """, [max(0, limit)])
    }

    /// Pictures of artists, albums, collections and playlists that are not on disk, those with a key after this one, each
    /// with the file that is there in its place.
    package func absentArtwork(after key: RatingKey?, limit: Int) async throws -> [StoredArtwork] {
        let kinds: [ItemKind] = [.album, .artist, .collection, .playlist]
        let wanted = kinds.map { kind in
            "SELECT ratingKey, thumb FROM \(kind.rawValue) WHERE thumb IS NOT NULL AND ratingKey > ?1"
        }
        return try await artworkRows(
            query: """
                SELECT w.ratingKey, w.thumb, \(Artwork.fileColumns)
                FROM (\(wanted.joined(separator: " UNION ALL "))) AS w LEFT JOIN artwork AS a ON a.ownerKey = w.ratingKey
                WHERE a.fileReference IS NOT w.thumb ORDER BY w.ratingKey LIMIT ?2
                """, [key?.value ?? 0, max(0, limit)])
    }

    /// Pictures on disk, those not used for longest first.
    package func leastRecentlyUsedArtwork(limit: Int) async throws -> [StoredArtwork] {
        try await artworkRows(
            "WHERE fileName IS NOT NULL ORDER BY lastUsedAt, ownerKey LIMIT ?", [max(0, limit)])
    }

    /// Pictures that the database believes to be on disk, those of items with a key after this one.
    package func artworkOnDisk(after key: RatingKey?, limit: Int) async throws -> [StoredArtwork] {
        try await artworkRows(
            "WHERE fileName IS NOT NULL AND ownerKey > ? ORDER BY ownerKey LIMIT ?", [key?.value ?? 0, max(0, limit)])
    }

    /// The bytes of all pictures on disk, shared ones counted once.
    package func artworkBytes() async throws -> Int64 {
        try await read { db in
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT sum(length) FROM (SELECT DISTINCT fileName, length FROM artwork)")) ?? 0
        }
    }

    /// The names of all files that rows refer to; any other file is an orphan.
    package func allArtworkFiles() async throws -> Set<String> {
        try await read { db in
            try String.fetchSet(db, sql: "SELECT fileName FROM artwork WHERE fileName IS NOT NULL")
        }
    }

    /// Notes that a screen showed these pictures.
    ///
    /// Transaction: one of its own, bookkeeping only.
    package func noteUse(_ owners: [RatingKey], at date: Date) async throws {
        let owners = keyArray(owners)
        try await write { db in
            try db.execute(
                sql: "UPDATE artwork SET lastUsedAt = ? WHERE ownerKey IN (SELECT value FROM json_each(?))",
                arguments: [date.timeIntervalSince1970, owners])
        }
    }

    /// The picture that an artist, album, collection or playlist has by now.
    package func thumb(of owner: RatingKey) async throws -> ArtworkReference? {
        try await read { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT \(Artwork.wantedReference("?1"))"), arguments: [owner.value])
        }.flatMap { ArtworkReference($0) }
    }

    private func artworkRows(_ condition: String, _ arguments: StatementArguments) async throws -> [StoredArtwork] {
        try await artworkRows(query: "SELECT \(Artwork.columns) FROM artwork \(condition)", arguments)
    }

    private func artworkRows(query: String, _ arguments: StatementArguments) async throws -> [StoredArtwork] {
        try await read { db in
            try Row.fetchAll(db.cachedStatement(sql: query), arguments: arguments).map { row in
                try Artwork.row(RowReader(row: row))
            }
        }
    }
}
