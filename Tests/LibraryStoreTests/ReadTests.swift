import LibraryModel
import Testing

@testable import LibraryStore

/// What screens show: order, pages and searches.
struct ReadTests {
    @Test func `the grid is ordered by artist, title, year and key, folded`() async throws {
        try await withStore { store in
            try await store.sync { run in
                var the = try anArtist(1, "The Zebras")
                the.titleSort = "Zebras"
                try await store.upsert([the, anArtist(2, "Åsa"), anArtist(3, "bob")], in: run)
                var early = try anAlbum(16, by: 3, "Same")
                early.year = 1980
                var late = try anAlbum(15, by: 3, "same")
                late.year = 1990
                try await store.upsert(
                    [anAlbum(11, by: 1), anAlbum(12, by: 2, "Öl"), anAlbum(13, by: 2, "nacht"), late, early], in: run)
                try await store.upsert([anAlbum(14, by: 3, "SAME")], in: run)
            }
            let grid = try await store.albums(offset: 0, limit: 10)
            #expect(try grid.map(\.ratingKey) == keys(13, 12, 14, 16, 15, 11))
            #expect(grid.last?.artistTitle == "The Zebras")
            #expect(try await store.albumCount() == 6)
            #expect(try await store.artists(offset: 0, limit: 10).map(\.title) == ["Åsa", "bob", "The Zebras"])
        }
    }

    @Test func `pages join without gaps or repetitions, and a refresh moves nothing`() async throws {
        try await withStore { store in
            let albums = try (0..<250).map { try anAlbum(1_000 + $0, by: 1 + $0 % 5, "Album \($0 % 7)") }
            try await store.sync { run in
                try await store.upsert((1...5).map { try anArtist($0, "Same name") }, in: run)
                try await store.upsert(albums, in: run)
                // A track that they all have: editions, which are not shown as one.
                try await store.upsert(albums.map { try aTrack($0.ratingKey.value * 10, on: $0.id.value) }, in: run)
            }
            func pages() async throws -> [AlbumListing] {
                var all: [AlbumListing] = []
                for offset in stride(from: 0, to: 280, by: 40) {
                    all += try await store.albums(offset: offset, limit: 40)
                }
                return all
            }
            let before = try await pages()
            #expect(before == (try await store.albums(offset: 0, limit: 1_000)))
            #expect(Set(before.map(\.ratingKey)).count == 250)

            try await store.sync { run in
                var edited = albums[100]
                edited.summary = "Edited"
                try await store.upsert([edited], in: run)
            }
            #expect(try await pages() == before)
            #expect(try await store.albums(offset: -5, limit: -5).isEmpty)
        }
    }

