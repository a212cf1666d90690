/// What a catalog's state implies and is computed when first asked for: the order of the lists, and look-ups backwards.
///
/// Belongs to one state of a catalog; the next change brings a new, empty one. Since albums and tracks are kept sorted
/// below their parents, only the artists are sorted here, and the rest is strung together.
final class CatalogOrders: Sendable {
    struct Names: Sendable {
        /// Rating keys in the default order, each with its folded title.
        var entries: [(key: Int, folded: String)]
    }

    private struct State: Sendable {
        var lists: [ListID: [Int]] = [:]
        var names: [CatalogKind: Names] = [:]
        var memberships: [Int: [Int]]?
    }

    private struct ListID: Hashable {
        var kind: CatalogKind
        var section: String
    }

    private let state = Locked(State())

    /// The keys of a kind in a section, in the server's default order (wire contract, 2.5).
    func list(_ kind: CatalogKind, in section: String, of catalog: Catalog) -> [Int] {
        state.withLock { Self.list(kind, section, catalog, &$0) }
    }

    /// The titles of a kind over all sections, folded, in the default order.
    func names(_ kind: CatalogKind, of catalog: Catalog) -> Names {
        state.withLock { state in
            if let known = state.names[kind] { return known }
            var entries: [(key: Int, folded: String)] = []
            for section in catalog.sections {
                for key in Self.list(kind, section.key, catalog, &state) {
                    entries.append((key, folded(catalog.item(key)?.title ?? "")))
                }
            }
            let names = Names(entries: entries)
            state.names[kind] = names
            return names
        }
    }

    /// The manual collections that an item is in, by rising key.
    func collections(with member: Int, of catalog: Catalog) -> [Int] {
        state.withLock { state in
            if let known = state.memberships { return known[member] ?? [] }
            var memberships: [Int: [Int]] = [:]
            catalog.collectionTable.forEach { collection in
                for key in collection.memberKeys where !collection.isSmart {
                    memberships[key, default: []].append(collection.ratingKey)
                }
            }
            state.memberships = memberships
            return memberships[member] ?? []
        }
    }

    private static func list(
        _ kind: CatalogKind, _ section: String, _ catalog: Catalog, _ state: inout State
    ) -> [Int] {
        let id = ListID(kind: kind, section: section)
        if let known = state.lists[id] { return known }
        let keys: [Int]
        switch kind {
        case .artist: keys = sorted(catalog.artistTable) { $0.section == section }
        case .collection: keys = sorted(catalog.collectionTable) { $0.section == section }
        case .playlist: keys = sorted(catalog.playlistTable) { $0.section == section }
        case .album:
            keys = list(.artist, section, catalog, &state).flatMap { catalog.artistTable[$0]?.albumKeys ?? [] }
        case .track:
            keys = list(.album, section, catalog, &state).flatMap { catalog.albumTable[$0]?.trackKeys ?? [] }
        }
        state.lists[id] = keys
        return keys
    }

    private static func sorted<Item>(_ table: ItemTable<Item>, where belongs: (Item) -> Bool) -> [Int] {
        var found: [(name: String, key: Int)] = []
        table.forEach { item in
            if belongs(item) { found.append((folded(item.sortTitle), item.ratingKey)) }
        }
        return found.sorted { ($0.name, $0.key) < ($1.name, $1.key) }.map(\.key)
    }
}
