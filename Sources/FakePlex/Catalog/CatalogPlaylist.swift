/// An audio playlist of a catalog.
public struct CatalogPlaylist: CatalogItem {
    public static let kind = CatalogKind.playlist
    public let id: String
    public internal(set) var ratingKey: Int
    public var title: String
    public var titleSort: String?
    public var guid: String?
    public var summary = ""
    /// Whether the server computes the entries anew at each reading.
    public var isSmart: Bool
    public var addedAt = 0
    public var updatedAt = 0
    /// A picture of its own in place of the mosaic.
    public var artwork: Artwork?
    /// The section whose tracks it holds; the catalog's first where left empty.
    public internal(set) var section: String
    /// What it plays, in order.
    public internal(set) var entries: [CatalogEntry] = []

    /// A playlist without entries.
    public init(
        id: String, title: String, ratingKey: Int = 0, section: String = "", isSmart: Bool = false, addedAt: Int = 0,
        updatedAt: Int = 0, artwork: Artwork? = nil
    ) {
        self.id = id
        self.title = title
        self.ratingKey = ratingKey
        self.section = section
        self.isSmart = isSmart
        self.addedAt = addedAt
        self.updatedAt = updatedAt
        self.artwork = artwork
    }
}

/// One place in a playlist; the same track may stand in several.
public struct CatalogEntry: Sendable, Equatable {
    /// The server's number for this place (`playlistItemID`); a smart playlist shows none.
    public let itemID: Int
    /// The track that stands here.
    public let trackKey: Int
}
