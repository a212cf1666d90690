/// Where a row stands, which decides what it carries besides the list's attributes.
enum RowPlace: Sendable {
    /// In a list: partial.
    case list
    /// Alone or in a comma list of ids: whole (wire contract, 2.9).
    case detail
    /// Among the hits of a search, with how good a hit it is (wire contract, 2.14).
    case hit(score: Double)
    /// In a playlist; a smart one's places have no number (wire contract, 2.15).
    case entry(itemID: Int?)

    /// Whether the row names its section: those do that may stand beside rows of other sections.
    var namesSection: Bool {
        if case .list = self { return false }
        return true
    }

    var isDetail: Bool {
        if case .detail = self { return true }
        return false
    }
}

/// Writes items as rows, in the attribute order of wire contract, 2.5.
struct RowWriter: ~Copyable {
    var xml: XMLBuffer
    let catalog: Catalog
    // Rows of one album come together, so the last parents looked up serve most of the next rows.
    private var album: CatalogAlbum?
    private var artist: CatalogArtist?

    /// A writer into an empty buffer with room for this many bytes.
    init(_ catalog: Catalog, reserving capacity: Int = 4096) {
        self.catalog = catalog
        xml = XMLBuffer(reserving: capacity)
    }

    /// Writes the item under this key, whatever it is; nothing where there is none.
    mutating func row(_ key: Int, _ place: RowPlace = .list) {
        if let track = catalog.trackTable[key] {
            row(track, place)
        } else if let album = catalog.albumTable[key] {
            row(album, place)
        } else if let artist = catalog.artistTable[key] {
            row(artist, place)
        } else if let collection = catalog.collectionTable[key] {
            row(collection, place)
        } else if let playlist = catalog.playlistTable[key] {
            row(playlist)
        }
    }

    /// The album with this key, remembered from one row to the next.
    mutating func album(_ key: Int) -> CatalogAlbum? {
        if album?.ratingKey != key { album = catalog.albumTable[key] }
        return album
    }

    /// The artist with this key, remembered from one row to the next.
    mutating func artist(_ key: Int) -> CatalogArtist? {
        if artist?.ratingKey != key { artist = catalog.artistTable[key] }
        return artist
    }

    /// The section's attributes on an item.
    mutating func section(_ key: String?) {
        guard let key, let section = catalog.sections.first(where: { $0.key == key }) else { return }
        xml.attribute("librarySectionTitle", section.title)
        xml.attribute("librarySectionID", section.key)
        xml.attribute("librarySectionKey", "/library/sections/\(section.key)")
    }

    /// Writes a `guid` attribute: the author's, or the one that ``CatalogItem/listedGuid`` makes of the id, without
    /// making a text of it first.
    mutating func guid<Item: CatalogItem>(_ name: StaticString, _ item: Item?) {
        guard let item else { return }
        guard item.guid == nil, Item.kind.canBeCollected else {
            xml.attribute(name, item.listedGuid)
            return
        }
        xml.raw(" ")
        xml.raw(name)
        switch Item.kind {
        case .artist: xml.raw("=\"plex://artist/")
        case .album: xml.raw("=\"plex://album/")
        default: xml.raw("=\"plex://track/")
        }
        xml.hexadecimal(StableHash.of(item.id), digits: 16)
        xml.hexadecimal(StableHash.of(item.id, salt: 1), digits: 8)
        xml.raw("\"")
    }

    /// A thumb's or an art's path.
    mutating func image(_ name: StaticString, _ artwork: Artwork?, _ key: Int, _ updatedAt: Int, art: Bool = false) {
        guard let artwork else { return }
        xml.raw(" ")
        xml.raw(name)
        xml.raw("=\"")
        if artwork.isElsewhere { xml.escaped(catalog.server.secondOriginAddress) }
        xml.raw("/library/metadata/")
        xml.number(key)
        xml.raw(art ? "/art/" : "/thumb/")
        xml.number(artwork.stamp ?? updatedAt)
        xml.raw("\"")
    }

    /// Tag elements of one kind, whole in details and only the word in lists (wire contract, 2.9).
    mutating func tags(_ element: StaticString, _ filter: StaticString, _ words: [String], _ place: RowPlace) {
        for word in words {
            xml.raw("<")
            xml.raw(element)
            if place.isDetail {
                let id = Int(StableHash.of(folded(word), salt: StableHash.of("\(filter)")) % 900_000) + 100
                xml.attribute("id", id)
                xml.attribute("filter", "\(filter)=\(id)")
            }
            xml.attribute("tag", word)
            xml.raw(" />\n")
        }
    }

    /// The manual collections that an item is in, as details list them (wire contract, 2.13).
    mutating func collectionTags(_ key: Int, _ place: RowPlace) {
        guard place.isDetail else { return }
        let titles = catalog.orders.collections(with: key, of: catalog).compactMap {
            catalog.collectionTable[$0]?.title
        }
        tags("Collection", "collection", titles, place)
    }

    /// Ends an element's start: at once where nothing is inside it.
    mutating func endStart(isLeaf: Bool) {
        xml.raw(isLeaf ? " />\n" : ">\n")
    }
}
