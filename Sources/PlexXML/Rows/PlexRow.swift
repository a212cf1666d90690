/// What one child element of a `MediaContainer` can be read as.
package protocol PlexRow: Sendable {
    /// Whether the elements inside of it matter.
    static var readsChildren: Bool { get }

    /// Whether tags are among them.
    static var readsTags: Bool { get }

    /// A row with what the start tag says.
    init(_ element: PlexElement) throws(RowDamage)

    /// Takes what a child says: `Media`, the `Part` of one, or a tag.
    mutating func take(_ child: PlexElement) throws(RowDamage)

    /// Judges the row when its element has ended.
    mutating func finish() throws(RowDamage)

    /// Appends a row. A requirement, as the next two, so that the compiler makes one for each type.
    static func begin(_ element: PlexElement, in rows: inout [Self]) throws(RowDamage)

    /// Gives a child to the last row.
    static func take(_ child: PlexElement, in rows: inout [Self]) throws(RowDamage)

    /// Finishes the last row.
    static func finish(in rows: inout [Self]) throws(RowDamage)
}

extension PlexRow {
    package static var readsChildren: Bool { false }
    package static var readsTags: Bool { false }
    package mutating func take(_ child: PlexElement) throws(RowDamage) {}
    package mutating func finish() throws(RowDamage) {}

    package static func begin(_ element: PlexElement, in rows: inout [Self]) throws(RowDamage) {
        rows.append(try Self(element))
    }

    package static func take(_ child: PlexElement, in rows: inout [Self]) throws(RowDamage) {
        try rows[rows.count - 1].take(child)
    }

    package static func finish(in rows: inout [Self]) throws(RowDamage) {
        try rows[rows.count - 1].finish()
    }
}
