/// What a section can be filtered and ordered by, as `includeMeta=1` shows it (wire contract, 2.6 and 2.7).
///
/// plexapi reads this before any filtered or sorted search, and `addedAt` must be among the orders.
struct FilterMeta: Sendable {
    var kind: String
    var type: Int
    var title: String
    /// Tags with a list of choices: field and title.
    var filters: [(String, String)]
    /// Orders: field, direction and title.
    var sorts: [(String, String, String)]
    /// Fields: name, type and title.
    var fields: [(String, String, String)]

    static let artist = FilterMeta(
        kind: "artist", type: 8, title: "Artists",
        filters: [
            ("genre", "Genre"), ("collection", "Collection"), ("country", "Country"), ("mood", "Mood"),
            ("style", "Style"),
        ],
        sorts: [
            ("titleSort", "asc", "Title"), ("userRating", "desc", "Rating"), ("addedAt", "desc", "Date Added"),
            ("lastViewedAt", "desc", "Date Played"), ("viewCount", "desc", "Plays"), ("random", "desc", "Randomly"),
        ],
        fields: [
            ("title", "string", "Artist Title"), ("userRating", "integer", "Artist Rating"),
            ("genre", "tag", "Artist Genre"), ("collection", "tag", "Artist Collection"),
            ("country", "tag", "Artist Country"), ("mood", "tag", "Artist Mood"), ("style", "tag", "Artist Style"),
            ("addedAt", "date", "Date Artist Added"), ("lastViewedAt", "date", "Artist Last Played"),
            ("unmatched", "boolean", "Artist Unmatched"), ("viewCount", "integer", "Artist Plays"),
        ]
    )

    static let album = FilterMeta(
        kind: "album", type: 9, title: "Albums",
        filters: [
            ("genre", "Genre"), ("year", "Year"), ("decade", "Decade"), ("studio", "Record Label"),
            ("format", "Format"), ("subformat", "Type"), ("collection", "Collection"), ("mood", "Mood"),
            ("style", "Style"),
        ],
        sorts: [
            (
                "artist.titleSort,album.titleSort,album.index,album.id,album.originallyAvailableAt", "asc",
                "Album Artist"
            ),
            ("titleSort", "asc", "Title"), ("originallyAvailableAt", "desc", "Release Date"),
            ("rating", "desc", "Critic Rating"), ("userRating", "desc", "Rating"), ("addedAt", "desc", "Date Added"),
            ("lastViewedAt", "desc", "Date Played"), ("viewCount", "desc", "Plays"), ("random", "desc", "Randomly"),
        ],
        fields: [
            ("title", "string", "Album Title"), ("genre", "tag", "Album Genre"), ("year", "integer", "Year"),
            ("decade", "integer", "Decade"), ("studio", "string", "Record Label"), ("source", "tag", "Album Source"),
            ("format", "tag", "Album Format"), ("subformat", "tag", "Album Type"),
            ("collection", "tag", "Album Collection"), ("label", "tag", "Label"), ("mood", "tag", "Album Mood"),
            ("style", "tag", "Album Style"), ("rating", "integer", "Critic Rating"),
            ("userRating", "integer", "Album Rating"), ("addedAt", "date", "Date Album Added"),
            ("lastViewedAt", "date", "Album Last Played"), ("originallyAvailableAt", "date", "Release Date"),
            ("unmatched", "boolean", "Album Unmatched"), ("viewCount", "integer", "Album Plays"),
        ]
    )

