package import LibraryModel

/// An artist as a list shows it.
package struct ArtistListing: Sendable, Equatable, Identifiable {
    package var ratingKey: RatingKey
    package var title: String
    package var thumb: ArtworkReference?
    /// The content hash of the picture on disk.
    package var artworkHash: String?
    package var albumCount: Int
    package var id: RatingKey { ratingKey }
}

/// An album as a grid shows it.
package struct AlbumListing: Sendable, Equatable, Identifiable {
    package var ratingKey: RatingKey
    package var title: String
    package var artistKey: RatingKey
    package var artistTitle: String
    package var year: Int?
    package var thumb: ArtworkReference?
    /// The content hash of the picture on disk.
    package var artworkHash: String?
    package var id: RatingKey { ratingKey }
}

/// A track as a list shows it.
package struct TrackListing: Sendable, Equatable, Identifiable {
    package var ratingKey: RatingKey
    package var title: String
    /// Who performs it: the track's own performer, else the album's artist.
    package var artistTitle: String
    package var albumKey: RatingKey
    package var albumTitle: String
    package var disc: Int
    package var index: Int?
    /// Milliseconds.
    package var duration: Int64?
    /// The album's picture.
    package var thumb: ArtworkReference?
    /// The content hash of the album's picture on disk.
    package var artworkHash: String?
    package var id: RatingKey { ratingKey }
}

/// A collection or a playlist as a list shows it.
package struct ListListing: Sendable, Equatable, Identifiable {
    package var ratingKey: RatingKey
    package var title: String
    package var isSmart: Bool
    /// How many places it has in this library.
    package var count: Int
    package var thumb: ArtworkReference?
    /// The content hash of the picture on disk.
    package var artworkHash: String?
    package var id: RatingKey { ratingKey }
}

/// One page of a list, and how many items the whole list has, of one moment.
package struct ListPage<Item: Sendable & Equatable>: Sendable, Equatable {
    package var items: [Item]
    package var count: Int
}

/// What stands at one place of a collection.
package enum MemberListing: Sendable, Equatable {
    case artist(ArtistListing)
    case album(AlbumListing)
    case track(TrackListing)
    /// Something that this library does not hold.
    case unknown(RatingKey)
}

/// What stands at one place of a playlist.
package struct EntryListing: Sendable, Equatable {
    package var itemID: Int64?
    package var trackKey: RatingKey
    /// Absent where this library does not hold the track.
    package var track: TrackListing?
}

/// An album with what its screen shows, of one moment.
package struct AlbumDetail: Sendable, Equatable {
    package var album: Album
    package var listing: AlbumListing
    /// Those of the albums that are shown within it, too: by disc, place on the disc, title and key.
    package var tracks: [Track]
}

/// An artist with what its screen shows, of one moment.
package struct ArtistDetail: Sendable, Equatable {
    package var artist: Artist
    package var artworkHash: String?
    /// In the order of the grid.
    package var albums: [AlbumListing]
}

/// What a search found, at most as many of each kind as were asked for.
package struct SearchResults: Sendable, Equatable {
    package var artists: [ArtistListing]
    package var albums: [AlbumListing]
    package var tracks: [TrackListing]

    /// Results, none where not given.
    package init(artists: [ArtistListing] = [], albums: [AlbumListing] = [], tracks: [TrackListing] = []) {
        self.artists = artists
        self.albums = albums
        self.tracks = tracks
    }
}
