import LibraryModel
import Testing

@testable import LibraryStore

/// Lists of albums: filters, orders and pages, held against a plain reading of the rules.
struct AlbumQueryTests {
    struct Wanted: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var filter = AlbumFilter()
    }

    static let filters = [
        Wanted(testDescription: "everything"),
        Wanted(testDescription: "a tag", filter: AlbumFilter(tags: [Tag(.genre, "Rock")])),
        Wanted(testDescription: "a tag in another spelling", filter: AlbumFilter(tags: [Tag(.genre, "RÖCK")])),
        Wanted(testDescription: "two of a kind", filter: AlbumFilter(tags: [Tag(.genre, "rock"), Tag(.genre, "dub")])),
        Wanted(testDescription: "two kinds", filter: AlbumFilter(tags: [Tag(.genre, "rock"), Tag(.mood, "calm")])),
        Wanted(testDescription: "the word as another kind", filter: AlbumFilter(tags: [Tag(.style, "Rock")])),
        Wanted(testDescription: "a tag that nobody has", filter: AlbumFilter(tags: [Tag(.genre, "?")])),
        Wanted(testDescription: "years", filter: AlbumFilter(years: 1991...1993)),
        Wanted(testDescription: "one year", filter: AlbumFilter(years: 1990...1990)),
        Wanted(testDescription: "all years", filter: AlbumFilter(years: Int.min...Int.max)),
        Wanted(testDescription: "an artist", filter: AlbumFilter(artist: RatingKey(3))),
        Wanted(testDescription: "a collection", filter: AlbumFilter(collection: RatingKey(31))),
        Wanted(
            testDescription: "all at once",
            filter: AlbumFilter(
                tags: [Tag(.genre, "rock")], years: 1990...1994, artist: RatingKey(3), collection: RatingKey(31))),
    ]

    static let orders = AlbumOrder.Key.allCases.flatMap { [AlbumOrder($0), AlbumOrder($0, isDescending: true)] }

    @Test(arguments: filters)
    func `pages of every order and size together are what the rules say`(wanted: Wanted) async throws {
        let library = try SmallLibrary()
        try await withStore { store in
            try await library.fill(store)
            for order in Self.orders {
                let expected = library.albums(wanted.filter, order)
                for size in [1, 7, 60] {
                    let query = AlbumQuery(matching: wanted.filter, sortedBy: order, pageSize: size)
                    let pages = try await store.pages(query)
                    #expect(pages.flatMap(\.self) == expected, "\(order), \(size) a page")
                    #expect(pages.allSatisfy { $0.count <= size })
                    #expect(pages.count == max(1, (expected.count + size - 1) / size), "no page is empty for nothing")
                }
            }
            #expect(
                try await store.albumCount(matching: wanted.filter)
                    == library.albums(wanted.filter, .init(.title)).count)
        }
    }

    @Test func `the order of artists is the grid's`() async throws {
        try await withStore { store in
            try await SmallLibrary().fill(store)
            let grid = try await store.albums(offset: 0, limit: 1_000)
            #expect(grid.count == SmallLibrary.count)
            #expect(try await store.pages(AlbumQuery(pageSize: 17)).flatMap(\.self) == grid.map(\.ratingKey))
            #expect(try await store.albums(AlbumQuery(pageSize: 1_000)).albums == grid)
        }
    }

    @Test(arguments: orders)
    func `a refresh between two pages repeats no album and leaves none out`(order: AlbumOrder) async throws {
        let library = try SmallLibrary()
        try await withStore { store in
            try await library.fill(store)
            let expected = library.albums(AlbumFilter(), order)
            let first = try await store.albums(AlbumQuery(sortedBy: order, pageSize: 40))
            // The album that the next page follows goes, and one comes in front of everything.
            let gone = try #require(first.albums.last?.ratingKey)
            try await store.sync { run in
                let kept = expected.filter { $0 != gone }
                try await store.markSeen(kept, of: .album, in: run)
                try await store.prune(.album, in: run)
                try await store.upsert([anArtist(99, "")], in: run)
                try await store.upsert([anAlbum(9_999, by: 99, order.isDescending ? "zzzz" : "")], in: run)
            }
            var all = first.albums.map(\.ratingKey)
            if let next = first.next { all += try await store.pages(next).flatMap(\.self) }
            #expect(all.filter { $0.value != 9_999 } == expected)
        }
    }

    @Test(arguments: [(0, 1), (-5, 1), (1_001, 1_000), (60, 60)])
    func `a page size is brought inside of its bounds`(asked: Int, used: Int) {
        #expect(AlbumQuery(pageSize: asked).pageSize == used)
    }

    @Test func `tags are listed once for all spellings, with the albums that have them`() async throws {
        try await withStore { store in
            try await store.sync { run in
                var artist = try anArtist(1)
                artist.tags = [Tag(.genre, "Only an artist's")]
                try await store.upsert([artist], in: run)
                for (number, tags) in [
                    (11, [Tag(.genre, "dream pop"), Tag(.mood, "Calm")]), (12, [Tag(.genre, "Dream Pop")]),
                    (13, [Tag(.genre, "DREAM POP"), Tag(.genre, "Dream Pop"), Tag(.genre, "Ambient")]),
                    (14, [Tag(.genre, "Dream Pop")]),
                ] as [(Int64, [LibraryModel.Tag])] {
                    var album = try anAlbum(number, by: 1, "Album \(number)")
                    album.tags = tags
                    try await store.upsert([album], in: run)
                }
            }
            #expect(
                try await store.albumTags(.genre) == [
                    TagCount(tag: Tag(.genre, "Ambient"), albumCount: 1),
                    TagCount(tag: Tag(.genre, "Dream Pop"), albumCount: 4),
                ])
            #expect(try await store.albumTags(.mood) == [TagCount(tag: Tag(.mood, "Calm"), albumCount: 1)])
            #expect(try await store.albumTags(.style).isEmpty)
        }
    }

    @Test func `an album that is shown with others' tracks is found by their tags and collections, once`() async throws
    {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([anArtist(1)], in: run)
                for (number, tag) in [(11, "Rock"), (12, "Live"), (13, "Rock")] as [(Int64, String)] {
                    var album = try anAlbum(number, by: 1, "Split")
                    album.tags = [Tag(.genre, tag)]
                    try await store.upsert([album], in: run)
                }
                try await store.upsert([aCollection(31)], in: run)
                try await store.setMembers(keys(13), of: key(31), in: run)
            }
            for filter in [
                AlbumFilter(tags: [Tag(.genre, "Rock"), Tag(.genre, "Live")]), AlbumFilter(collection: try key(31)),
                AlbumFilter(tags: [Tag(.genre, "Live")], collection: try key(31)),
            ] {
                #expect(try await store.pages(AlbumQuery(matching: filter)) == [keys(11)])
                #expect(try await store.albumCount(matching: filter) == 1)
            }
            #expect(try await store.albumTags(.genre).map(\.albumCount) == [1, 1])
        }
    }
}

