internal import GRDB
internal import LibraryModel

extension AlbumOrder {
    /// What albums are ordered by, the most important first; the last one is a key, so that the order is total.
    var columns: [String] {
        switch key {
        case .artist: ["ar.sortFolded", "ar.ratingKey", "al.sortFolded", "al.year", "al.ratingKey"]
        case .title: ["al.sortFolded", "al.ratingKey"]
        case .year: ["al.year", "al.sortFolded", "al.ratingKey"]
        case .addedAt: ["al.addedAt", "al.ratingKey"]
        }
    }

    /// The order in SQL; SQLite puts what is absent first, and last where the order is turned round.
    var sql: String { columns.map { isDescending ? "\($0) DESC" : $0 }.joined(separator: ", ") }

    /// What comes behind a place in this order, in parts that follow each other the other way round.
    ///
    /// Each part is a range of an index: all columns up to one are equal, and that one lies behind. One comparison of
    /// all columns would have SQLite walk to the place from the beginning.
    func parts(behind position: [AlbumQuery.Value]) -> [AlbumSelection.Condition] {
        zip(columns, position).enumerated().reversed().flatMap { place, last in
            var equal = AlbumSelection.Condition(sql: "", arguments: [])
            for (column, value) in zip(columns, position).prefix(place) {
                equal.sql += "\(column) IS ? AND "
                equal.arguments += [value.databaseValue]
            }
            return behind(last.0, last.1).map {
                AlbumSelection.Condition(sql: "(\(equal.sql)\($0.sql))", arguments: equal.arguments + $0.arguments)
            }
        }
    }

    /// The ranges of one column that lie behind a value, in this order.
    private func behind(_ column: String, _ value: AlbumQuery.Value) -> [AlbumSelection.Condition] {
        let mayBeAbsent = ["al.year", "al.addedAt"].contains(column)
        let absent = AlbumSelection.Condition(sql: "\(column) IS NULL")
        let arguments: StatementArguments = [value.databaseValue]
        switch (value, isDescending) {
        case (.absent, false): return [AlbumSelection.Condition(sql: "\(column) IS NOT NULL")]
        case (.absent, true): return []
        case (_, false): return [AlbumSelection.Condition(sql: "\(column) > ?", arguments: arguments)]
        case (_, true):
            let lower = AlbumSelection.Condition(sql: "\(column) < ?", arguments: arguments)
            return mayBeAbsent ? [lower, absent] : [lower]
        }
    }
}

extension AlbumQuery.Value {
    var databaseValue: DatabaseValue {
        switch self {
        case .absent: .null
        case .number(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): self = .number(number)
        case .string(let text): self = .text(text)
        default: self = .absent
        }
    }
}
