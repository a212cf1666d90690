/// Finds items by what an author calls them.
package struct ItemIndex: Sendable {
    /// What looking up a name came to.
    package enum Finding: Sendable, Equatable {
        /// The item of this id.
        case found(id: String, kind: LibraryKind)
        /// There is none; the nearest id or title, where one is near.
        case unknown(nearest: String?)
        /// It is the title of several items, which have these ids.
        case ambiguous(ids: [String])
    }

    private var kinds: [String: LibraryKind] = [:]
    private var ids: [String] = []
    private var idsOfTitles: [String: [String]] = [:]

    /// An index of nothing.
    package init() {}

    /// An index of a library.
    package init(_ library: LibraryDescription) {
        for item in library.items { add(id: item.id, kind: item.kind, title: item.title) }
    }

    /// Adds an item; of two with the same id, the first stays.
    package mutating func add(id: String, kind: LibraryKind, title: String) {
        guard kinds[id] == nil else { return }
        kinds[id] = kind
        ids.append(id)
        idsOfTitles[title, default: []].append(id)
    }

    /// The item of this id, or else the only one with this title.
    package func find(_ text: String) -> Finding {
        if let kind = kinds[text] { return .found(id: text, kind: kind) }
        let candidates = idsOfTitles[text] ?? []
        if candidates.count > 1 { return .ambiguous(ids: candidates) }
        if let id = candidates.first, let kind = kinds[id] { return .found(id: id, kind: kind) }
        return .unknown(
            nearest: nearestName(to: text, among: ids) ?? nearestName(to: text, among: idsOfTitles.keys.sorted()))
    }
}
