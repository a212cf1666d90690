package import LibraryModel

/// Wire contract, 2.5: artist row.
extension Artist: PlexRow {
    package static var readsChildren: Bool { true }
    package static var readsTags: Bool { true }

    package init(_ element: PlexElement) throws(RowDamage) {
        try element.requireType("artist")
        self.init(ratingKey: try element.key(), title: element.title)
        guid = element.text(.guid)
        titleSort = element.text(.titleSort)
        summary = element.text(.summary)
        userRating = try element.rating(.userRating)
        thumb = element.artwork(.thumb)
        addedAt = try element.time(.addedAt)
        updatedAt = try element.time(.updatedAt)
    }

    package mutating func take(_ child: PlexElement) { tags.take(child) }
    package mutating func finish() { tags.removeRepetitions() }
}
