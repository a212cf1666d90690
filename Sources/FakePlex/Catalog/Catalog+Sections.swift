extension Catalog {
    /// Changes what the server says of the first section: another title, key, uuid, or a counter that behaves otherwise.
    ///
    /// A section that was removed and made again has another key and another uuid (wire contract, 2.4 and 2.17).
    mutating func editSection(
        title: String?, key: String?, uuid: String?, counter: SectionCounter?, at now: Int
    ) throws(CatalogError) {
        guard !sections.isEmpty else { throw .unknownSection("") }
        if let key, key != sections[0].key {
            guard !sections.contains(where: { $0.key == key }) else { throw .duplicateID(key) }
            let old = sections[0].key
            artistTable.rebuild { if $0.section == old { $0.section = key } }
            collectionTable.rebuild { if $0.section == old { $0.section = key } }
            playlistTable.rebuild { if $0.section == old { $0.section = key } }
            sections[0].key = key
        }
        if let title { sections[0].title = title }
        if let uuid { sections[0].uuid = uuid }
        if let counter { sections[0].counter = counter }
        touch()
        guard [title, key, uuid].contains(where: { $0 != nil }) else { return }
        sections[0].updatedAt = Swift.max(now, sections[0].updatedAt + 1)
    }

    /// Removes the first section with everything in it; playlists stay, without its tracks.
    mutating func removeSection(at now: Int) throws(CatalogError) {
        guard let section = sections.first else { throw .unknownSection("") }
        for artist in artists where artist.section == section.key { delete(artist.ratingKey, now) }
        for collection in collections where collection.section == section.key { delete(collection.ratingKey, now) }
        sections.removeFirst()
        touch()
    }

    /// Counts a change that a scan of all sections found.
    mutating func noteScan(at now: Int) {
        touch()
        for place in sections.indices {
            sections[place].countChange()
            sections[place].scannedAt = now
        }
    }
}
