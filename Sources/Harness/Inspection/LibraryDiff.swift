/// The places where a client's library is not what it should be.
package struct LibraryDiff: Sendable, Equatable {
    /// One item that is missing, too much, or wrong in some facts.
    package enum Difference: Sendable, Equatable {
        case missing(LibraryTable, Int)
        case extra(LibraryTable, Int)
        case wrong(LibraryTable, Int, facts: [Fact])

        /// The table and the ratingKey that the difference is about.
        package var item: (table: LibraryTable, key: Int) {
            switch self {
            case .missing(let table, let key), .extra(let table, let key), .wrong(let table, let key, _): (table, key)
            }
        }
    }

    /// One fact of an item, as it should be and as it is.
    package struct Fact: Sendable, Equatable {
        package var name: String
        package var expected: String?
        package var found: String?
    }

    package var differences: [Difference]

    /// Compares what a client holds with what it should hold.
    package init(found: LibrarySnapshot, expected: LibrarySnapshot) {
        differences = []
        for table in LibraryTable.allCases {
            let (held, wanted) = (found[table], expected[table])
            for (key, row) in wanted.sorted(by: { $0.key < $1.key }) {
                guard let other = held[key] else {
                    differences.append(.missing(table, key))
                    continue
                }
                guard other != row else { continue }
                let names = LibrarySnapshot.columns[table] ?? []
                let facts = zip(names, zip(row, other)).filter { $0.1.0 != $0.1.1 }
                    .map { Fact(name: $0.0, expected: $0.1.0, found: $0.1.1) }
                differences.append(.wrong(table, key, facts: facts))
            }
            for key in held.keys.sorted() where wanted[key] == nil { differences.append(.extra(table, key)) }
        }
    }
}
