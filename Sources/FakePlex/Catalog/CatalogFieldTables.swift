extension Catalog {
    /// The names of the fields that library files and edits can set on items of a kind.
    public static func fields(of kind: CatalogKind) -> [String] {
        switch kind {
        case .artist: CatalogArtist.fields.map(\.name)
        case .album: CatalogAlbum.fields.map(\.name)
        case .track: CatalogTrack.fields.map(\.name)
        case .collection: CatalogCollection.fields.map(\.name)
        case .playlist: CatalogPlaylist.fields.map(\.name)
        }
    }
}

extension FieldedItem {
    /// The fields that items of all kinds have.
    static var commonFields: [CatalogField<Self>] {
        [
            .init("title", .text(\.title)), .init("titleSort", .optionalText(\.titleSort)),
            .init("guid", .optionalText(\.guid)), .init("summary", .text(\.summary)),
            .init("addedAt", .integer(\.addedAt)), .init("updatedAt", .integer(\.updatedAt)),
            .init("ratingKey", .ratingKey(\.ratingKey)),
        ]
    }
}

extension CatalogArtist: PlayableItem {
    static let ownFields: [CatalogField<CatalogArtist>] =
        [
            .init("userRating", .optionalNumber(\.userRating)), .init("genres", .list(\.genres)),
            .init("styles", .list(\.styles)), .init("moods", .list(\.moods)), .init("countries", .list(\.countries)),
        ] + playFields
}

extension CatalogAlbum: PlayableItem {
    static let ownFields: [CatalogField<CatalogAlbum>] =
        [
            .init("studio", .optionalText(\.studio)), .init("year", .optionalInteger(\.year)),
            .init("originallyAvailableAt", .optionalText(\.originallyAvailableAt)),
            .init("rating", .optionalNumber(\.rating)), .init("userRating", .optionalNumber(\.userRating)),
            .init("genres", .list(\.genres)), .init("styles", .list(\.styles)), .init("moods", .list(\.moods)),
            .init("countries", .list(\.countries)),
        ] + playFields
}

extension CatalogTrack: PlayableItem {
    static let ownFields: [CatalogField<CatalogTrack>] =
        [
            .init("originalTitle", .optionalText(\.originalTitle)), .init("index", .optionalInteger(\.index)),
            .init("disc", .optionalInteger(\.disc)), .init("duration", .optionalInteger(\.duration)),
            .init("userRating", .optionalNumber(\.userRating)), .init("ratingCount", .optionalInteger(\.ratingCount)),
            .init("genres", .list(\.genres)), .init("styles", .list(\.styles)), .init("moods", .list(\.moods)),
            .init("container", .optionalText(\.container)), .init("codec", .optionalText(\.codec)),
            .init("bitrate", .optionalInteger(\.bitrate)), .init("size", .optionalInteger(\.size)),
            .init("fileStamp", .integer(\.fileStamp)),
        ] + playFields
}

extension CatalogCollection: FieldedItem {
    static let ownFields: [CatalogField<CatalogCollection>] = [
        .init("subtype", .subtype(\.subtype)), .init("smart", .flag(\.isSmart)),
        .init("collectionSort", .collectionSort(\.collectionSort)), .init("members", .references),
    ]
}

extension CatalogPlaylist: FieldedItem {
    static let ownFields: [CatalogField<CatalogPlaylist>] = [
        .init("smart", .flag(\.isSmart)), .init("tracks", .references), .init("video", .optionalText(\.video)),
    ]
}
