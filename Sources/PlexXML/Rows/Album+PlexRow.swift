package import LibraryModel

/// Wire contract, 2.5: album row.
extension Album: PlexRow {
    package static var readsChildren: Bool { true }
    package static var readsTags: Bool { true }

    package init(_ element: PlexElement) throws(RowDamage) {
        try element.requireType("album")
        let key = try element.key()
        self.init(ratingKey: key, artistKey: try element.key(.parentRatingKey), title: element.title)
        guid = element.text(.guid)
        titleSort = element.text(.titleSort)
        studio = element.text(.studio)
        summary = element.text(.summary)
        year = try element.number(.year, upTo: 9999).map { Int($0) }
        originallyAvailableAt = element.text(.originallyAvailableAt)
        rating = try element.rating(.rating)
        userRating = try element.rating(.userRating)
        thumb = element.artwork(.thumb)
        addedAt = try element.time(.addedAt)
        updatedAt = try element.time(.updatedAt)
    }

    package mutating func take(_ child: PlexElement) { tags.take(child) }
    package mutating func finish() { tags.removeRepetitions() }
}
