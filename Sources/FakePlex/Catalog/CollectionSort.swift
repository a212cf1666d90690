/// The orders that a collection's members can have (wire contract, 2.13), by the numbers of `collectionSort`.
public enum CollectionSort: String, Sendable, CaseIterable {
    /// By release, the oldest first; what has no date comes before everything.
    case release
    /// By title.
    case alpha
    /// As the owner laid them out.
    case custom

    var wireNumber: Int {
        switch self {
        case .release: 0
        case .alpha: 1
        case .custom: 2
        }
    }
}

extension Catalog {
    /// Lays out every collection whose order follows its members: that is no edit of it, and moves no stamp.
    mutating func layOutCollections() {
        for collection in collectionTable.all where collection.collectionSort != .custom {
            let keys = laidOut(collection.memberKeys, by: collection.collectionSort)
            guard keys != collection.memberKeys else { continue }
            collectionTable.modify(collection.ratingKey) { $0.memberKeys = keys }
        }
    }

    /// Members in this order.
    func laidOut(_ members: [Int], by sort: CollectionSort) -> [Int] {
        guard sort != .custom else { return members }
        let places = members.map { key in
            (release: sort == .release ? release(of: key) : "", title: folded(item(key)?.sortTitle ?? ""), key: key)
        }
        return places.sorted { ($0.release, $0.title, $0.key) < ($1.release, $1.title, $1.key) }.map(\.key)
    }

    private func release(of key: Int) -> String {
        let album = albumTable[key] ?? trackTable[key].flatMap { albumTable[$0.albumKey] }
        return album?.originallyAvailableAt ?? album?.year.map(String.init) ?? ""
    }
}
