extension RowWriter {
    /// Writes a playlist; an empty one has neither mosaic nor duration (wire contract, 2.15).
    mutating func row(_ playlist: CatalogPlaylist) {
        let key = playlist.ratingKey
        xml.raw("<Playlist")
        xml.attribute("ratingKey", key)
        xml.attribute("key", "/playlists/", key, "/items")
        guid("guid", playlist)
        xml.raw(" type=\"playlist\"")
        xml.attribute("title", playlist.title)
        xml.attribute("titleSort", playlist.listedTitleSort)
        xml.attribute("summary", playlist.summary)
        xml.attribute("smart", playlist.isSmart)
        xml.raw(" playlistType=\"audio\"")
        xml.attribute("composite", catalog.thumbPath(of: key))
        if playlist.isSmart { xml.raw(" icon=\"playlist://image.smart\"") }
        if !playlist.entries.isEmpty { xml.attribute("duration", catalog.duration(of: playlist)) }
        xml.attribute("leafCount", playlist.length)
        xml.attribute("addedAt", playlist.addedAt)
        xml.attribute("updatedAt", playlist.updatedAt)
        xml.raw(" />\n")
    }

    /// Writes the video of a playlist, of which a music client needs to know no more than that it is one.
    ///
    /// Its numbers lie beyond those of the catalog's items and places.
    mutating func video(of playlist: CatalogPlaylist) {
        let number = 1_000_000_000 + playlist.ratingKey
        xml.raw("<Video")
        xml.attribute("ratingKey", number)
        if !playlist.isSmart { xml.attribute("playlistItemID", number) }
        xml.raw(" type=\"clip\"")
        xml.attribute("title", playlist.video ?? "")
        xml.raw(" />\n")
    }
}

extension Catalog {
    /// How long a playlist plays, in milliseconds.
    func duration(of playlist: CatalogPlaylist) -> Int {
        playlist.entries.reduce(0) { $0 &+ (trackTable[$1.trackKey]?.duration ?? 0) }
    }
}
