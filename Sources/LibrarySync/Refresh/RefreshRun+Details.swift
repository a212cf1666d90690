import LibraryModel
import LibraryStore
import PlexXML

/// Tags that only an album's details carry (wire contract, 2.5 and 2.9): read once for each of its stamps.
extension RefreshRun {
    /// Albums of a page with the tags of their details, which win where list and details disagree: S23.
    ///
    /// Details are read where the album is new, was edited, or its list gives other tags than when they were last
    /// read. Albums without a stamp have the tags of their list.
    func withDetails(
        _ albums: [Album], stored: [RatingKey: Album]
    ) async throws(SyncError) -> [Album] {
        let keys = albums.map(\.ratingKey)
        let known = try await storing {
            stored.isEmpty || pass.verifies ? [:] : try await services.store.albumDetails(of: keys)
        }
        var albums = albums
        var places: [RatingKey: Int] = [:]
        for (place, album) in albums.enumerated() {
            guard let detail = Self.detail(of: album) else { continue }
            // A row without a stamp was read from the list alone.
            if let old = stored[album.ratingKey], old.updatedAt == album.updatedAt, known[album.ratingKey] == detail {
                albums[place].tags = old.tags
            } else if places[album.ratingKey] == nil {
                places[album.ratingKey] = place
            }
        }
        for batch in places.keys.sorted().batches {
            var read: [RatingKey: DetailStamp] = [:]
            let page = try await details(of: batch)
            let spoiled = page.albumsWithSpoiledTags
            for detailed in page.rows {
                // One that was edited since its list was read is left to the next reading.
                guard let place = places[detailed.ratingKey], let detail = Self.detail(of: albums[place]),
                    detailed.updatedAt == detail.stamp
                else { continue }
                if !spoiled.contains(detailed.ratingKey) { read[detailed.ratingKey] = detail }
                albums[place].tags = detailed.tags
            }
            pass[.album].unsettled += batch.count - read.count
            pass[.album].flaws += batch.count - read.count
            // Where details say nothing, or do not come, the tags of the list are no better: they may be fewer.
            for key in batch where read[key] == nil {
                if let place = places[key], let old = stored[key] { albums[place].tags = old.tags }
            }
            let staged = read
            try await storing { try await services.store.saveAlbumDetails(staged, in: run) }
        }
        return albums
    }

    private static func detail(of album: Album) -> DetailStamp? {
        album.updatedAt.map { stamp in
            DetailStamp(
                stamp: stamp, listTags: album.tags.map { "\($0.kind.rawValue) \($0.name)" }.joined(separator: "\n"))
        }
    }

    /// The details of those that the server still has.
    ///
    /// 404 means that it has none of them (wire contract, 2.9), although it listed them just now.
    private func details(of albums: [RatingKey]) async throws(SyncError) -> PlexPage<Album> {
        do throws(SyncError) {
            let fetched = try await fetch(.items(albums), as: Album.self)
            reportDamage(on: fetched.page, of: "details of album")
            guard fetched.received > 0 else {
                throw .inconsistent("\(PlexRequest.items(albums)) came empty, although these albums are listed.")
            }
            return fetched.page
        } catch {
            throw error.ofWhatWasListed
        }
    }
}

extension PlexPage<Album> {
    /// Albums of which a tag lacks its word, or has characters that it cannot have.
    fileprivate var albumsWithSpoiledTags: Set<RatingKey> {
        let replaced = Set(replaced.compactMap(\.ratingKey))
        let spoiled = rows.lazy.filter { row in
            replaced.contains(row.ratingKey) && row.tags.contains { $0.name.contains("\u{FFFD}") }
        }
        return Set(spoiled.map(\.ratingKey) + flawed.filter { $0.attribute != "title" }.compactMap(\.ratingKey))
    }
}

extension SyncError {
    /// The error where something was listed just now: that it is not found means that the library moved meanwhile.
    var ofWhatWasListed: SyncError {
        guard code == .notFound else { return self }
        return SyncError(code, message, advice: advice, isInconsistency: true)
    }
}
