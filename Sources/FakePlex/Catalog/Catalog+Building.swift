extension Catalog {
    /// Adds an artist, and returns the rating key.
    @discardableResult
    public mutating func add(_ artist: CatalogArtist) throws(CatalogError) -> Int {
        var artist = artist
        artist.section = try sectionKey(artist.section)
        artist.artwork = try artist.artwork?.resolved(for: artist.id)
        artist.background = try artist.background?.resolved(for: artist.id)
        let key = try claim(artist.id, artist.ratingKey)
        settle(&artist.addedAt, &artist.updatedAt)
        artist.ratingKey = key
        artistTable.insert(artist)
        touch()
        return key
    }

    /// Adds an album to an artist, given by id or unique title, and returns the rating key.
    @discardableResult
    public mutating func add(_ album: CatalogAlbum, to artist: String) throws(CatalogError) -> Int {
        try insert(album, into: try resolve(artist, among: [.artist]))
    }

    /// Adds an album to the artist with this key.
    @discardableResult
    mutating func insert(_ album: CatalogAlbum, into artistKey: Int) throws(CatalogError) -> Int {
        var album = album
        album.artistKey = artistKey
        album.artwork = try album.artwork?.resolved(for: album.id)
        let key = try claim(album.id, album.ratingKey)
        settle(&album.addedAt, &album.updatedAt)
        album.ratingKey = key
        albumTable.insert(album)
        placeAlbum(album)
        touch()
        return key
    }

    /// Adds a track to an album, given by id or unique title, and returns the rating key.
    @discardableResult
    public mutating func add(_ track: CatalogTrack, to album: String) throws(CatalogError) -> Int {
        try insert(track, into: try resolve(album, among: [.album]))
    }

    /// Adds a track to the album with this key.
    @discardableResult
    mutating func insert(_ track: CatalogTrack, into albumKey: Int) throws(CatalogError) -> Int {
        var track = track
        track.albumKey = albumKey
        let key = try claim(track.id, track.ratingKey)
        settle(&track.addedAt, &track.updatedAt)
        if track.fileStamp == 0 { track.fileStamp = track.addedAt }
        track.ratingKey = key
        trackTable.insert(track)
        placeTrack(track)
        touch()
        return key
    }

    /// Adds a collection with these members, given by id or unique title, and returns the rating key.
    @discardableResult
    public mutating func add(_ collection: CatalogCollection, members: [String] = []) throws(CatalogError) -> Int {
        var collection = collection
        collection.section = try sectionKey(collection.section)
        collection.artwork = try collection.artwork?.resolved(for: collection.id)
        collection.memberKeys = laidOut(
            try resolve(members, among: [collection.subtype]), by: collection.collectionSort)
        let key = try claim(collection.id, collection.ratingKey)
        settle(&collection.addedAt, &collection.updatedAt)
        collection.ratingKey = key
        collectionTable.insert(collection)
        touch()
        return key
    }

    /// Adds a playlist of these tracks, given by id or unique title, and returns the rating key.
    @discardableResult
    public mutating func add(_ playlist: CatalogPlaylist, tracks: [String] = []) throws(CatalogError) -> Int {
        var playlist = playlist
        playlist.section = try sectionKey(playlist.section)
        playlist.artwork = try playlist.artwork?.resolved(for: playlist.id)
        let keys = try resolve(tracks, among: [.track])
        let key = try claim(playlist.id, playlist.ratingKey)
        settle(&playlist.addedAt, &playlist.updatedAt)
        playlist.ratingKey = key
        playlist.entries = entries(keys, keeping: [])
        playlistTable.insert(playlist)
        touch()
        return key
    }

    /// The keys of several items of certain kinds.
    func resolve(_ references: [String], among kinds: [CatalogKind]) throws(CatalogError) -> [Int] {
        var keys: [Int] = []
        keys.reserveCapacity(references.count)
        for reference in references { keys.append(try resolve(reference, among: kinds)) }
        return keys
    }

    /// Entries for these tracks; a place that stays in the list keeps its number, as on a real server.
    mutating func entries(_ tracks: [Int], keeping old: [CatalogEntry]) -> [CatalogEntry] {
        var kept: [Int: [Int]] = [:]
        for entry in old.reversed() { kept[entry.trackKey, default: []].append(entry.itemID) }
        return tracks.map { track in
            if let itemID = kept[track]?.popLast() { return CatalogEntry(itemID: itemID, trackKey: track) }
            nextEntryID += 1
            return CatalogEntry(itemID: nextEntryID - 1, trackKey: track)
        }
    }

    /// Registers an id and finds its rating key: the one asked for, or the next free one.
    private mutating func claim(_ id: String, _ wanted: Int) throws(CatalogError) -> Int {
        guard keysByID[id] == nil else { throw .duplicateID(id) }
        var key = wanted
        if wanted == 0 {
            while kind(of: nextRatingKey) != nil { nextRatingKey += 1 }
            key = nextRatingKey
            nextRatingKey += 1
        } else if wanted < 0 || wanted > Self.largestRatingKey || kind(of: wanted) != nil {
            throw .unusableRatingKey(wanted)
        }
        keysByID[id] = key
        return key
    }

    /// Gives an item its times where it came without.
    private mutating func settle(_ addedAt: inout Int, _ updatedAt: inout Int) {
        if addedAt == 0 { addedAt = updatedAt == 0 ? Self.defaultTime + added : updatedAt }
        if updatedAt == 0 { updatedAt = addedAt }
        added += 1
    }

    private func sectionKey(_ key: String) throws(CatalogError) -> String {
        guard let section = key.isEmpty ? sections.first : sections.first(where: { $0.key == key }) else {
            throw .unknownSection(key)
        }
        return section.key
    }
}
