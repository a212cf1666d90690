internal import GRDB
internal import LibraryModel

/// Keeps `albumMerge` true within the commit's transaction, for the groups that the commit touches and no other.
///
/// A commit that changes no album and no track does not look at a single album for it.
extension Commit {
    /// Notes, before rows of this kind are written, which albums will have to be looked at for it.
    func noteTouchedAlbums(beforeWriting table: RecordTable) throws {
        switch table.kind {
        case .album: try noteWrittenAlbums()
        case .track: try noteWrittenTracks()
        case .artist, .collection, .playlist: break
        }
    }

    private func noteWrittenAlbums() throws {
        let isOther = "(\(AlbumGroup.columns("r"))) IS NOT (\(AlbumGroup.columns("s")))"
        let moved = "temp.stagedAlbum AS s CROSS JOIN album AS r ON r.ratingKey = s.ratingKey WHERE s.change = 2"
        try db.execute(
            sql: """
                INSERT INTO temp.touchedGroup SELECT \(AlbumGroup.columns("r")) FROM \(moved) AND \(isOther);
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT s.ratingKey FROM \(moved) AND \(isOther);
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT ratingKey FROM temp.stagedAlbum WHERE change = 1;
                """)
    }

    private func noteWrittenTracks() throws {
        let places = { (track: String) in "\(track).albumKey, \(track).disc, \(track).\"index\", \(track).titleFolded" }
        let moved = """
            temp.stagedTrack AS s CROSS JOIN track AS r ON r.ratingKey = s.ratingKey
            WHERE s.change = 2 AND (\(places("r"))) IS NOT (\(places("s")))
            """
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT r.albumKey FROM \(moved);
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT s.albumKey FROM \(moved);
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT albumKey FROM temp.stagedTrack WHERE change = 1;
                """)
    }

    /// Notes, before doomed rows are deleted, which albums will have to be looked at for it.
    func noteTouchedAlbumsBeforeDeleting() throws {
        try db.execute(
            sql: """
                INSERT INTO temp.touchedGroup SELECT \(AlbumGroup.columns("r"))
                FROM temp.doomedAlbum AS d CROSS JOIN album AS r ON r.ratingKey = d.ratingKey;
                INSERT OR IGNORE INTO temp.touchedAlbum SELECT r.albumKey
                FROM temp.doomedTrack AS d CROSS JOIN track AS r ON r.ratingKey = d.ratingKey;
                """)
    }

    /// Decides anew which albums are shown as one, where anything was noted that could change it.
    func writeMerges() throws {
        let touched = "temp.touchedAlbum AS t CROSS JOIN album AS al ON al.ratingKey = t.ratingKey"
        let groups = try AlbumGroup.all(
            """
            SELECT artistKey, titleFolded, year FROM temp.touchedGroup
            UNION SELECT \(AlbumGroup.columns("al")) FROM \(touched)
            WHERE \(AlbumGroup.hasSibling("al"))
                OR EXISTS (SELECT 1 FROM albumMerge AS mg WHERE mg.albumKey = al.ratingKey)
            """, db)
        for group in groups { try group.merge(db) }
    }
}
