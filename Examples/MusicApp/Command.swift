import LibraryModel
import LibrarySync

/// What a person may type.
enum Command {
    case refresh(inFull: Bool)
    case show(ViewID)
    case search(String)
    case tags(TagKind)
    case play(RatingKey)
    case picture(RatingKey)
    case runs, help

    static let overview = """
        refresh [full]       ask the server what changed
        grid [page]          a page of all albums; also: artists, collections, playlists
        album|artist|collection|playlist <key>
        filter <what>        albums by genre=…, style=…, mood=…, years=1990-1999, artist=<key>, collection=<key>,
                             by=artist|title|year|addedAt, down, page=<number>; separated by commas
        search <words>       artists, albums and tracks with all of the words
        tags genre|style|mood
        play <key>           the files of an album's tracks
        picture <key>        an item's picture, fetched if it is not there
        runs                 what the last refreshes did
        quit
        """

    /// What a line says; nothing where it says nothing that is known.
    init?(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return nil }
        let rest = parts.count > 1 ? parts[1] : ""
        let page = rest.isEmpty ? 0 : Int(rest)
        let key = RatingKey(rest)
        switch word {
        case "refresh": self = .refresh(inFull: rest == "full")
        case "grid": self = .show(.grid(page: page ?? 0))
        case "artists": self = .show(.artists(page: page ?? 0))
        case "collections": self = .show(.collections(page: page ?? 0))
        case "playlists": self = .show(.playlists(page: page ?? 0))
        case "search": self = .search(rest)
        case "runs": self = .runs
        case "help": self = .help
        case "filter":
            guard let view = Self.filtered(rest) else { return nil }
            self = .show(view)
        case "tags":
            guard let kind = TagKind(rawValue: rest) else { return nil }
            self = .tags(kind)
        default:
            guard let key, let command = Self.about(key, word) else { return nil }
            self = command
        }
    }

    private static func about(_ key: RatingKey, _ word: String) -> Command? {
        switch word {
        case "album": .show(.album(key))
        case "artist": .show(.artist(key))
        case "collection": .show(.collection(key))
        case "playlist": .show(.playlist(key))
        case "play": .play(key)
        case "picture": .picture(key)
        default: nil
        }
    }

    private static func filtered(_ text: String) -> ViewID? {
        var list = AlbumList()
        var page = 0
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            let (name, value) = (pair[0], pair.count > 1 ? pair[1] : "")
            switch name {
            case "genre", "style", "mood": TagKind(rawValue: name).map { _ = list.filter.tags.insert(Tag($0, value)) }
            case "years":
                let years = value.split(separator: "-").compactMap { Int($0) }
                guard let first = years.first, let last = years.last, first <= last else { return nil }
                list.filter.years = first...last
            case "artist", "collection":
                guard let key = RatingKey(value) else { return nil }
                if name == "artist" { list.filter.artist = key } else { list.filter.collection = key }
            case "by":
                guard let key = AlbumOrder.Key(rawValue: value) else { return nil }
                list.order.key = key
            case "down": list.order.isDescending = true
            case "page": page = Int(value) ?? 0
            default: return nil
            }
        }
        return .albums(list, page: page)
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
