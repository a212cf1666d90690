internal import GRDB
package import LibraryModel

/// An item that the store keeps: artist, album, track, collection, playlist.
package protocol LibraryRecord: LibraryItem {
    /// How the item becomes a row and a row the item.
    static var storage: RecordStorage<Self> { get }
}

/// How items of one type are laid out in their table.
package struct RecordStorage<Item: LibraryItem>: Sendable {
    let table: RecordTable
    /// The values of ``RecordTable/columns``, in their order.
    let encode: @Sendable (Item) -> [(any DatabaseValueConvertible)?]
    /// The item in a row that holds ``RecordTable/columns``, without its tags.
    let decode: @Sendable (RowReader) throws -> Item
    /// Where the item keeps its tags, if its kind has any.
    let tags: TagAccess?

    /// The way to an item's tags.
    struct TagAccess: Sendable {
        var get: @Sendable (Item) -> [Tag]
        var set: @Sendable (inout Item, [Tag]) -> Void
    }

    init(
        _ table: RecordTable, tags: TagAccess? = nil,
        encode: @escaping @Sendable (Item) -> [(any DatabaseValueConvertible)?],
        decode: @escaping @Sendable (RowReader) throws -> Item
    ) {
        self.table = table
        self.tags = tags
        self.encode = encode
        self.decode = decode
    }
}

/// The table of one kind of item, and the staging tables that belong to it, by name.
struct RecordTable: Sendable {
    var kind: ItemKind
    /// The first is `ratingKey`.
    var columns: [String]
    /// The column that names the parent, and the parent's kind.
    var parent: (column: String, kind: ItemKind)?
    var hasTags = false

    /// The library table.
    var name: String { kind.rawValue }
    private var suffix: String { name.prefix(1).uppercased() + name.dropFirst() }
    /// Whole items that the run brought.
    var staged: String { "staged" + suffix }
    /// Keys that the run found unchanged.
    var seen: String { "seen" + suffix }
    /// Keys that the commit deletes.
    var doomed: String { "doomed" + suffix }
    /// Tags of staged items.
    var stagedTags: String { staged + "Tag" }
    /// The library's links to tags.
    var tagLinks: String { name + "Tag" }
    /// The column that names the owner of a link, or of a place in a list.
    var ownerColumn: String { name + "Key" }

    /// The columns, as SQL names them, after a prefix such as `s.`.
    func columnList(_ prefix: String = "", from first: Int = 0) -> String {
        columns[first...].map { "\(prefix)\"\($0)\"" }.joined(separator: ", ")
    }

    /// An SQL condition: the run has seen the row of this kind with this key.
    func wasSeen(_ key: String) -> String {
        """
        (EXISTS (SELECT 1 FROM temp.\(seen) WHERE ratingKey = \(key))
        OR EXISTS (SELECT 1 FROM temp.\(staged) WHERE ratingKey = \(key)))
        """
    }

    /// The table of a kind.
    static func of(_ kind: ItemKind) -> RecordTable {
        switch kind {
        case .artist: Artist.storage.table
        case .album: Album.storage.table
        case .track: Track.storage.table
        case .collection: Collection.storage.table
        case .playlist: Playlist.storage.table
        }
    }

    /// All of them, parents before children.
    static let all = ItemKind.allCases.map(RecordTable.of)
    /// Those whose items have tags.
    static let tagged = all.filter(\.hasTags)
}

/// The values of one row, by position, which fail where a damaged file has none.
struct RowReader {
    let row: Row
    /// How many columns before the first are not the reader's.
    var offset = 0

    /// A value that may be absent.
    func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ index: Int, as: Value.Type = Value.self
    ) throws -> Value? {
        do { return try row.decode(Value?.self, atIndex: offset + index) } catch { throw damage(index) }
    }

    /// A value that the schema demands.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ index: Int, as: Value.Type = Value.self
    ) throws -> Value {
        do { return try row.decode(atIndex: offset + index) } catch { throw damage(index) }
    }

    func key(_ index: Int) throws -> RatingKey {
        guard let key = try optionalKey(index) else { throw damage(index) }
        return key
    }

    func optionalKey(_ index: Int) throws -> RatingKey? {
        try optional(index, as: Int64.self).flatMap { RatingKey($0) }
    }

    func reference(_ index: Int) throws -> ArtworkReference? {
        try optional(index, as: String.self).flatMap { ArtworkReference($0) }
    }

    private func damage(_ index: Int) -> DatabaseError {
        DatabaseError(
            resultCode: .SQLITE_CORRUPT,
            message: "\(StoreError.wrongValue): column \(offset + index) of \(Array(row.columnNames))")
    }
}
