/// An artist of a catalog.
public struct CatalogArtist: CatalogItem {
    public static let kind = CatalogKind.artist
    public let id: String
    public internal(set) var ratingKey: Int
    public var title: String
    public var titleSort: String?
    public var guid: String?
    public var summary = ""
    /// The owner's rating, 0 to 10.
    public var userRating: Double?
    /// In the server's order.
    public var genres: [String] = []
    /// In the server's order.
    public var styles: [String] = []
    /// In the server's order.
    public var moods: [String] = []
    /// In the server's order.
    public var countries: [String] = []
    public var addedAt = 0
    public var updatedAt = 0
    /// The portrait.
    public var artwork: Artwork?
    /// The wide background, which albums and tracks show too.
    public var background: Artwork?
    /// The section it stands in; the catalog's first where left empty.
    public internal(set) var section: String
    /// The keys of its albums, in the server's order.
    public internal(set) var albumKeys: [Int] = []

    /// An artist; times and rating key are given when it enters a catalog, unless they are given here.
    public init(
        id: String, title: String, ratingKey: Int = 0, section: String = "", addedAt: Int = 0, updatedAt: Int = 0,
        genres: [String] = [], artwork: Artwork? = nil
    ) {
        self.id = id
        self.title = title
        self.ratingKey = ratingKey
        self.section = section
        self.addedAt = addedAt
        self.updatedAt = updatedAt
        self.genres = genres
        self.artwork = artwork
    }
}
