package import LibraryModel

/// A member of a collection, or one of several items asked for: of any type, and only the key matters (wire contract,
/// 2.9 and 2.13).
package struct MemberRow: PlexRow, Equatable {
    package var ratingKey: RatingKey
    package var type: String?
    /// How many tracks an album has, which only its details say; nothing where that is no number.
    package var leafCount: Int?

    package init(_ element: PlexElement) throws(RowDamage) {
        ratingKey = try element.key()
        type = element.text(.type)
        leafCount = element.text(.leafCount).flatMap { Int($0) }
    }
}
