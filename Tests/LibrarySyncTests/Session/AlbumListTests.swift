import LibraryModel
import LibrarySync
import Testing

/// Lists of albums as an app asks for them.
struct AlbumListTests {
    @Test func `an app reads albums filtered, ordered and page by page, and the tags to filter by`() async throws {
        var plex = TinyPlex(artists: 2)
        for (place, words) in [
            (0, ("year=\"1991\"", "<Genre tag=\"Rock\"/>")), (1, ("year=\"1990\"", "<Genre tag=\"rock\"/>")),
            (2, ("year=\"1992\"", "")),
        ] {
            (plex.albums[place].attributes, plex.albums[place].children) = words
        }
        let bench = Workbench(plex)
        try await bench.refresh()
        try await bench.session { session in
            let rock = AlbumFilter(tags: [Tag(.genre, "ROCK")])
            let first = try await session.albums(AlbumQuery(matching: rock, sortedBy: AlbumOrder(.year), pageSize: 1))
            #expect(first.albums.map(\.title) == ["Album 1011"])
            #expect(first.albums.map(\.subtitle) == ["Artist 1 · 1990"])
            let second = try await session.albums(#require(first.next))
            #expect(second.albums.map(\.title) == ["Album 1010"])
            #expect(second.next == nil)
            #expect(try await session.albumCount(matching: rock) == 2)
            #expect(try await session.albumCount(matching: AlbumFilter(years: 1991...1992)) == 2)
            #expect(try await session.albumTags(.genre).map(\.albumCount) == [2])
            let all = try await session.albums(AlbumQuery())
            #expect(all.albums.map(\.key) == [1010, 1011, 1020, 1021].compactMap { RatingKey($0) })
        }
    }
}
