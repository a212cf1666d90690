package import LibraryModel

/// A member of a collection: an item of any type, of which only the key matters (wire contract, 2.13).
package struct MemberRow: PlexRow, Equatable {
    package var ratingKey: RatingKey
    package var type: String?

    package init(_ element: PlexElement) throws(RowDamage) {
        ratingKey = try element.key()
        type = element.text(.type)
    }
}
