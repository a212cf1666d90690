package import LibraryModel

/// Wire contract, 2.5: collection row.
extension LibraryModel.Collection: PlexRow {
    package init(_ element: PlexElement) throws(RowDamage) {
        try element.requireType("collection")
        self.init(ratingKey: try element.key(), title: element.title)
        guid = element.text(.guid)
        titleSort = element.text(.titleSort)
        summary = element.text(.summary)
        subtype = element.text(.subtype)
        isSmart = try element.flag(.smart)
        childCount = try element.count(.childCount)
        thumb = element.artwork(.thumb)
        addedAt = try element.time(.addedAt)
        updatedAt = try element.time(.updatedAt)
    }
}
