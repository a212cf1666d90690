/// An audio playlist of a catalog.
public struct CatalogPlaylist: CatalogItem {
    /// The kind of these items.
    public static let kind = CatalogKind.playlist
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
    /// Whether the server computes the entries anew at each reading.
    public var isSmart: Bool
    /// Seconds since 1970.
    public var addedAt = 0
    /// Seconds since 1970; every edit moves it.
    public var updatedAt = 0
    /// A picture of its own in place of the mosaic.
    public var artwork: Artwork?
    /// The section whose tracks it holds; the catalog's first where left empty.
    public internal(set) var section: String
    /// The tracks that it plays, in order.
    public internal(set) var entries: [CatalogEntry] = []
    /// The title of a video among its tracks, right behind the first one; nothing where it plays tracks alone.
    public var video: String?

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

extension CatalogPlaylist {
    /// How many places it has, the video's included.
    var length: Int { entries.count + (video == nil ? 0 : 1) }

    /// The track at a place; nothing where the video stands.
    func entry(at place: Int) -> CatalogEntry? {
        let videoPlace = video == nil ? length : min(1, entries.count)
        return place == videoPlace ? nil : entries[place < videoPlace ? place : place - 1]
    }
}

/// One place in a playlist; the same track may stand in several.
public struct CatalogEntry: Sendable, Equatable {
    /// The server's number for this place (`playlistItemID`); a smart playlist shows none.
    public let itemID: Int
    /// The track that stands here.
    public let trackKey: Int
}
