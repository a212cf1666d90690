/// A place of a stored list.
struct StoredPlace<Element: Hashable> {
    /// The row that holds it.
    var rowID: Int64
    /// Orders the list; neighbours need not be one apart.
    var position: Int64
    var element: Element
}

/// The rows to delete and to insert so that a stored list spells another one.
///
/// Rows that may stay where they are stay: what both lists begin and end with, and between that a longest common order.
/// Elements may repeat; between, the first of the stored ones is matched with the first of the wanted ones.
struct ListChange<Element: Hashable> {
    private(set) var deletedRows: [Int64] = []
    private(set) var inserted: [(position: Int64, element: Element)] = []

    var isEmpty: Bool { deletedRows.isEmpty && inserted.isEmpty }

    init(from stored: [StoredPlace<Element>], to wanted: [Element], spacing: Int64) {
        guard stored.map(\.element) != wanted else { return }
        let targets = Self.targets(of: stored.map(\.element), in: wanted)
        let kept = Self.longestIncreasing(targets)
        var positions = [Int64?](repeating: nil, count: wanted.count)
        for index in kept {
            if let target = targets[index] { positions[target] = stored[index].position }
        }
        if let filled = Self.fill(positions, spacing: spacing) {
            let keptSet = Set(kept)
            deletedRows = stored.indices.filter { !keptSet.contains($0) }.map { stored[$0].rowID }
            inserted = wanted.indices.filter { positions[$0] == nil }.map { (filled[$0], wanted[$0]) }
        } else {
            deletedRows = stored.map(\.rowID)
            inserted = wanted.enumerated().map { (Int64($0.offset) * spacing, $0.element) }
        }
    }

    /// For each stored element the place in the wanted list that it may fill, each place at most once.
    private static func targets(of stored: [Element], in wanted: [Element]) -> [Int?] {
        let shorter = min(stored.count, wanted.count)
        let head = zip(stored, wanted).prefix { $0 == $1 }.count
        let tail = zip(stored.reversed(), wanted.reversed()).prefix(shorter - head).prefix { $0 == $1 }.count
        var places: [Element: [Int]] = [:]
        for index in (head..<(wanted.count - tail)).reversed() { places[wanted[index], default: []].append(index) }
        let between = stored[head..<(stored.count - tail)].map { places[$0]?.popLast() }
        return Array(0..<head) + between + Array((wanted.count - tail)..<wanted.count)
    }

    /// The indexes of a longest subsequence that grows, by patience sorting.
    private static func longestIncreasing(_ values: [Int?]) -> [Int] {
        var tails: [Int] = []  // The index of the smallest value that ends a sequence of each length.
        var before = [Int?](repeating: nil, count: values.count)
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            var low = 0
            var high = tails.count
            while low < high {
                let middle = (low + high) / 2
                if let tail = values[tails[middle]], tail < value { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? tails[low - 1] : nil
            if low == tails.count { tails.append(index) } else { tails[low] = index }
        }
        var result: [Int] = []
        var next = tails.last
        while let index = next {
            result.append(index)
            next = before[index]
        }
        return result.reversed()
    }

    /// Positions for the places that have none, between those that have; nothing where they do not fit.
    private static func fill(_ positions: [Int64?], spacing: Int64) -> [Int64]? {
        var result: [Int64] = []
        result.reserveCapacity(positions.count)
        var start = 0
        while start < positions.count {
            if let position = positions[start] {
                result.append(position)
                start += 1
                continue
            }
            let end = positions[start...].firstIndex { $0 != nil } ?? positions.count
            let count = Int64(end - start)
            let right = end < positions.count ? positions[end] : nil
            switch (result.last, right) {
            case (nil, nil): result += (0..<count).map { $0 * spacing }
            case (let left?, nil): result += (1...count).map { left + $0 * spacing }
            case (nil, let right?): result += (1...count).map { right - (count + 1 - $0) * spacing }
            case (let left?, let right?):
                let step = (right - left) / (count + 1)
                guard step > 0 else { return nil }
                result += (1...count).map { left + $0 * step }
            }
            start = end
        }
        return result
    }
}
