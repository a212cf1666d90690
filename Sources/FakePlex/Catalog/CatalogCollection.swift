/// A collection of a catalog.
public struct CatalogCollection: CatalogItem {
    /// The kind of these items.
    public static let kind = CatalogKind.collection
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
    /// The kind that it collects.
    public var subtype: CatalogKind
    /// Whether the server computes the members anew at each reading.
    public var isSmart: Bool
    /// What the members' order follows.
    public var collectionSort = CollectionSort.custom
    /// Seconds since 1970.
    public var addedAt = 0
    /// Seconds since 1970; every edit moves it.
    public var updatedAt = 0
    /// A picture of its own in place of the mosaic.
    public var artwork: Artwork?
    /// The section it stands in; the catalog's first where left empty.
    public internal(set) var section: String
    /// The members' keys, in order.
    public internal(set) var memberKeys: [Int] = []

    /// A collection without members.
    public init(
        id: String, title: String, ratingKey: Int = 0, section: String = "", subtype: CatalogKind = .album,
        isSmart: Bool = false, addedAt: Int = 0, updatedAt: Int = 0, artwork: Artwork? = nil
    ) {
        self.id = id
        self.title = title
        self.ratingKey = ratingKey
        self.section = section
        self.subtype = subtype
        self.isSmart = isSmart
        self.addedAt = addedAt
        self.updatedAt = updatedAt
        self.artwork = artwork
    }
}
