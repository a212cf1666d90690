extension Catalog {
    /// A made-up library of this many albums: the same for the same seed.
    ///
    /// In proportion to 2,400 albums: 400 artists, ten to thirteen tracks an album, 25 collections and 20 playlists.
    /// The ids are `artist-1`, `album-17`, `track-17-4`, `collection-2` and `playlist-5`; the section's key is 4.
    /// Some titles are nasty, some albums lack a year or a picture, and nothing is newer than ``defaultTime``.
    public static func generated(seed: UInt64, albums: Int) -> Catalog {
        var generator = CatalogGenerator(seed: seed)
        do {
            return try generator.catalog(albums: Swift.max(0, albums))
        } catch {
            preconditionFailure("The generator made a catalog that contradicts itself: \(error)")
        }
    }
}

/// Makes libraries up.
struct CatalogGenerator {
    private var random: SplitMix64
    private var catalog = Catalog()
    private var artistKeys: [Int] = []
    private var albumKeys: [Int] = []

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func catalog(albums: Int) throws(CatalogError) -> Catalog {
        guard albums > 0 else { return catalog }
        catalog.keysByID.reserveCapacity(albums * 13)
        for number in 1...Swift.max(1, albums / 6) { try addArtist(number) }
        for number in 1...albums { try addAlbum(number) }
        for number in 1...Swift.min(Swift.max(1, albums / 96), 250) { try addCollection(number) }
        for number in 1...Swift.min(Swift.max(1, albums / 120), 200) { try addPlaylist(number) }
        return catalog
    }

    private mutating func addArtist(_ number: Int) throws(CatalogError) {
        let isVarious = number == 1
        let title = isVarious ? "Various Artists" : artistTitle()
        var artist = CatalogArtist(id: "artist-\(number)", title: title)
        artist.genres = random.some(2, of: GeneratorWords.genres)
        if random.chance(60) { artist.countries = [random.one(of: GeneratorWords.countries)] }
        if random.chance(40) { artist.styles = random.some(2, of: GeneratorWords.styles) }
        if random.chance(30) { artist.moods = random.some(2, of: GeneratorWords.moods) }
        if random.chance(30) { artist.summary = GeneratorWords.summary(&random) }
        if random.chance(85) { artist.artwork = Artwork() }
        (artist.addedAt, artist.updatedAt) = times()
        artistKeys.append(try catalog.add(artist))
    }

    private mutating func addAlbum(_ number: Int) throws(CatalogError) {
        // Each artist has one album at least; the rest fall more often to the first ones.
        let place = number <= artistKeys.count ? number - 1 : random.below(random.below(artistKeys.count) + 1)
        var album = CatalogAlbum(id: "album-\(number)", title: albumTitle())
        if !random.chance(3) { album.year = 1958 + random.below(66) }
        if let year = album.year, random.chance(80) {
            album.originallyAvailableAt =
                "\(year)-\(twoDigits(1 + random.below(12)))-\(twoDigits(1 + random.below(28)))"
        }
        album.genres = random.some(1 + random.below(3), of: GeneratorWords.genres)
        if random.chance(40) { album.styles = random.some(2, of: GeneratorWords.styles) }
        if random.chance(40) { album.moods = random.some(3, of: GeneratorWords.moods) }
        if random.chance(70) { album.studio = random.one(of: GeneratorWords.studios) }
        if random.chance(25) { album.summary = GeneratorWords.summary(&random) }
        if random.chance(20) { album.rating = Double(40 + random.below(60)) / 10 }
        if random.chance(15) { album.userRating = Double(1 + random.below(10)) }
        if random.chance(96) { album.artwork = Artwork() }
        (album.addedAt, album.updatedAt) = times()
        let key = try catalog.insert(album, into: artistKeys[place])
        albumKeys.append(key)
        try addTracks(number, to: key, album, isVarious: place == 0)
    }