    @Test func `an album's tracks are ordered by disc, place, title and key`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([anArtist(1, "One")], in: run)
                try await store.upsert([anAlbum(11, by: 1)], in: run)
                var second = try aTrack(101, on: 11, "On disc two", index: 1)
                second.disc = 2
                try await store.upsert(
                    [
                        second, aTrack(102, on: 11, "b"), aTrack(103, on: 11, "A"), aTrack(104, on: 11, index: 2),
                        aTrack(105, on: 11, "A"), aTrack(106, on: 11, index: 1),
                    ], in: run)
            }
            let detail = try #require(try await store.album(key(11)))
            #expect(try detail.tracks.map(\.ratingKey) == keys(106, 104, 103, 105, 102, 101))
            #expect(detail.listing.artistTitle == "One")
            #expect(try await store.album(key(12)) == nil)
            #expect(try await store.artist(key(1))?.albums.map(\.ratingKey) == keys(11))
        }
    }

    @Test func `a renamed artist is renamed wherever an album or a track shows the name`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in try await store.upsert([anArtist(1, "Uno")], in: run) }
            #expect(summary.libraryRowsWritten == 1)
            #expect(try await store.album(key(11))?.listing.artistTitle == "Uno")
            #expect(try await store.playlistEntries(key(41)).first?.track?.artistTitle == "Uno")
        }
    }

    struct Query: Sendable, CustomTestStringConvertible {
        var text: String
        var artists: [Int64] = []
        var albums: [Int64] = []
        var tracks: [Int64] = []
        var testDescription: String { text }
    }

    @Test(arguments: [
        Query(text: "bjork", artists: [1], albums: [11, 12], tracks: [101, 102, 103]),
        Query(text: "BJÖRK homo", albums: [11]),
        Query(text: "  björk\tüb ", albums: [12]),
        Query(text: "ork ter", albums: [], tracks: [101]),
        Query(text: "100%", tracks: [102]),
        Query(text: "%", tracks: [102]),
        Query(text: "_", tracks: [103]),
        Query(text: "a\\b", tracks: [103]),
        Query(text: "strasse", albums: [21]),
        Query(text: "STRASSE", albums: [21]),
        Query(text: "royksopp", artists: [2], albums: [21], tracks: [201]),
        Query(text: "guest", tracks: [201]),
        Query(text: "ÅNGSTRÖM", albums: []),
        Query(text: "'; DROP TABLE album; --"),
        Query(text: "   "),
        Query(text: ""),
    ])
    func `a search finds every term in title or artist, folded, and takes wildcards literally`(
        query: Query
    ) async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([anArtist(1, "Björk"), anArtist(2, "Röyksopp")], in: run)
                try await store.upsert(
                    [anAlbum(11, by: 1, "Homogenic"), anAlbum(12, by: 1, "Über"), anAlbum(21, by: 2, "Die Straße")],
                    in: run)
                var guest = try aTrack(201, on: 21, "Song")
                guest.originalTitle = "A Guest"
                try await store.upsert(
                    [aTrack(101, on: 11, "Hunter"), aTrack(102, on: 11, "100%"), aTrack(103, on: 12, "A\\b_c"), guest],
                    in: run)
            }
            let found = try await store.search(query.text, limit: 50)
            #expect(Set(found.artists.map(\.ratingKey.value)) == Set(query.artists))
            if query.text == "strasse" || query.text == "STRASSE" {
                #expect(found.albums.map(\.ratingKey.value) == query.albums)
            } else {
                #expect(Set(found.albums.map(\.ratingKey.value)) == Set(query.albums))
                #expect(Set(found.tracks.map(\.ratingKey.value)) == Set(query.tracks))
            }
        }
    }

    @Test func `a search returns at most as many as asked, in a stable order`() async throws {
        try await withStore { store in
            try await store.fill()
            #expect(try await store.search("t", limit: 2).tracks.map(\.ratingKey) == keys(111, 112))
            #expect(try await store.search("t", limit: 0) == SearchResults())
            #expect(try await store.search(String(repeating: "x% ", count: 10_000), limit: 5) == SearchResults())
        }
    }

    @Test(arguments: [
        ("Motörhead", "motorhead"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("İstanbul", "istanbul"), ("ﬁn", "fin"),
        ("Ａｂ", "ab"), ("Łódź", "lodz"), ("Ænima", "aenima"), ("e\u{301}", "e"), ("日本", "日本"), ("", ""),
    ])
    func `folding takes case, accents and widths away`(text: String, expected: String) {
        #expect(folded(text) == expected)
        #expect(folded(folded(text)) == expected)
    }

    @Test func `of many terms the first sixteen count`() async throws {
        try await withStore { store in
            let terms = (1...17).map { "term\($0)x" }
            try await store.sync { run in
                try await store.upsert([anArtist(1, terms.prefix(15).joined(separator: " "))], in: run)
                try await store.upsert([anArtist(2, terms.prefix(16).joined(separator: " "))], in: run)
            }
            let found = try await store.search(terms.joined(separator: " "), limit: 10)
            #expect(try found.artists.map(\.ratingKey) == keys(2))
        }
    }
}
