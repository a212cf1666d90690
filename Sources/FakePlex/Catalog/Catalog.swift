/// A library as data: what a world holds and its endpoints show.
///
/// A value: a copy is cheap and stays as it was, however the original is edited.
public struct Catalog: Sendable {
    /// Before this second nothing was added or edited, unless a library says so; items follow one second apart.
    public static let defaultTime = 1_700_000_000
    /// The rating key of the first item that is given none.
    static let firstRatingKey = 1001
    /// The largest rating key that every client reads exactly (wire contract, 3).
    static let largestRatingKey = 1 << 53

    /// What the server says of itself.
    public var server: ServerIdentity
    /// The sections, in the server's order.
    public var sections: [CatalogSection]
    /// Rises with every change to an item.
    public internal(set) var revision = 0

    var artistTable = ItemTable<CatalogArtist>()
    var albumTable = ItemTable<CatalogAlbum>()
    var trackTable = ItemTable<CatalogTrack>()
    var collectionTable = ItemTable<CatalogCollection>()
    var playlistTable = ItemTable<CatalogPlaylist>()
    var keysByID: [String: Int] = [:]
    var nextRatingKey = Catalog.firstRatingKey
    var nextEntryID = 1
    /// How many items were ever added, from which default times come.
    var added = 0
    /// What is computed from this state on demand; renewed by every change.
    var orders = CatalogOrders()

    /// A catalog without items.
    public init(server: ServerIdentity = ServerIdentity(), sections: [CatalogSection] = [CatalogSection()]) {
        self.server = server
        self.sections = sections
    }

    /// Notes that an item changed: what was computed from the old state is not used again.
    mutating func touch() {
        revision += 1
        orders = CatalogOrders()
    }
}

extension Catalog: Equatable {
    /// Equal where clients see the same and authors speak of it by the same ids.
    public static func == (left: Catalog, right: Catalog) -> Bool {
        left.server == right.server && left.sections == right.sections && left.artistTable == right.artistTable
            && left.albumTable == right.albumTable && left.trackTable == right.trackTable
            && left.collectionTable == right.collectionTable && left.playlistTable == right.playlistTable
    }
}
