/// A collection of a catalog.
public struct CatalogCollection: CatalogItem {
    public static let kind = CatalogKind.collection
    public let id: String
    public internal(set) var ratingKey: Int
    public var title: String
    public var titleSort: String?
    public var guid: String?
    public var summary = ""
    /// The kind that it collects.
    public var subtype: CatalogKind
    /// Whether the server computes the members anew at each reading.
    public var isSmart: Bool
    public var addedAt = 0
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
