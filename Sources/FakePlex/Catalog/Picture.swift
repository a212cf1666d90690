/// What an image endpoint shows: one artwork, or up to four of them side by side.
struct Picture: Sendable, Equatable {
    /// The side of a picture for which no size was asked, in pixels.
    static let standardSide = 160
    /// The largest side that is rendered, in pixels.
    static let largestSide = 4096

    /// One to four, with colour and label.
    var tiles: [Artwork]
}

extension Catalog {
    /// The picture that an item shows; nothing where it shows none.
    func picture(of ratingKey: Int) -> Picture? {
        if let album = albumTable[ratingKey] { return album.artwork.map { Picture(tiles: [$0]) } }
        if let artist = artistTable[ratingKey] { return artist.artwork.map { Picture(tiles: [$0]) } }
        if let track = trackTable[ratingKey] { return picture(of: track.albumKey) }
        if let collection = collectionTable[ratingKey] {
            return collection.artwork.map { Picture(tiles: [$0]) } ?? mosaic(collection.memberKeys)
        }
        guard let playlist = playlistTable[ratingKey] else { return nil }
        return playlist.artwork.map { Picture(tiles: [$0]) } ?? mosaic(playlist.entries.lazy.map(\.trackKey))
    }

    /// Whether an item shows a picture at all.
    func hasPicture(_ ratingKey: Int) -> Bool { picture(of: ratingKey) != nil }

    /// The first four different pictures of some items.
    func mosaic(_ keys: some Sequence<Int>) -> Picture? {
        var tiles: [Artwork] = []
        for key in keys {
            guard let tile = picture(of: key)?.tiles.first, !tiles.contains(tile) else { continue }
            tiles.append(tile)
            if tiles.count == 4 { break }
        }
        return tiles.isEmpty ? nil : Picture(tiles: tiles)
    }

    /// The path of an item's own picture as rows give it; nothing where it shows none.
    ///
    /// The last number is the item's `updatedAt`, so that every edit moves it (wire contract, 2.11). A track's is its
    /// album's. Collections and playlists have mosaics, which move with their own edits only.
    public func thumbPath(of ratingKey: Int) -> String? {
        if let album = albumTable[ratingKey] {
            return album.artwork.map {
                address($0, "/library/metadata/\(ratingKey)/thumb/\($0.stamp ?? album.updatedAt)")
            }
        }
        if let artist = artistTable[ratingKey] {
            return artist.artwork.map {
                address($0, "/library/metadata/\(ratingKey)/thumb/\($0.stamp ?? artist.updatedAt)")
            }
        }
        if let track = trackTable[ratingKey] { return thumbPath(of: track.albumKey) }
        if let collection = collectionTable[ratingKey] {
            if let artwork = collection.artwork {
                return address(artwork, "/library/metadata/\(ratingKey)/thumb/\(artwork.stamp ?? collection.updatedAt)")
            }
            guard hasPicture(ratingKey) else { return nil }
            return "/library/collections/\(ratingKey)/composite/\(collection.updatedAt)?width=400&height=600"
        }
        guard let playlist = playlistTable[ratingKey], hasPicture(ratingKey) else { return nil }
        let path = "/playlists/\(ratingKey)/composite/\(playlist.artwork?.stamp ?? playlist.updatedAt)"
        return playlist.artwork.map { address($0, path) } ?? path
    }
}
