/// An audio playlist, as the server lists it.
///
/// Its entries are read and kept apart from it.
public struct Playlist: LibraryItem, Identifiable {
    /// Always the same for this type.
    public static let kind = ItemKind.playlist
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
    /// Whether the server computes the entries anew at each reading.
    public var isSmart: Bool
    /// How many entries the list says it has, which need not be how many it has (wire contract, 2.15).
    public var leafCount: Int?
    /// Its mosaic (`composite`).
    public var thumb: ArtworkReference?
    /// Seconds since 1970.
    public var addedAt: Int64?
    /// Seconds since 1970.
    public var updatedAt: Int64?
    /// The same as ``ratingKey``.
    public var id: RatingKey { ratingKey }

    /// A playlist of which only the key and the title are known.
    public init(ratingKey: RatingKey, title: String) {
        self.ratingKey = ratingKey
        self.title = title
        isSmart = false
    }
}

/// One place in a playlist.
///
/// The same track may stand in several.
public struct PlaylistEntry: Sendable, Equatable {
    /// The server's number for this place (`playlistItemID`); smart playlists have none.
    public var itemID: Int64?
    /// The track that stands here, which this library need not know.
    public var trackKey: RatingKey

    /// A place that holds this track.
    public init(itemID: Int64?, trackKey: RatingKey) {
        self.itemID = itemID
        self.trackKey = trackKey
    }
}
