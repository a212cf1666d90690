/// An artist of a catalog.
public struct CatalogArtist: CatalogItem {
    /// The kind of these items.
    public static let kind = CatalogKind.artist
    /// The author's name for it; never sent to a client.
    public let id: String
    /// The number by which the server names it; 0 until a catalog has given it one.
    public internal(set) var ratingKey: Int
    /// What it is called.
    public var title: String
    /// The title it is ordered by, where the owner chose one.
    public var titleSort: String?
    /// The agent's name for it, where the author chose one.
    public var guid: String?
    /// What is said about it; empty where nothing is.
    public var summary = ""
    /// The owner's rating, 0 to 10.
    public var userRating: Double?
    /// What the server remembers of playing it.
    public var played = PlayState()
    /// In the server's order.
    public var genres: [String] = []
    /// In the server's order.
    public var styles: [String] = []
    /// In the server's order.
    public var moods: [String] = []
    /// In the server's order.
    public var countries: [String] = []
    /// Seconds since 1970.
    public var addedAt = 0
    /// Seconds since 1970; every edit moves it.
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
