/// An album, as the server lists it.
public struct Album: LibraryItem, Identifiable {
    /// Always the same for this type.
    public static let kind = ItemKind.album
    /// The item's number on its server.
    public var ratingKey: RatingKey
    /// The artist's key (`parentRatingKey`).
    public var artistKey: RatingKey
    /// The agent's name for the album; `local://…` where nothing matched.
    public var guid: String?
    /// What the item is called.
    public var title: String
    /// The title that lists are ordered by, where it differs from ``title``.
    public var titleSort: String?
    /// The record label (`studio`).
    public var studio: String?
    /// What the agent or the owner wrote about it.
    public var summary: String?
    /// The year of release.
    public var year: Int?
    /// `YYYY-MM-DD`.
    public var originallyAvailableAt: String?
    /// The critics' rating, 0 to 10.
    public var rating: Double?
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

    /// An album of which only the keys and the title are known.
    public init(ratingKey: RatingKey, artistKey: RatingKey, title: String) {
        self.ratingKey = ratingKey
        self.artistKey = artistKey
        self.title = title
        tags = []
    }
}
