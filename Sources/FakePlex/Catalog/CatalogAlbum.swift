/// An album of a catalog.
public struct CatalogAlbum: CatalogItem {
    /// The kind of these items.
    public static let kind = CatalogKind.album
    /// The author's name for it; never sent to a client.
    public let id: String
    /// The number by which the server names it; 0 until a catalog has given it one.
    public internal(set) var ratingKey: Int
    /// The artist's key.
    public internal(set) var artistKey = 0
    /// What it is called.
    public var title: String
    /// The title it is ordered by, where the owner chose one.
    public var titleSort: String?
    /// The agent's name for it, where the author chose one.
    public var guid: String?
    /// What is said about it; empty where nothing is.
    public var summary = ""
    /// The record label.
    public var studio: String?
    /// The year of release.
    public var year: Int?
    /// `YYYY-MM-DD`.
    public var originallyAvailableAt: String?
    /// The critics' rating, 0 to 10.
    public var rating: Double?
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
    /// The cover.
    public var artwork: Artwork?
    /// The keys of its tracks, in the server's order.
    public internal(set) var trackKeys: [Int] = []

    /// An album; times and rating key are given when it enters a catalog, unless they are given here.
    public init(
        id: String, title: String, ratingKey: Int = 0, year: Int? = nil, addedAt: Int = 0, updatedAt: Int = 0,
        genres: [String] = [], artwork: Artwork? = nil
    ) {
        self.id = id
        self.title = title
        self.ratingKey = ratingKey
        self.year = year
        self.addedAt = addedAt
        self.updatedAt = updatedAt
        self.genres = genres
        self.artwork = artwork
    }
}
