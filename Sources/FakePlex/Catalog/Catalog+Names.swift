extension Catalog {
    /// Finds the item that an author means by an id, or by a title where only one item has it.
    ///
    /// - Parameters:
    ///   - reference: The id or the title.
    ///   - kinds: What the item may be; an id of another kind is an error, a title of another kind does not count.
    /// - Returns: Its rating key.
    /// - Throws: ``CatalogError/unknownItem(_:nearest:)``, ``CatalogError/ambiguousTitle(_:candidates:)`` or
    ///   ``CatalogError/wrongKind(_:is:expected:)``.
    public func resolve(
        _ reference: String, among kinds: [CatalogKind] = CatalogKind.allCases
    ) throws(CatalogError) -> Int {
        if let key = keysByID[reference] {
            guard let kind = kind(of: key), !kinds.contains(kind) else { return key }
            throw .wrongKind(reference, is: kind, expected: kinds)
        }
        var candidates: [(key: Int, id: String)] = []
        forEachItem(of: kinds) { item in
            if item.title == reference { candidates.append((item.ratingKey, item.id)) }
        }
        if candidates.count == 1 { return candidates[0].key }
        guard candidates.isEmpty else { throw .ambiguousTitle(reference, candidates: candidates.map(\.id)) }
        throw .unknownItem(reference, nearest: nearest(to: reference, among: kinds))
    }

    /// The ids of the items whose id or title is most like a reference, best first, three at most.
    func nearest(to reference: String, among kinds: [CatalogKind]) -> [String] {
        var search = NearestName(to: reference)
        var found: [(distance: Int, id: String)] = []
        forEachItem(of: kinds) { item in
            let distances = [search.distance(to: item.id), search.distance(to: item.title)].compactMap(\.self)
            if let distance = distances.min() { found.append((distance, item.id)) }
        }
        return found.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
    }
}

/// Compares names with a misspelt one.
struct NearestName {
    private let wanted: [UInt8]
    private let limit: Int
    private var beforePrevious: [Int] = []
    private var previous: [Int] = []
    private var current: [Int] = []

    /// Looks for names like this one.
    init(to name: String) {
        wanted = Array(name.lowercased().utf8)
        limit = Swift.max(2, wanted.count / 3)
    }

    /// How many letters must change, or change places with their neighbours, to make the misspelt name of this one;
    /// nothing where that is too many.
    mutating func distance(to name: String) -> Int? {
        guard abs(name.utf8.count - wanted.count) <= limit else { return nil }
        let name = Array(name.lowercased().utf8)
        previous = Array(0...name.count)
        for (row, letter) in wanted.enumerated() {
            current = [row + 1]
            for (column, other) in name.enumerated() {
                let kept = previous[column] + (letter == other ? 0 : 1)
                current.append(Swift.min(kept, previous[column + 1] + 1, current[column] + 1))
                guard row > 0, column > 0, letter == name[column - 1], wanted[row - 1] == other else { continue }
                current[column + 1] = Swift.min(current[column + 1], beforePrevious[column - 1] + 1)
            }
            (beforePrevious, previous, current) = (previous, current, beforePrevious)
        }
        let distance = previous[name.count]
        return distance <= limit ? distance : nil
    }

    /// The most similar of some names.
    static func among(_ names: some Sequence<String>, to name: String) -> String? {
        var search = NearestName(to: name)
        return names.compactMap { candidate in search.distance(to: candidate).map { ($0, candidate) } }
            .min { $0 < $1 }?.1
    }
}
