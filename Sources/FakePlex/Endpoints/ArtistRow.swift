extension RowWriter {
    /// Writes an artist (wire contract, 2.5: no counts in lists).
    mutating func row(_ artist: CatalogArtist, _ place: RowPlace) {
        let key = artist.ratingKey
        xml.raw("<Directory")
        if case .hit(let score) = place { xml.attribute("score", score) }
        xml.attribute("ratingKey", key)
        xml.attribute("key", "/library/metadata/", key, "/children")
        guid("guid", artist)
        xml.raw(" type=\"artist\"")
        xml.attribute("title", artist.title)
        xml.attribute("titleSort", artist.listedTitleSort)
        if place.namesSection { section(artist.section) }
        xml.attribute("summary", artist.summary)
        xml.raw(" index=\"1\"")
        xml.attribute("userRating", artist.userRating)
        playState(artist.played)
        image("thumb", artist.artwork, key, artist.updatedAt)
        image("art", artist.background, key, artist.updatedAt, art: true)
        if case .hit = place { xml.attribute("childCount", artist.albumKeys.count) }
        xml.attribute("addedAt", artist.addedAt)
        xml.attribute("updatedAt", artist.updatedAt)
        let hasTags =
            !artist.genres.isEmpty || !artist.countries.isEmpty || !artist.styles.isEmpty || !artist.moods.isEmpty
        let isLeaf = !hasTags && !place.isDetail
        endStart(isLeaf: isLeaf)
        guard !isLeaf else { return }
        tags("Genre", "genre", artist.genres, place)
        tags("Country", "country", artist.countries, place)
        tags("Style", "style", artist.styles, place)
        tags("Mood", "mood", artist.moods, place)
        collectionTags(key, place)
        if place.isDetail {
            xml.raw("<Location")
            xml.attribute("path", "/music/\(artist.id)")
            xml.raw(" />\n")
        }
        xml.raw("</Directory>\n")
    }
}
