package import LibraryModel

/// A place in a playlist and the item that stands there, of any type (wire contract, 2.15).
package struct PlaylistItemRow: PlexRow, Equatable {
    /// The place's own number; smart playlists have none.
    package var itemID: Int64?
    package var ratingKey: RatingKey
    package var type: String?

    package init(_ element: PlexElement) throws(RowDamage) {
        ratingKey = try element.key()
        itemID = try element.number(.playlistItemID, upTo: Int64.max)
        type = element.text(.type)
        // What is no track stands in an element of another name, such as `Video`.
        if element.name == .track, let type, type != "track" {
            throw RowDamage(attribute: "type", reason: "is \(type.prefix(40)), in a Track")
        }
    }
}