extension LibraryStore {
    /// The keys of all pages from this one on.
    func pages(_ query: AlbumQuery) async throws -> [[RatingKey]] {
        var pages: [[RatingKey]] = []
        var next: AlbumQuery? = query
        while let query = next {
            let page = try await albums(query)
            pages.append(page.albums.map(\.ratingKey))
            next = page.next
        }
        return pages
    }
}

/// Albums that have much in common: few titles, years and times, and none of some.
private struct SmallLibrary {
    static let count = 180
    var albums: [Album] = []
    var members: Set<RatingKey> = []

    init() throws {
        let titles = ["Moon", "moon", "Öl", "Ol", "A Sun", "Zinc", "zinc (live)"]
        let genres = ["Rock", "rock", "Röck", "Dub", "Folk"]
        for number in 0..<Int64(Self.count) {
            var album = try anAlbum(100 + number * 7 % 181, by: 1 + number % 5, titles[Int(number) % titles.count])
            album.titleSort = number % 4 == 0 ? "Sun, A" : nil
            album.year = number % 6 == 0 ? nil : 1990 + Int(number) % 6
            album.addedAt = number % 9 == 0 ? nil : 1_600_000_000 + number % 4
            album.tags = [Tag(.genre, genres[Int(number) % genres.count])]
            if number % 3 == 0 { album.tags += [Tag(.genre, "DUB"), Tag(.mood, "Calm")] }
            albums.append(album)
            if number % 2 == 0 { members.insert(album.ratingKey) }
        }
    }

    func fill(_ store: LibraryStore) async throws {
        try await store.sync { run in
            try await store.upsert(
                (1...5).map { try anArtist($0, ["Bo", "bo", "Ann", "Éd", "Cy"][Int($0) - 1]) }, in: run)
            try await store.upsert(albums, in: run)
            // A track that they all have, so that no two are shown as one.
            try await store.upsert(albums.map { try aTrack($0.id.value * 10, on: $0.id.value) }, in: run)
            try await store.upsert([aCollection(31)], in: run)
            try await store.setMembers(members.sorted(), of: key(31), in: run)
        }
    }

    /// The rules, one after the other.
    func albums(_ filter: AlbumFilter, _ order: AlbumOrder) -> [RatingKey] {
        let matching = albums.filter { album in
            let tags = Set(album.tags.map { Tag($0.kind, folded($0.name)) })
            guard filter.tags.allSatisfy({ tags.contains(Tag($0.kind, folded($0.name))) }) else { return false }
            if let years = filter.years { guard let year = album.year, years.contains(year) else { return false } }
            if let artist = filter.artist, album.artistKey != artist { return false }
            return filter.collection == nil || members.contains(album.ratingKey)
        }
        let names = ["bo", "bo", "ann", "ed", "cy"]
        let sorted = matching.sorted { left, right in
            func facts(_ album: Album) -> [[UInt8]] {
                let title = Array(folded(album.titleSort ?? album.title).utf8)
                let year = number(album.year.map(Int64.init))
                let key = number(album.ratingKey.value)
                switch order.key {
                case .artist:
                    let artist = album.artistKey.value
                    return [Array(names[Int(artist) - 1].utf8), number(artist), title, year, key]
                case .title: return [title, key]
                case .year: return [year, title, key]
                case .addedAt: return [number(album.addedAt), key]
                }
            }
            for (a, b) in zip(facts(left), facts(right)) where a != b { return a.lexicographicallyPrecedes(b) }
            return false
        }
        let keys = sorted.map(\.ratingKey)
        return order.isDescending ? keys.reversed() : keys
    }

    /// Bytes that compare as the number does; none where there is none.
    private func number(_ value: Int64?) -> [UInt8] {
        value.map { value in (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } } ?? []
    }
}
