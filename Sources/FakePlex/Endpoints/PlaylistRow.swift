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
        xml.attribute("leafCount", playlist.entries.count)
        xml.attribute("addedAt", playlist.addedAt)
        xml.attribute("updatedAt", playlist.updatedAt)
        xml.raw(" />\n")
    }
}

extension Catalog {
    /// How long a playlist plays, in milliseconds.
    func duration(of playlist: CatalogPlaylist) -> Int {
        playlist.entries.reduce(0) { $0 &+ (trackTable[$1.trackKey]?.duration ?? 0) }
    }
}