    static let track = FilterMeta(
        kind: "track", type: 10, title: "Tracks", filters: [("mood", "Mood"), ("genre", "Genre")],
        sorts: [
            (
                "artist.titleSort,album.titleSort,album.year,track.absoluteIndex,track.index,track.titleSort,track.id",
                "asc", "Album Artist"
            ),
            ("titleSort", "asc", "Title"), ("userRating", "desc", "Rating"), ("ratingCount", "desc", "Popularity"),
            ("addedAt", "desc", "Date Added"), ("lastViewedAt", "desc", "Date Played"),
            ("lastRatedAt", "desc", "Date Rated"), ("viewCount", "desc", "Plays"),
            ("mediaBitrate", "desc", "Bitrate"), ("random", "desc", "Randomly"),
        ],
        fields: [
            ("title", "string", "Track Title"), ("genre", "tag", "Track Genre"), ("mood", "tag", "Track Mood"),
            ("userRating", "integer", "Track Rating"), ("addedAt", "date", "Date Track Added"),
            ("lastViewedAt", "date", "Track Last Played"), ("lastRatedAt", "date", "Track Last Rated"),
            ("lastSkippedAt", "date", "Track Last Skipped"), ("viewCount", "integer", "Track Plays"),
            ("skipCount", "integer", "Track Skips"), ("mediaSize", "integer", "Track Size"),
            ("mediaBitrate", "integer", "Track Bitrate"), ("location", "tag", "Folder Location"),
            ("source", "tag", "Track Source"), ("trash", "boolean", "Trashed"),
        ]
    )

    static let collection = FilterMeta(
        kind: "collection", type: 18, title: "Collections", filters: [],
        sorts: [("titleSort", "asc", "Title"), ("addedAt", "desc", "Date Added")],
        fields: [("title", "string", "Collection Title"), ("addedAt", "date", "Date Collection Added")]
    )

    /// The signs that each type of field can be compared with, and their names.
    static let operators: [(String, [(String, String)])] = [
        ("tag", [("=", "is"), ("!=", "is not")]),
        ("integer", [("=", "is"), ("!=", "is not"), (">>=", "is greater than"), ("<<=", "is less than")]),
        (
            "string",
            [
                ("=", "contains"), ("!=", "does not contain"), ("==", "is"), ("!==", "is not"), ("<=", "begins with"),
                (">=", "ends with"),
            ]
        ),
        ("boolean", [("=1", "is true"), ("!=1", "is false")]),
        ("date", [("<<=", "is before"), (">>=", "is after")]),
    ]
}

extension XMLBuffer {
    /// Writes the meta of artists, albums and tracks.
    mutating func filterMeta(_ section: CatalogSection, active: String) {
        meta([.artist, .album, .track], section, active: active)
    }

    /// Writes the meta of collections.
    mutating func collectionMeta(_ section: CatalogSection) {
        meta([.collection], section, active: "18")
    }

    private mutating func meta(_ types: [FilterMeta], _ section: CatalogSection, active: String) {
        let path = "/library/sections/\(section.key)"
        raw("<Meta>\n")
        for type in types { metaType(type, path, isActive: String(type.type) == active) }
        for (type, operators) in FilterMeta.operators {
            raw("<FieldType")
            attribute("type", type)
            raw(">\n")
            for (key, title) in operators {
                raw("<Operator")
                attribute("key", key)
                attribute("title", title)
                raw(" />\n")
            }
            raw("</FieldType>\n")
        }
        raw("</Meta>\n")
    }

    private mutating func metaType(_ type: FilterMeta, _ path: String, isActive: Bool) {
        raw("<Type")
        attribute("key", "\(path)/all?type=\(type.type)")
        attribute("type", type.kind)
        attribute("title", type.title)
        attribute("active", isActive)
        raw(">\n")
        for (filter, title) in type.filters {
            raw("<Filter")
            attribute("filter", filter)
            attribute("filterType", filter == "year" || filter == "decade" ? "integer" : "string")
            attribute("key", "\(path)/\(filter)?type=\(type.type)")
            attribute("title", title)
            raw(" type=\"filter\" />\n")
        }
        for (place, (key, direction, title)) in type.sorts.enumerated() {
            raw("<Sort")
            if place == 0 { attribute("default", direction) }
            attribute("defaultDirection", direction)
            attribute("descKey", "\(key):desc")
            if key == "titleSort" { attribute("firstCharacterKey", "\(path)/firstCharacter") }
            attribute("key", key)
            attribute("title", title)
            raw(" />\n")
        }
        for (field, fieldType, title) in type.fields {
            raw("<Field")
            attribute("key", "\(type.kind).\(field)")
            attribute("title", title)
            attribute("type", fieldType)
            raw(" />\n")
        }
        raw("</Type>\n")
    }
}
