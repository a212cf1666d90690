extension Catalog {
    /// Gives items rating keys that no item has ever had, as after a repair, a split or a removal and return
    /// (wire contract, 2.17): all else about them stays, and whatever names them names them by the new key.
    ///
    /// Single items are written anew with their key, so that `updatedAt` moves; a rebuilt server keeps its times.
    ///
    /// - Parameters:
    ///   - wanted: The items' keys; nothing for every item, as on a server that was built anew.
    ///   - now: The time in seconds since 1970.
    mutating func rekey(_ wanted: Set<Int>?, at now: Int) {
        var known: [Int] = []
        forEachItem(of: CatalogKind.allCases) { known.append($0.ratingKey) }
        var next = Swift.max(nextRatingKey, (known.max() ?? 0) + 1)
        var renamed: [Int: Int] = [:]
        for key in known where wanted?.contains(key) ?? true {
            renamed[key] = next
            next += 1
        }
        nextRatingKey = next
        let new = { (key: Int) in renamed[key] ?? key }
        artistTable.rebuild { artist in
            artist.ratingKey = new(artist.ratingKey)
            artist.albumKeys = artist.albumKeys.map(new)
        }
        albumTable.rebuild { album in
            album.ratingKey = new(album.ratingKey)
            album.artistKey = new(album.artistKey)
            album.trackKeys = album.trackKeys.map(new)
        }
        trackTable.rebuild { track in
            track.ratingKey = new(track.ratingKey)
            track.albumKey = new(track.albumKey)
        }
        collectionTable.rebuild { collection in
            collection.ratingKey = new(collection.ratingKey)
            collection.memberKeys = collection.memberKeys.map(new)
        }
        playlistTable.rebuild { playlist in
            playlist.ratingKey = new(playlist.ratingKey)
            playlist.entries = playlist.entries.map { CatalogEntry(itemID: $0.itemID, trackKey: new($0.trackKey)) }
        }
        if wanted != nil { for key in renamed.values { renew(key, at: now) } }
        keysByID = keysByID.mapValues(new)
        for key in renamed.values { place(key) }
        layOutCollections()
        noteScan(at: now)
    }

    private mutating func renew(_ key: Int, at now: Int) {
        artistTable.modify(key) { Self.stamp(&$0, [:], now) }
        albumTable.modify(key) { Self.stamp(&$0, [:], now) }
        trackTable.modify(key) { Self.stamp(&$0, [:], now) }
        collectionTable.modify(key) { Self.stamp(&$0, [:], now) }
        playlistTable.modify(key) { Self.stamp(&$0, [:], now) }
    }

    /// Puts an item where it belongs among its siblings, of which the key decides where the titles are equal.
    private mutating func place(_ key: Int) {
        if let album = albumTable[key] { placeAlbum(album) }
        if let track = trackTable[key] { placeTrack(track) }
    }
}

extension ItemTable {
    /// Changes every item, its key too.
    mutating func rebuild(_ change: (inout Item) -> Void) {
        var items = all
        for place in items.indices { change(&items[place]) }
        self = ItemTable()
        for item in items.sorted(by: { $0.ratingKey < $1.ratingKey }) { insert(item) }
    }
}
