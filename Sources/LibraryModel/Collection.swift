/// A collection, as the server lists it.
///
/// Its members are read and kept apart from it.
public struct Collection: LibraryItem, Identifiable {
    /// Always the same for this type.
    public static let kind = ItemKind.collection
    /// The item's number on its server.
    public var ratingKey: RatingKey
    /// The agent's name for the item; `local://…` where nothing matched.
    public var guid: String?
    /// What the item is called.
    public var title: String
    /// The title that lists are ordered by, where it differs from ``title``.
    public var titleSort: String?
    /// What the agent or the owner wrote about it.
    public var summary: String?
    /// What it collects: `artist`, `album` or `track`.
    public var subtype: String?
    /// Whether the server computes the members anew at each reading.
    public var isSmart: Bool
    /// How many members the list says it has, which need not be how many it has (wire contract, 4.12).
    public var childCount: Int?
    /// Where its picture is, if it has one.
    public var thumb: ArtworkReference?
    /// Seconds since 1970.
    public var addedAt: Int64?
    /// Seconds since 1970.
    public var updatedAt: Int64?
    /// The same as ``ratingKey``.
    public var id: RatingKey { ratingKey }

    /// A collection of which only the key and the title are known.
    public init(ratingKey: RatingKey, title: String) {
        self.ratingKey = ratingKey
        self.title = title
        isSmart = false
    }
}
