internal import GRDB
internal import LibraryModel

/// What a filter means in SQL, where `al` is the album.
struct AlbumSelection {
    /// A condition with its arguments, of which albums are found by it or only tested with it.
    struct Condition {
        var sql: String
        var arguments: StatementArguments = []
    }

    private(set) var conditions = [Condition(sql: ListingQuery.isShown("al"))]
    /// Whether a condition finds so few albums that they are best looked up and sorted, and not met by walking along
    /// the order.
    private(set) var isSmall = false

    /// Sets of up to so many albums are small.
    static let smallSet = 4_000

    /// Nothing where no album can match, since the library does not know a tag.
    init?(_ filter: AlbumFilter, _ db: Database) throws {
        if let artist = filter.artist {
            conditions.append(Condition(sql: "al.artistKey = ?", arguments: [artist.value]))
        }
        if let years = filter.years {
            conditions.append(
                Condition(sql: "al.year BETWEEN ? AND ?", arguments: [years.lowerBound, years.upperBound]))
        }
        var sets: [MemberSet] = []
        if let collection = filter.collection { sets.append(.collection(collection)) }
        for tag in filter.tags {
            let id = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM tag WHERE kind = ? AND folded = ?"),
                arguments: [tag.kind.rawValue, folded(tag.name)])
            guard let id else { return nil }
            sets.append(.tag(id))
        }
        try add(sets, db)
    }

    /// All of these conditions as one.
    static func all(_ conditions: [Condition]) -> Condition {
        Condition(
            sql: conditions.map(\.sql).joined(separator: " AND "),
            arguments: conditions.reduce([]) { $0 + $1.arguments })
    }

    private mutating func add(_ sets: [MemberSet], _ db: Database) throws {
        let counted = try sets.map { (set: $0, count: try $0.count(db)) }.sorted { $0.count < $1.count }
        for (place, (set, count)) in counted.enumerated() {
            let finds = place == 0 && count <= Self.smallSet
            isSmall = isSmall || finds
            conditions.append(finds ? set.found : set.tested)
        }
    }
}

/// Albums that a row of their own names: the members of a collection, the owners of a tag.
private struct MemberSet {
    var table: String
    var owner: String
    var album: String
    var key: Int64

    static func collection(_ key: RatingKey) -> MemberSet {
        MemberSet(table: "collectionMember", owner: "collectionKey", album: "memberKey", key: key.value)
    }

    static func tag(_ id: Int64) -> MemberSet {
        MemberSet(table: "albumTag", owner: "tagID", album: "albumKey", key: id)
    }

    /// How many there are, or one more than a small set has.
    func count(_ db: Database) throws -> Int {
        let rows = "SELECT 1 FROM \(table) WHERE \(owner) = ? LIMIT \(AlbumSelection.smallSet + 1)"
        return try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM (\(rows))"), arguments: [key]) ?? 0
    }

    /// Finds the albums in which they are shown.
    var found: AlbumSelection.Condition {
        AlbumSelection.Condition(
            sql: """
                al.ratingKey IN (
                    SELECT coalesce(mg.shownKey, s.\(album)) FROM \(table) AS s
                    LEFT JOIN albumMerge AS mg ON mg.albumKey = s.\(album) WHERE s.\(owner) = ?)
                """, arguments: [key])
    }

    /// Tests an album and those that are shown within it.
    var tested: AlbumSelection.Condition {
        AlbumSelection.Condition(
            sql: """
                (EXISTS (SELECT 1 FROM \(table) AS s WHERE s.\(owner) = ? AND s.\(album) = al.ratingKey)
                OR EXISTS (SELECT 1 FROM albumMerge AS mg CROSS JOIN \(table) AS s ON s.\(album) = mg.albumKey
                    WHERE mg.shownKey = al.ratingKey AND s.\(owner) = ?))
                """, arguments: [key, key])
    }
}
