internal import GRDB
internal import LibraryModel

/// The SQL that reads listings, joined so that parents' attributes are the parents' own.
///
/// Each order ends in a key, so that it is the same whatever was written in between.
enum ListingQuery {
    static let artistColumns = """
        ar.ratingKey, ar.title, ar.thumb, arw.hash,
        (SELECT count(*) FROM album AS n WHERE n.artistKey = ar.ratingKey AND \(isShown("n")))
        """
    static let artistSource = "artist AS ar LEFT JOIN artwork AS arw ON arw.ownerKey = ar.ratingKey"
    static let artistOrder = "ar.sortFolded, ar.ratingKey"

    static let albumColumns = "al.ratingKey, al.title, al.artistKey, ar.title, al.year, al.thumb, alw.hash"
    static let albumColumnCount = 7
    /// Artists outside, so that two indexes give the grid's order and no page needs sorting.
    static let albumSource = """
        artist AS ar CROSS JOIN album AS al ON al.artistKey = ar.ratingKey
        LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey
        """
    /// An SQL condition: this album is not shown within another one (``AlbumMerge``).
    static func isShown(_ album: String) -> String {
        "NOT EXISTS (SELECT 1 FROM albumMerge AS mg WHERE mg.albumKey = \(album).ratingKey)"
    }
    /// The grid's albums, and so those of every list.
    static let shownAlbums = "\(albumSource) WHERE \(isShown("al"))"
    static let albumOrder = "ar.sortFolded, ar.ratingKey, al.sortFolded, al.year, al.ratingKey"

    static let trackColumns = """
        tr.ratingKey, tr.title, coalesce(tr.originalTitle, ar.title), al.ratingKey, al.title, tr.disc, tr."index",
        tr.duration, al.thumb, alw.hash
        """
    /// The album of a track is the one in which it is shown, which has the same artist as the track's own one.
    static let trackSource = """
        track AS tr JOIN album AS own ON own.ratingKey = tr.albumKey JOIN artist AS ar ON ar.ratingKey = own.artistKey
        LEFT JOIN albumMerge AS mg ON mg.albumKey = own.ratingKey
        JOIN album AS al ON al.ratingKey = coalesce(mg.shownKey, own.ratingKey)
        LEFT JOIN artwork AS alw ON alw.ownerKey = al.ratingKey
        """
    static let trackOrder = "tr.disc, tr.\"index\" IS NULL, tr.\"index\", tr.titleFolded, tr.ratingKey"

    static func artist(_ row: RowReader) throws -> ArtistListing {
        ArtistListing(
            ratingKey: try row.key(0), title: try row.value(1), thumb: try row.reference(2),
            artworkHash: try row.optional(3),
            albumCount: try row.value(4))
    }

    static func album(_ row: RowReader) throws -> AlbumListing {
        AlbumListing(
            ratingKey: try row.key(0), title: try row.value(1), artistKey: try row.key(2),
            artistTitle: try row.value(3), year: try row.optional(4), thumb: try row.reference(5),
            artworkHash: try row.optional(6))
    }

    static func track(_ row: RowReader) throws -> TrackListing {
        TrackListing(
            ratingKey: try row.key(0), title: try row.value(1), artistTitle: try row.value(2),
            albumKey: try row.key(3), albumTitle: try row.value(4), disc: try row.value(5), index: try row.optional(6),
            duration: try row.optional(7), thumb: try row.reference(8), artworkHash: try row.optional(9))
    }

    static func list(_ row: RowReader) throws -> ListListing {
        ListListing(
            ratingKey: try row.key(0), title: try row.value(1), isSmart: try row.value(2), count: try row.value(3),
            thumb: try row.reference(4), artworkHash: try row.optional(5))
    }
}

extension Database {
    /// All rows of a query, each made into a value.
    func values<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ make: (RowReader) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
        var result: [Value] = []
        while let row = try rows.next() { result.append(try make(RowReader(row: row))) }
        return result
    }
}
