extension RowWriter {
    /// Writes an album (wire contract, 2.5: counts in details only).
    mutating func row(_ album: CatalogAlbum, _ place: RowPlace) {
        let key = album.ratingKey
        let artist = artist(album.artistKey)
        xml.raw("<Directory")
        if case .hit(let score) = place { xml.attribute("score", score) }
        xml.attribute("ratingKey", key)
        xml.attribute("key", "/library/metadata/", key, "/children")
        xml.attribute("parentRatingKey", album.artistKey)
        guid("guid", album)
        guid("parentGuid", artist)
        xml.attribute("studio", album.studio)
        xml.raw(" type=\"album\"")
        xml.attribute("title", album.title)
        xml.attribute("titleSort", album.listedTitleSort)
        xml.attribute("parentKey", "/library/metadata/", album.artistKey)
        if place.namesSection { section(artist?.section) }
        xml.attribute("parentTitle", artist?.title)
        xml.attribute("summary", album.summary)
        xml.raw(" index=\"1\"")
        xml.attribute("rating", album.rating)
        xml.attribute("userRating", album.userRating)
        playState(album.played)
        xml.attribute("year", album.year)
        image("thumb", album.artwork, key, album.updatedAt)
        image("art", artist?.background, album.artistKey, artist?.updatedAt ?? 0, art: true)
        image("parentThumb", artist?.artwork, album.artistKey, artist?.updatedAt ?? 0)
        xml.attribute("originallyAvailableAt", album.originallyAvailableAt)
        if place.isDetail {
            xml.attribute("leafCount", album.trackKeys.count)
            xml.raw(" viewedLeafCount=\"0\"")
        }
        xml.attribute("addedAt", album.addedAt)
        xml.attribute("updatedAt", album.updatedAt)
        xml.raw(" loudnessAnalysisVersion=\"1\"")
        let hasTags =
            !album.genres.isEmpty || !album.countries.isEmpty || !album.styles.isEmpty || !album.moods.isEmpty
        let isLeaf = !hasTags && !place.isDetail
        endStart(isLeaf: isLeaf)
        guard !isLeaf else { return }
        tags("Genre", "genre", album.genres, place)
        tags("Country", "country", album.countries, place)
        tags("Style", "style", album.styles, place)
        tags("Mood", "mood", album.moods, place)
        collectionTags(key, place)
        xml.raw("</Directory>\n")
    }
}
