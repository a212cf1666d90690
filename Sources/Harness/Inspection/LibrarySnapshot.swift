/// The tables of a client's library, as the judge speaks of them.
package enum LibraryTable: String, CaseIterable, Sendable, Hashable {
    case artists, albums, tracks, collections, playlists
}

/// What a client's library held at one moment: every item's own facts, as text.
///
/// Two snapshots tell which rows are different; a snapshot and a catalog tell whether the client is right.
package struct LibrarySnapshot: Sendable, Equatable {
    /// An item's facts, in the order of ``columns``; absent ones nil.
    package typealias Row = [String?]

    package var tables: [LibraryTable: [Int: Row]] = [:]

    package init() {}

    /// The facts that each table's rows hold, in order.
    ///
    /// What a server copies from a parent and what it remembers of playing are left out: sync-requirements, promise 2.
    package static let columns: [LibraryTable: [String]] = [
        .artists: ["guid", "title", "titleSort", "summary", "userRating", "thumb", "addedAt", "updatedAt", "tags"],
        .albums: [
            "artist", "guid", "title", "titleSort", "studio", "summary", "year", "originallyAvailableAt", "rating",
            "userRating", "thumb", "addedAt", "updatedAt", "tags",
        ],
        .tracks: [
            "album", "artist", "guid", "title", "titleSort", "originalTitle", "disc", "index", "duration", "userRating",
            "part",
            "container", "codec", "bitrate", "size", "addedAt", "updatedAt",
        ],
        .collections: [
            "guid", "title", "titleSort", "summary", "subtype", "smart", "thumb", "addedAt", "updatedAt", "members",
        ],
        .playlists: ["guid", "title", "titleSort", "summary", "smart", "thumb", "addedAt", "updatedAt", "tracks"],
    ]

    /// The rows of a table by ratingKey; to set them one by one, go through ``tables``, which copies nothing.
    package subscript(table: LibraryTable) -> [Int: Row] {
        get { tables[table] ?? [:] }
        set { tables[table] = newValue }
    }

    /// Whether there is nothing in it at all.
    package var isEmpty: Bool { tables.values.allSatisfy(\.isEmpty) }

    /// What changed in a table from an earlier snapshot to this one.
    package func changes(in table: LibraryTable, since earlier: LibrarySnapshot) -> RowChanges {
        let old = earlier[table]
        let current = self[table]
        var changes = RowChanges()
        for (key, row) in current {
            guard let before = old[key] else {
                changes.new.insert(key)
                continue
            }
            if before != row { changes.changed.insert(key) }
        }
        for key in old.keys where current[key] == nil { changes.deleted.insert(key) }
        return changes
    }
}

/// The rows of one table that differ between two snapshots, by ratingKey.
package struct RowChanges: Sendable, Equatable {
    package var new: Set<Int> = []
    package var changed: Set<Int> = []
    package var deleted: Set<Int> = []

    /// All of them.
    package var count: Int { new.count + changed.count + deleted.count }
}