    private mutating func addTracks(
        _ number: Int, to albumKey: Int, _ album: CatalogAlbum, isVarious: Bool
    ) throws(CatalogError) {
        let count = 10 + random.below(4)
        let isDouble = random.chance(5)
        let isLossy = random.chance(30)
        for position in 1...count {
            var track = CatalogTrack(id: "track-\(number)-\(position)", title: trackTitle())
            let second = isDouble && position > count / 2
            track.index = second ? position - count / 2 : position
            if isDouble || random.chance(90) { track.disc = second ? 2 : 1 }
            track.duration = 95_000 + random.below(320_000)
            if isVarious { track.originalTitle = artistTitle() }
            if isLossy { track.container = "mp3" }
            if random.chance(3) { track.userRating = Double(1 + random.below(10)) }
            track.addedAt = album.addedAt
            track.updatedAt = album.updatedAt
            try catalog.insert(track, into: albumKey)
        }
    }

    private mutating func addCollection(_ number: Int) throws(CatalogError) {
        let ofArtists = number % 8 == 0
        var collection = CatalogCollection(
            id: "collection-\(number)", title: "\(random.one(of: GeneratorWords.occasions)) \(number)",
            subtype: ofArtists ? .artist : .album, isSmart: number % 12 == 0)
        (collection.addedAt, collection.updatedAt) = times()
        let keys = random.some(8 + random.below(40), of: ofArtists ? artistKeys : albumKeys)
        try catalog.add(collection, members: keys.compactMap { catalog.id(of: $0) })
    }

    private mutating func addPlaylist(_ number: Int) throws(CatalogError) {
        var playlist = CatalogPlaylist(
            id: "playlist-\(number)", title: "\(random.one(of: GeneratorWords.occasions)) Mix \(number)",
            isSmart: number % 10 == 0)
        (playlist.addedAt, playlist.updatedAt) = times()
        var tracks: [String] = []
        for _ in 0..<20 + random.below(60) {
            guard let album = catalog.album(random.one(of: albumKeys)), !album.trackKeys.isEmpty else { continue }
            if let id = catalog.id(of: random.one(of: album.trackKeys)) { tracks.append(id) }
        }
        // A favourite stands in it twice.
        if let first = tracks.first { tracks.append(first) }
        try catalog.add(playlist, tracks: tracks)
    }

    /// When something was added and last edited; the second is never before the first.
    private mutating func times() -> (Int, Int) {
        let added = Catalog.defaultTime - 1_000_000 - random.below(150_000_000)
        return (added, added + random.below(1_000_000))
    }

    private mutating func artistTitle() -> String {
        if random.chance(4) { return random.one(of: GeneratorWords.nastyArtists) }
        let noun = random.one(of: GeneratorWords.nouns)
        switch random.below(4) {
        case 0: return "The \(noun)s"
        case 1: return "\(random.one(of: GeneratorWords.names)) \(random.one(of: GeneratorWords.surnames))"
        default: return "\(random.one(of: GeneratorWords.adjectives)) \(noun)s"
        }
    }

    private mutating func albumTitle() -> String {
        if random.chance(4) { return random.one(of: GeneratorWords.nastyTitles) }
        let noun = random.one(of: GeneratorWords.nouns)
        switch random.below(4) {
        case 0: return "The \(noun)"
        case 1: return "\(noun) of \(random.one(of: GeneratorWords.nouns))s"
        default: return "\(random.one(of: GeneratorWords.adjectives)) \(noun)"
        }
    }

    private mutating func trackTitle() -> String {
        if random.chance(3) { return random.one(of: GeneratorWords.nastyTitles) }
        let noun = random.one(of: GeneratorWords.nouns)
        switch random.below(3) {
        case 0: return noun
        case 1: return "\(random.one(of: GeneratorWords.adjectives)) \(noun)"
        default: return "\(noun) and \(random.one(of: GeneratorWords.nouns))"
        }
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
