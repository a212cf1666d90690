import FakePlex

/// The sorts of element that lists are made of, each in the answer that it is damaged in.
enum Element: String, CaseIterable, Sendable {
    case artist, album, track, media, part, collection, playlist
    /// An album in the list of a collection, and a track in the list of a playlist.
    case member, entry
    /// What says of an artist and of an album what they are like.
    case artistTag, albumTag
    /// An album where it stands with everything that is known of it.
    case detail

    /// The answer that is damaged.
    var endpoint: EndpointName {
        switch self {
        case .artist, .artistTag: .artists
        case .album, .albumTag: .albums
        case .track, .media, .part: .tracks
        case .collection: .collections
        case .playlist: .playlists
        case .member: .collectionItems
        case .entry: .playlistItems
        case .detail: .metadata
        }
    }

    /// Whether it stands in the list of its kind, by which is known what is gone.
    var isListed: Bool { self != .member && self != .entry && self != .detail }

    /// The item whose element it is, by its id.
    var item: String {
        switch self {
        case .artist, .artistTag: "north"
        case .album, .albumTag, .detail, .member: "north-one"
        case .track, .media, .part, .entry: "north-one/1"
        case .collection: "first-collection"
        case .playlist: "first-playlist"
        }
    }

    /// The name of the element inside the item's; nothing: the item's own.
    var child: String? {
        switch self {
        case .media: "Media"
        case .part: "Part"
        case .artistTag, .albumTag: "Genre"
        default: nil
        }
    }

    /// Its attributes, all that the fake writes, with what each is to a client.
    var attributes: [(name: String, role: Role)] {
        switch self {
        case .artist: Self.common + Self.playable + Self.pictured
        case .album: Self.albumRow
        case .track: Self.trackRow
        case .media:
            [
                ("id", .unread), ("duration", .unread), ("bitrate", .checked("bitrate")), ("audioChannels", .unread),
                ("audioCodec", .text("codec")),
                // Its part has one of its own, which counts.
                ("container", .unread),
            ]
        case .part:
            [
                ("id", .unread), ("key", .needed), ("duration", .unread), ("file", .unread), ("size", .checked("size")),
                ("container", .text("container", absent: "flac")),
            ]
        case .collection:
            Self.common + [
                ("subtype", .text("subtype")), ("smart", .checked("smart", absent: "0")), ("thumb", .text("thumb")),
                ("childCount", .checked(nil)), ("collectionSort", .unread), ("minYear", .unread), ("maxYear", .unread),
            ]
        case .playlist:
            Self.common + [
                ("smart", .checked("smart", absent: "0")), ("playlistType", .checked(nil)),
                ("composite", .text("thumb")), ("duration", .unread), ("leafCount", .checked(nil)),
            ]
        case .member: Self.albumRow.map { ($0.name, $0.name == "ratingKey" ? .identity : .unread) }
        case .entry:
            (Self.trackRow + Self.section).map { ($0.name, $0.name == "ratingKey" ? .identity : .unread) }.filter {
                $0.0 != "type"
            } + [("type", .checked(nil)), ("playlistItemID", .checked(nil))]
        case .artistTag, .albumTag: [("tag", .word)]
        case .detail:
            // Of details only the tags are taken, if they can be read and are of the album as it was listed.
            (Self.albumRow + Self.section).map { ($0.name, $0.role.inDetails) }.filter { $0.0 != "updatedAt" }
                + [("leafCount", .unread), ("viewedLeafCount", .unread), ("updatedAt", .needed)]
        }
    }

    private static let common: [(name: String, role: Role)] = [
        ("ratingKey", .identity), ("key", .unread), ("guid", .text("guid")), ("type", .needed),
        ("title", .title), ("titleSort", .text("titleSort")), ("summary", .text("summary")),
        ("addedAt", .checked("addedAt")), ("updatedAt", .checked("updatedAt")),
    ]
    private static let playable: [(name: String, role: Role)] = [
        ("index", .unread), ("userRating", .checked("userRating")), ("viewCount", .unread), ("skipCount", .unread),
        ("lastViewedAt", .unread), ("lastRatedAt", .unread),
    ]
    private static let pictured: [(name: String, role: Role)] = [("thumb", .text("thumb")), ("art", .unread)]
    private static let albumRow: [(name: String, role: Role)] =
        common + playable + pictured + [
            ("parentRatingKey", .needed), ("parentGuid", .unread), ("studio", .text("studio")), ("parentKey", .unread),
            ("parentTitle", .unread), ("rating", .checked("rating")), ("year", .checked("year")),
            ("parentThumb", .unread), ("originallyAvailableAt", .text("originallyAvailableAt")),
            ("loudnessAnalysisVersion", .unread),
        ]
    private static let trackRow: [(name: String, role: Role)] =
        common.filter { $0.name != "summary" } + playable.filter { $0.name != "index" } + [
            ("summary", .unread), ("parentRatingKey", .needed), ("grandparentRatingKey", .checked("artist")),
            ("parentGuid", .unread), ("grandparentGuid", .unread), ("parentStudio", .unread),
            ("grandparentKey", .unread), ("parentKey", .unread), ("grandparentTitle", .unread),
            ("parentTitle", .unread), ("originalTitle", .text("originalTitle")), ("index", .checked("index")),
            ("parentIndex", .checked("disc", absent: "1")), ("ratingCount", .unread), ("parentYear", .unread),
            ("thumb", .unread), ("art", .unread), ("parentThumb", .unread), ("grandparentThumb", .unread),
            ("grandparentArt", .unread), ("duration", .checked("duration")), ("musicAnalysisVersion", .unread),
        ]
    private static let section: [(name: String, role: Role)] = [
        ("librarySectionTitle", .unread), ("librarySectionID", .unread), ("librarySectionKey", .unread),
    ]
}

/// What an attribute is to a client.
enum Role: Sendable, Equatable {
    /// Without it nobody knows which item the element is.
    case identity
    /// Without it there is no item.
    case needed
    /// It may be absent, and then the column holds this; what it says must be a number, or one of a few words.
    case checked(_ column: String?, absent: String? = nil)
    /// It may be absent, and any text will do.
    case text(_ column: String, absent: String? = nil)
    /// What the item is called, which may be nothing; without it the item is called as before.
    case title
    /// The word of a tag, which is nothing without one.
    case word
    /// A client does not look at it.
    case unread

    /// What it is in details, which are read for their tags.
    var inDetails: Role {
        switch self {
        case .identity, .needed, .title: self
        case .checked: .checked(nil)
        case .text, .word, .unread: .unread
        }
    }
}
