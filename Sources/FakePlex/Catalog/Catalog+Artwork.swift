extension Catalog {
    /// Gives an item another picture, or none; with `keepsStamp` path and times stay, so that no list tells of it.
    mutating func setArtwork(
        _ key: Int, _ artwork: Artwork?, keepsStamp: Bool, _ now: Int
    ) throws(CatalogError) {
        if let track = trackTable[key] { throw .noPicture(track.id) }
        if var artist = artistTable[key] {
            artist.artwork = try resolved(artwork, for: artist, replacing: artist.artwork, keepsStamp, now)
            if !keepsStamp { Self.stamp(&artist, [:], now) }
            artistTable.modify(key) { $0 = artist }
        } else if var album = albumTable[key] {
            album.artwork = try resolved(artwork, for: album, replacing: album.artwork, keepsStamp, now)
            if !keepsStamp { Self.stamp(&album, [:], now) }
            albumTable.modify(key) { $0 = album }
        } else if var collection = collectionTable[key] {
            collection.artwork = try resolved(artwork, for: collection, replacing: collection.artwork, keepsStamp, now)
            if !keepsStamp { Self.stamp(&collection, [:], now) }
            collectionTable.modify(key) { $0 = collection }
        } else if var playlist = playlistTable[key] {
            playlist.artwork = try resolved(artwork, for: playlist, replacing: playlist.artwork, keepsStamp, now)
            if !keepsStamp { Self.stamp(&playlist, [:], now) }
            playlistTable.modify(key) { $0 = playlist }
        }
        if keepsStamp { touch() } else { noteChange(of: key) }
    }

    private func resolved(
        _ artwork: Artwork?, for item: some CatalogItem, replacing old: Artwork?, _ keepsStamp: Bool, _ now: Int
    ) throws(CatalogError) -> Artwork? {
        var picture = try artwork?.resolved(for: item.id, replacing: old, at: now)
        if keepsStamp { picture?.stamp = old?.stamp }
        return picture
    }

    /// The address of an item's picture as rows give it: a path on the server, or an absolute one on the second origin.
    func address(_ artwork: Artwork, _ path: String) -> String {
        artwork.isElsewhere ? server.secondOriginAddress + path : path
    }
}
