extension Visit {
    /// The items of a kind in a section that the query's filters let through, in the default order.
    ///
    /// Nothing where a filter's value cannot be read, which is a bad request. A field that is not known is ignored,
    /// and the whole list comes: so do real servers, silently (wire contract, 2.6).
    func selection(of kind: CatalogKind, in section: CatalogSection) -> [Int]? {
        let all = catalog.orders.list(kind, in: section.key, of: catalog)
        var filters: [Filter] = []
        for item in request.query.items {
            switch Filter.reading(item, for: kind, now: context.now) {
            case .filter(let filter): filters.append(filter)
            case .unknown: continue
            case .unreadable: return nil
            }
        }
        guard !filters.isEmpty else { return all }
        // The table is walked, not the order: its neighbours lie side by side.
        var chosen: Set<Int> = []
        let admit = { (key: Int, item: any CatalogItem) in
            if filters.allSatisfy({ $0.lets(item, in: catalog) }) { chosen.insert(key) }
        }
        catalog.forEachItem(of: [kind]) { admit($0.ratingKey, $0) }
        return chosen.isEmpty ? [] : all.filter(chosen.contains)
    }
}

/// One condition of a query: a field of the item or of one above it, an operator and a value.
struct Filter: Sendable {
    /// What a parameter turned out to be.
    enum Reading: Sendable {
        case filter(Filter)
        case unknown
        case unreadable
    }

    /// The condition on the item that the field belongs to.
    enum Condition: Sendable {
        case title(words: String)
        case titleIs(String, isNot: Bool)
        case keys(Set<Int>, isNot: Bool)
        case time(KeyPath, Comparison, Int)
        case year(Comparison, Int)
    }

    /// The times that can be asked for.
    enum KeyPath: Sendable { case addedAt, updatedAt }

    /// How numbers are compared.
    enum Comparison: Sendable {
        case equal, unequal, greater, less, atLeast, atMost

        func holds(_ value: Int, _ bound: Int) -> Bool {
            switch self {
            case .equal: value == bound
            case .unequal: value != bound
            case .greater: value > bound
            case .less: value < bound
            case .atLeast: value >= bound
            case .atMost: value <= bound
            }
        }

        /// By the signs that stand before the query's own equals sign.
        init?(_ signs: Substring) {
            switch signs {
            case "": self = .equal
            case "!": self = .unequal
            case ">>": self = .greater
            case "<<": self = .less
            case ">": self = .atLeast
            case "<": self = .atMost
            default: return nil
            }
        }
    }

    var scope: CatalogKind
    var condition: Condition

    /// Whether an item of the listed kind passes.
    func lets(_ item: any CatalogItem, in catalog: Catalog) -> Bool {
        guard let owner = catalog.item(scope, of: item) else { return false }
        switch condition {
        case .title(let words): return matchesWords(words, in: owner.title)
        case .titleIs(let title, let isNot): return (owner.title.lowercased() == title) != isNot
        case .keys(let keys, let isNot): return keys.contains(owner.ratingKey) != isNot
        case .time(.addedAt, let comparison, let bound): return comparison.holds(owner.addedAt, bound)
        case .time(.updatedAt, let comparison, let bound): return comparison.holds(owner.updatedAt, bound)
        case .year(let comparison, let bound):
            guard let year = (owner as? CatalogAlbum)?.year else { return comparison == .unequal }
            return comparison.holds(year, bound)
        }
    }
}

extension Filter {
    /// Reads a parameter for a list of a kind.
    static func reading(_ item: OrderedQuery.Item, for kind: CatalogKind, now: Int) -> Reading {
        let signs = item.name.firstIndex { "!<>=".contains($0) } ?? item.name.endIndex
        var parts = item.name[..<signs].split(separator: ".", omittingEmptySubsequences: false)
        let field = parts.popLast() ?? ""
        var scope = kind
        if let prefix = parts.first {
            guard parts.count == 1, let named = CatalogKind(rawValue: String(prefix)) else { return .unknown }
            scope = named
        }
        guard scope.isAbove(kind) else { return .unknown }
        let condition = condition(field, item.name[signs...], item.value, scope, now)
        return condition.map { $0.map { .filter(Filter(scope: scope, condition: $0)) } ?? .unreadable } ?? .unknown
    }

    /// The condition; nothing where field or operator is unknown, and nothing inside where the value is unreadable.
    private static func condition(
        _ field: Substring, _ signs: Substring, _ value: String, _ scope: CatalogKind, _ now: Int
    ) -> Condition?? {
        switch (field, signs) {
        case ("title", ""): return .some(.title(words: value))
        case ("title", "="), ("title", "!="): return .some(.titleIs(value.lowercased(), isNot: signs == "!="))
        case ("id", ""), ("id", "!"):
            return .some(.keys(Set(value.split(separator: ",").compactMap { Int($0) }), isNot: signs == "!"))
        case ("addedAt", _), ("updatedAt", _):
            guard let comparison = Comparison(signs) else { return nil }
            let path = field == "addedAt" ? KeyPath.addedAt : .updatedAt
            return .some(time(value, now).map { .time(path, comparison, $0) })
        case ("year", _) where scope == .album:
            guard let comparison = Comparison(signs) else { return nil }
            return .some(Int(value).map { .year(comparison, $0) })
        default: return nil
        }
    }

    /// A time: seconds since 1970, or so long before now as `-30d` says (wire contract, 2.6).
    static func time(_ text: String, _ now: Int) -> Int? {
        if let epoch = Int(text) { return epoch }
        guard text.hasPrefix("-") else { return nil }
        let number = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let units = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "mon": 2_592_000, "y": 31_536_000]
        guard let count = Int(number), let unit = units[String(text.dropFirst(1 + number.count))] else { return nil }
        let seconds = count.multipliedReportingOverflow(by: unit)
        return seconds.overflow ? nil : now - seconds.partialValue
    }
}

extension CatalogKind {
    /// Whether rows of another kind have an item of this kind above them, or are of it.
    func isAbove(_ kind: CatalogKind) -> Bool {
        switch (self, kind) {
        case (.artist, .album), (.artist, .track), (.album, .track): true
        default: self == kind
        }
    }
}

extension Catalog {
    /// The item itself or the one above it, whichever is of this kind.
    func item(_ kind: CatalogKind, of item: any CatalogItem) -> (any CatalogItem)? {
        switch (kind, item) {
        case (.album, let track as CatalogTrack): albumTable[track.albumKey]
        case (.artist, let track as CatalogTrack): albumTable[track.albumKey].flatMap { artistTable[$0.artistKey] }
        case (.artist, let album as CatalogAlbum): artistTable[album.artistKey]
        default: item
        }
    }
}
