extension Catalog {
    /// Puts an album where it belongs among its artist's, which stay sorted at all times: thus no change of one item
    /// sorts the whole library again.
    mutating func placeAlbum(_ album: CatalogAlbum) {
        guard var keys = artistTable[album.artistKey]?.albumKeys else { return }
        keys.removeAll { $0 == album.ratingKey }
        let name = folded(album.sortTitle)
        let place = firstIndex(keys.count) { place in
            guard let other = albumTable[keys[place]] else { return false }
            return (name, album.ratingKey) < (folded(other.sortTitle), other.ratingKey)
        }
        artistTable.modify(album.artistKey) { artist in
            artist.albumKeys.removeAll { $0 == album.ratingKey }
            artist.albumKeys.insert(album.ratingKey, at: place)
        }
    }

    /// Puts a track where it belongs among its album's.
    mutating func placeTrack(_ track: CatalogTrack) {
        guard var keys = albumTable[track.albumKey]?.trackKeys else { return }
        keys.removeAll { $0 == track.ratingKey }
        let place = firstIndex(keys.count) { place in
            guard let other = trackTable[keys[place]] else { return false }
            return precedes(track, other)
        }
        albumTable.modify(track.albumKey) { album in
            album.trackKeys.removeAll { $0 == track.ratingKey }
            album.trackKeys.insert(track.ratingKey, at: place)
        }
    }

    /// The order on an album: disc, place, title; an absent disc is the first one (wire contract, 2.5 and 4.4).
    private func precedes(_ one: CatalogTrack, _ other: CatalogTrack) -> Bool {
        let places = ((one.disc ?? 1, one.index ?? 0), (other.disc ?? 1, other.index ?? 0))
        if places.0 != places.1 { return places.0 < places.1 }
        return (folded(one.sortTitle), one.ratingKey) < (folded(other.sortTitle), other.ratingKey)
    }
}
