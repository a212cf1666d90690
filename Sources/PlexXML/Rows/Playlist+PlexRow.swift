package import LibraryModel

/// Wire contract, 2.15: playlist row.
extension Playlist: PlexRow {
    package init(_ element: PlexElement) throws(RowDamage) {
        try element.requireType("playlist")
        if let type = element.text(.playlistType), type != "audio" {
            throw RowDamage(attribute: "playlistType", reason: "is \(type.prefix(40))")
        }
        self.init(ratingKey: try element.key(), title: element.title)
        guid = element.text(.guid)
        titleSort = element.text(.titleSort)
        summary = element.text(.summary)
        isSmart = try element.flag(.smart)
        leafCount = try element.count(.leafCount)
        thumb = element.artwork(.composite) ?? element.artwork(.thumb)
        addedAt = try element.time(.addedAt)
        updatedAt = try element.time(.updatedAt)
    }
}
