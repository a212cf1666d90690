extension Catalog {
    /// Makes one change, with a real server's side effects (wire contract, 2.11 and 2.17).
    ///
    /// An edited item's `updatedAt` moves, and with it the stamp in its picture's path; parents and children keep
    /// theirs, though children show a parent's new title. A deleted item takes everything below it along and leaves
    /// the collections and playlists that held it, which count as edited by that, unless they are smart. The last
    /// album takes no artist with it.
    ///
    /// - Parameters:
    ///   - edit: The change. Where it fails, the catalog is as before.
    ///   - now: The time in seconds since 1970; items that were changed later than that move by one second.
    /// - Throws: What is wrong with the edit, as a sentence for its author.
    public mutating func apply(_ edit: CatalogEdit, at now: Int) throws(CatalogError) {
        switch edit {
        case .edit(let reference, let values): try self.edit(try resolve(reference), values, now)
        case .add(let kind, let id, let parent, let fields, let artwork):
            try add(kind, id: id, to: parent, fields: fields, artwork: artwork, at: now)
        case .delete(let reference): delete(try resolve(reference), now)
        case .artwork(let reference, let artwork, let keepsStamp):
            try setArtwork(try resolve(reference), artwork, keepsStamp: keepsStamp, now)
        case .rekey(let ids):
            rekey(
                try ids.map { ids throws(CatalogError) in Set(try resolve(ids, among: CatalogKind.allCases)) }, at: now)
        case .section(let title, let key, let uuid, let counter):
            try editSection(title: title, key: key, uuid: uuid, counter: counter, at: now)
        case .removeSection: try removeSection(at: now)
        case .identity(let machineIdentifier, let name):
            if let machineIdentifier { server.machineIdentifier = machineIdentifier }
            if let name { server.friendlyName = name }
            touch()
        }
    }

    /// Adds an item from fields by name, as a library file or a scenario gives them.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - id: The author's id for it, unused so far.
    ///   - parent: The artist of an album, the album of a track; nothing for the other kinds.
    ///   - fields: Values by the names in ``fields(of:)``.
    ///   - artwork: Its picture; a track has none of its own.
    ///   - now: The time of its birth where the fields give none; without it, a default time.
    /// - Returns: The rating key it was given.
    /// - Throws: What is wrong with the item, as a sentence for its author.
    @discardableResult
    public mutating func add(
        _ kind: CatalogKind, id: String, to parent: String? = nil, fields: [String: FieldValue] = [:],
        artwork: Artwork? = nil, at now: Int? = nil
    ) throws(CatalogError) -> Int {
        let time = now ?? 0
        let key: Int
        switch kind {
        case .artist:
            var artist = CatalogArtist(id: id, title: id, addedAt: time, updatedAt: time, artwork: artwork)
            try artist.set(fields, editing: false)
            key = try add(artist)
        case .album:
            guard let parent else { throw .missingParent(id: id, kind: kind) }
            var album = CatalogAlbum(id: id, title: id, addedAt: time, updatedAt: time, artwork: artwork)
            try album.set(fields, editing: false)
            key = try add(album, to: parent)
        case .track:
            guard let parent else { throw .missingParent(id: id, kind: kind) }
            guard artwork == nil else { throw .noPicture(id) }
            var track = CatalogTrack(id: id, title: id, addedAt: time, updatedAt: time)
            try track.set(fields, editing: false)
            key = try add(track, to: parent)
        case .collection:
            var collection = CatalogCollection(id: id, title: id, addedAt: time, updatedAt: time, artwork: artwork)
            try collection.set(fields, editing: false)
            key = try add(collection, members: try CatalogCollection.references("members", in: fields) ?? [])
        case .playlist:
            var playlist = CatalogPlaylist(id: id, title: id, addedAt: time, updatedAt: time, artwork: artwork)
            try playlist.set(fields, editing: false)
            key = try add(playlist, tracks: try CatalogPlaylist.references("tracks", in: fields) ?? [])
        }
        if let now { noteChange(of: key, scannedAt: now) }
        return key
    }

    private mutating func edit(_ key: Int, _ values: [String: FieldValue], _ now: Int) throws(CatalogError) {
        if var artist = artistTable[key] {
            try artist.set(values, editing: true)
            Self.stamp(&artist, values, now)
            artistTable.modify(key) { $0 = artist }
        } else if var album = albumTable[key] {
            try album.set(values, editing: true)
            Self.stamp(&album, values, now)
            albumTable.modify(key) { $0 = album }
            placeAlbum(album)
        } else if var track = trackTable[key] {
            try track.set(values, editing: true)
            Self.stamp(&track, values, now)
            trackTable.modify(key) { $0 = track }
            placeTrack(track)
        } else if var collection = collectionTable[key] {
            try collection.set(values, editing: true)
            if let members = try CatalogCollection.references("members", in: values) {
                collection.memberKeys = try resolve(members, among: [collection.subtype])
            }
            Self.stamp(&collection, values, now)
            collectionTable.modify(key) { $0 = collection }
        } else if var playlist = playlistTable[key] {
            try playlist.set(values, editing: true)
            if let tracks = try CatalogPlaylist.references("tracks", in: values) {
                playlist.entries = entries(try resolve(tracks, among: [.track]), keeping: playlist.entries)
            }
            Self.stamp(&playlist, values, now)
            playlistTable.modify(key) { $0 = playlist }
        }
        layOutCollections()
        noteChange(of: key)
    }

    mutating func delete(_ key: Int, _ now: Int) {
        noteChange(of: key, scannedAt: now)
        var gone: Set<Int> = []
        remove(key, &gone)
        leaveLists(gone, now)
    }

    private mutating func remove(_ key: Int, _ gone: inout Set<Int>) {
        gone.insert(key)
        if let artist = artistTable[key] {
            for album in artist.albumKeys { remove(album, &gone) }
            artistTable.remove(key)
            keysByID[artist.id] = nil
        } else if let album = albumTable[key] {
            for track in album.trackKeys { remove(track, &gone) }
            artistTable.modify(album.artistKey) { $0.albumKeys.removeAll { $0 == key } }
            albumTable.remove(key)
            keysByID[album.id] = nil
        } else if let track = trackTable[key] {
            albumTable.modify(track.albumKey) { $0.trackKeys.removeAll { $0 == key } }
            trackTable.remove(key)
            keysByID[track.id] = nil
        } else if let collection = collectionTable[key] {
            collectionTable.remove(key)
            keysByID[collection.id] = nil
        } else if let playlist = playlistTable[key] {
            playlistTable.remove(key)
            keysByID[playlist.id] = nil
        }
    }

    /// Takes deleted items out of collections and playlists.
    ///
    /// What a smart one holds is no edit of it.
    private mutating func leaveLists(_ gone: Set<Int>, _ now: Int) {
        for var collection in collectionTable.all where collection.memberKeys.contains(where: gone.contains) {
            collection.memberKeys.removeAll(where: gone.contains)
            if !collection.isSmart { Self.stamp(&collection, [:], now) }
            collectionTable.modify(collection.ratingKey) { $0 = collection }
        }
        for var playlist in playlistTable.all where playlist.entries.contains(where: { gone.contains($0.trackKey) }) {
            playlist.entries.removeAll { gone.contains($0.trackKey) }
            if !playlist.isSmart { Self.stamp(&playlist, [:], now) }
            playlistTable.modify(playlist.ratingKey) { $0 = playlist }
        }
    }

    /// Moves an edited item's time, unless the edit itself set it.
    static func stamp(_ item: inout some CatalogItem, _ values: [String: FieldValue], _ now: Int) {
        guard values["updatedAt"] == nil else { return }
        // Playing is no edit (wire contract, 2.17).
        guard values.isEmpty || !values.keys.allSatisfy(PlayState.fields.contains) else { return }
        // The last stamp that there is stays.
        item.updatedAt = Swift.max(now, item.updatedAt == .max ? .max : item.updatedAt + 1)
    }

    /// Counts a change of an item, in its section too; playlists are in no section's counter.
    mutating func noteChange(of key: Int, scannedAt: Int? = nil) {
        touch()
        guard let section = section(of: key), playlistTable[key] == nil else { return }
        for place in sections.indices where sections[place].key == section.key {
            sections[place].countChange()
            if let scannedAt { sections[place].scannedAt = scannedAt }
        }
    }
}
