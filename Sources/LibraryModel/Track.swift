/// A track, as the server lists it.
///
/// A track's picture is its album's, so that it has none of its own here (wire contract, 2.11).
public struct Track: LibraryItem, Identifiable {
    /// Always the same for this type.
    public static let kind = ItemKind.track
    /// The item's number on its server.
    public var ratingKey: RatingKey
    /// The album's key (`parentRatingKey`).
    public var albumKey: RatingKey
    /// The album artist's key (`grandparentRatingKey`).
    public var artistKey: RatingKey?
    /// The agent's name for the track; `local://…` where nothing matched.
    public var guid: String?
    /// What the item is called.
    public var title: String
    /// The title that lists are ordered by, where it differs from ``title``.
    public var titleSort: String?
    /// The performer, where it is not the album's artist.
    public var originalTitle: String?
    /// The disc's number (`parentIndex`); 1 where the server gives none.
    public var disc: Int
    /// The place on the disc; absent where unknown.
    public var index: Int?
    /// Milliseconds.
    public var duration: Int64?
    /// The owner's rating, 0 to 10.
    public var userRating: Double?
    /// What plays it.
    public var part: TrackPart
    /// Seconds since 1970.
    public var addedAt: Int64?
    /// Seconds since 1970; moves with every edit, not with plays.
    public var updatedAt: Int64?
    /// Where its picture is, if it has one.
    public var thumb: ArtworkReference? { nil }
    /// The same as ``ratingKey``.
    public var id: RatingKey { ratingKey }

    /// A track of which only the keys, the title and the file are known.
    public init(ratingKey: RatingKey, albumKey: RatingKey, title: String, part: TrackPart) {
        self.ratingKey = ratingKey
        self.albumKey = albumKey
        self.title = title
        self.part = part
        disc = 1
    }
}

/// The file behind a track: the first part of its first medium.
public struct TrackPart: Sendable, Equatable {
    /// The path that plays it, `/library/parts/…`.
    public var key: String
    /// The file format, such as `flac` or `mp3`.
    public var container: String?
    /// The audio codec.
    public var codec: String?
    /// Kilobits a second.
    public var bitrate: Int?
    /// Bytes.
    public var size: Int64?

    /// A file at this path.
    public init(key: String) { self.key = key }
}
