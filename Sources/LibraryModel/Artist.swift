/// An artist, as the server lists it.
public struct Artist: LibraryItem, Identifiable {
    /// Always the same for this type.
    public static let kind = ItemKind.artist
    /// The item's number on its server.
    public var ratingKey: RatingKey
    /// The agent's name for the artist; `local://…` where nothing matched.
    public var guid: String?
    /// What the item is called.
    public var title: String
    /// The title that lists are ordered by, where it differs from ``title``.
    public var titleSort: String?
    /// What the agent or the owner wrote about it.
    public var summary: String?
    /// The owner's rating, 0 to 10.
    public var userRating: Double?
    /// Where its picture is, if it has one.
    public var thumb: ArtworkReference?
    /// Seconds since 1970.
    public var addedAt: Int64?
    /// Seconds since 1970; moves with every edit, not with plays.
    public var updatedAt: Int64?
    /// In the server's order, without repetitions.
    public var tags: [Tag]
    /// The same as ``ratingKey``.
    public var id: RatingKey { ratingKey }

    /// An artist of whom only the key and the title are known.
    public init(ratingKey: RatingKey, title: String) {
        self.ratingKey = ratingKey
        self.title = title
        tags = []
    }
}
