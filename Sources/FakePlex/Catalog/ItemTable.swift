/// Items by rating key, in its order, in chunks.
///
/// A snapshot of a catalog is kept for every step of a scenario. Chunks make that cheap: an edit after a copy
/// duplicates the lists of chunks and the one chunk that it touches, not the library.
struct ItemTable<Item: CatalogItem>: Sendable, Equatable {
    private static var chunkSize: Int { 256 }

    /// The first key of each chunk.
    private var firsts: [Int] = []
    private var keys: [[Int]] = []
    private var items: [[Item]] = []
    private(set) var count = 0

    /// The item under this key.
    subscript(key: Int) -> Item? {
        guard let (chunk, place) = find(key) else { return nil }
        return items[chunk][place]
    }

    func contains(_ key: Int) -> Bool { find(key) != nil }

    /// Adds an item under its key, which must be free.
    mutating func insert(_ item: Item) {
        let key = item.ratingKey
        count += 1
        let last = keys.count - 1
        if last < 0 || key > keys[last][keys[last].count - 1] {
            append(item, key)
            return
        }
        let chunk = Swift.max(0, Self.placeAfter(key, in: firsts) - 1)
        let place = Self.placeAfter(key, in: keys[chunk])
        keys[chunk].insert(key, at: place)
        items[chunk].insert(item, at: place)
        firsts[chunk] = keys[chunk][0]
        if keys[chunk].count > Self.chunkSize { split(chunk) }
    }

    /// Changes the item under this key, where there is one.
    mutating func modify(_ key: Int, _ change: (inout Item) -> Void) {
        guard let (chunk, place) = find(key) else { return }
        change(&items[chunk][place])
    }

    /// Takes the item under this key out.
    mutating func remove(_ key: Int) {
        guard let (chunk, place) = find(key) else { return }
        count -= 1
        keys[chunk].remove(at: place)
        items[chunk].remove(at: place)
        if keys[chunk].isEmpty {
            firsts.remove(at: chunk)
            keys.remove(at: chunk)
            items.remove(at: chunk)
        } else {
            firsts[chunk] = keys[chunk][0]
        }
    }

    /// Calls with each item, in the order of the keys.
    func forEach(_ body: (Item) -> Void) {
        for chunk in items {
            for item in chunk { body(item) }
        }
    }

    /// All items, in the order of the keys.
    var all: [Item] { items.flatMap(\.self) }

    static func == (left: ItemTable, right: ItemTable) -> Bool {
        guard left.count == right.count else { return false }
        // After deletions the same items may lie in other chunks.
        return left.keys == right.keys ? left.items == right.items : left.all == right.all
    }

    private mutating func append(_ item: Item, _ key: Int) {
        if let last = keys.last, last.count < Self.chunkSize {
            keys[keys.count - 1].append(key)
            items[items.count - 1].append(item)
        } else {
            firsts.append(key)
            keys.append([key])
            items.append([item])
        }
    }

    private mutating func split(_ chunk: Int) {
        let middle = keys[chunk].count / 2
        keys.insert(Array(keys[chunk][middle...]), at: chunk + 1)
        items.insert(Array(items[chunk][middle...]), at: chunk + 1)
        keys[chunk].removeSubrange(middle...)
        items[chunk].removeSubrange(middle...)
        firsts.insert(keys[chunk + 1][0], at: chunk + 1)
    }

    private func find(_ key: Int) -> (chunk: Int, place: Int)? {
        let chunk = Self.placeAfter(key, in: firsts) - 1
        guard chunk >= 0 else { return nil }
        let place = Self.placeAfter(key, in: keys[chunk]) - 1
        return keys[chunk][place] == key ? (chunk, place) : nil
    }

    /// The place of the first key that is larger.
    ///
    /// Written out, since every row looks parents up.
    private static func placeAfter(_ key: Int, in keys: [Int]) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low &+ high) / 2
            if keys[middle] > key { high = middle } else { low = middle &+ 1 }
        }
        return low
    }
}

/// The first of `count` places at which a condition holds that, once it holds, holds to the end.
func firstIndex(_ count: Int, where holds: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
        let middle = (low + high) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
