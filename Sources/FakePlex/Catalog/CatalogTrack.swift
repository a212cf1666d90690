/// A track of a catalog.
public struct CatalogTrack: CatalogItem {
    /// The kind of these items.
    public static let kind = CatalogKind.track
    /// The author's name for it; never sent to a client.
    public let id: String
    /// The number by which the server names it; 0 until a catalog has given it one.
    public internal(set) var ratingKey: Int
    /// The album's key.
    public internal(set) var albumKey = 0
    /// What it is called.
    public var title: String
    /// The title it is ordered by, where the owner chose one.
    public var titleSort: String?
    /// The agent's name for it, where the author chose one.
    public var guid: String?
    /// What is said about it; empty where nothing is.
    public var summary = ""
    /// The performer, where it is not the album's artist.
    public var originalTitle: String?
    /// The place on the disc.
    public var index: Int?
    /// The disc (`parentIndex`); absent where unknown.
    public var disc: Int?
    /// Milliseconds.
    public var duration: Int?
    /// The owner's rating, 0 to 10.
    public var userRating: Double?
    /// What the server remembers of playing it.
    public var played = PlayState()
    /// How many listeners rated it.
    public var ratingCount: Int?
    /// In the server's order.
    public var genres: [String] = []
    /// In the server's order.
    public var styles: [String] = []
    /// In the server's order.
    public var moods: [String] = []
    /// Seconds since 1970.
    public var addedAt = 0
    /// Seconds since 1970; every edit moves it.
    public var updatedAt = 0
    /// The file's format; FLAC where none is given.
    public var container: String?
    /// The codec; the container's name where none is given.
    public var codec: String?
    /// Kilobits a second; what the codec usually has where none is given.
    public var bitrate: Int?
    /// Bytes; what duration and bitrate make where none is given.
    public var size: Int?
    /// The number in the file's path, which changes with the file (wire contract, 1.8); `addedAt` at birth.
    public var fileStamp = 0

    /// A track; times and rating key are given when it enters a catalog, unless they are given here.
    public init(
        id: String, title: String, ratingKey: Int = 0, index: Int? = nil, disc: Int? = nil, duration: Int? = nil,
        addedAt: Int = 0, updatedAt: Int = 0
    ) {
        self.id = id
        self.title = title
        self.ratingKey = ratingKey
        self.index = index
        self.disc = disc
        self.duration = duration
        self.addedAt = addedAt
        self.updatedAt = updatedAt
    }

    /// The file behind it, as rows describe it.
    public var media: CatalogMedia { CatalogMedia(self) }
}

/// The one medium and its one part that a track's row carries.
public struct CatalogMedia: Sendable, Equatable {
    /// The medium's id.
    public let mediaID: Int
    /// The part's id.
    public let partID: Int
    /// The number in the path.
    public let stamp: Int
    /// The file's format.
    public let container: String
    /// The codec.
    public let codec: String
    /// Kilobits a second.
    public let bitrate: Int
    /// Bytes.
    public let size: Int

    /// The path that plays it.
    public var key: String { "/library/parts/\(partID)/\(stamp)/file.\(container)" }

    init(_ track: CatalogTrack) {
        // Ids of their own, so that nobody takes a medium's for a track's.
        mediaID = track.ratingKey &+ 100_000_000
        partID = track.ratingKey &+ 200_000_000
        stamp = track.fileStamp
        let container = track.container ?? "flac"
        self.container = container
        codec = track.codec ?? container
        let spread = Int(StableHash.of(track.id) % 200)
        let bitrate = track.bitrate ?? (codec == "flac" || codec == "alac" ? 820 + spread : 320)
        self.bitrate = bitrate
        // Kilobits a second times milliseconds are bits.
        let bits = bitrate.multipliedReportingOverflow(by: track.duration ?? 200_000)
        size = track.size ?? (bits.overflow ? 0 : bits.partialValue / 8)
    }
}
