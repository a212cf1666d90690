import LibraryModel
import LibrarySync
import Testing

/// Lists as views of a session: shown page by page, and redrawn when a refresh changes them.
struct ListViewTests {
    /// Six albums of 1991 to 1996, every other one tagged as rock.
    private func bench() -> Workbench {
        var plex = TinyPlex()
        for place in plex.albums.indices {
            plex.albums[place].attributes = "year=\"\(1991 + place)\""
            plex.albums[place].children = place.isMultiple(of: 2) ? "<Genre tag=\"Rock\"/>" : ""
        }
        return Workbench(plex)
    }

    private static let rock = AlbumList(matching: AlbumFilter(tags: [Tag(.genre, "rock")]))

    private func titles(_ session: LibrarySession, _ view: ViewID) async -> [String]? {
        await session.screen[view]?.tiles.map(\.title)
    }

    static let lists: [(AlbumList, [Int64])] = [
        (AlbumList(), [1010, 1011, 1020, 1021, 1030, 1031]),
        (AlbumList(sortedBy: AlbumOrder(.year, isDescending: true)), [1031, 1030, 1021, 1020, 1011, 1010]),
        (AlbumList(sortedBy: AlbumOrder(.title)), [1010, 1011, 1020, 1021, 1030, 1031]),
        (AlbumList(sortedBy: AlbumOrder(.addedAt, isDescending: true)), [1031, 1030, 1021, 1020, 1011, 1010]),
        (rock, [1010, 1020, 1030]), (AlbumList(matching: AlbumFilter(years: 1992...1994)), [1011, 1020, 1021]),
        (AlbumList(matching: AlbumFilter(artist: key(3))), [1030, 1031]),
        (AlbumList(matching: AlbumFilter(collection: key(900_001))), [1010, 1011]),
        (AlbumList(matching: AlbumFilter(tags: [Tag(.genre, "rock")], years: 1993...1999, artist: key(2))), [1020]),
        (AlbumList(matching: AlbumFilter(tags: [Tag(.mood, "none")])), []),
    ]

    @Test(arguments: lists)
    func `a list shows what its filter leaves, in its order, page by page`(list: AlbumList, keys: [Int64]) async throws
    {
        let bench = bench()
        try await bench.refresh()
        try await bench.session {
            $0.gridPageSize = 2
        } _: { session in
            for page in 0..<4 {
                let view = ViewID.albums(list, page: page)
                try await session.show(view)
                let shown = try #require(await session.screen[view])
                #expect(shown.tiles.map(\.key.value) == Array(keys.dropFirst(page * 2).prefix(2)))
                #expect(shown.count == keys.count)
            }
        }
    }

    @Test func `a refresh redraws the open pages of a list, and what did not change stays as it was`() async throws {
        let bench = bench()
        try await bench.refresh()
        let view = ViewID.albums(Self.rock, page: 0)
        try await bench.session { session in
            await session.launch()
            try await session.show(view)
            await session.rest()
            let before = try #require(await session.screen[view])
            #expect(before.tiles.allSatisfy { $0.artwork != nil }, "its pictures are fetched")

            bench.server.change { $0.editAlbum(1011) { $0.title = "Elsewhere" } }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(await session.screen[view] == before)

            bench.server.change { plex in
                plex.editAlbum(1011) { $0.children = "<Genre tag=\"ROCK\"/>" }
                plex.editAlbum(1020) { $0.children = "" }
            }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            let after = try #require(await session.screen[view])
            #expect(after.tiles.map(\.key.value) == [1010, 1011, 1030])
            #expect(after.tiles[0] == before.tiles[0] && after.tiles[2] == before.tiles[2])

            bench.server.change { plex in for album in [1010, 1011, 1030] { plex.deleteAlbum(Int64(album)) } }
            _ = await session.refresh(.userInitiated, acceptingLargeDeletion: true)
            let empty = try #require(await session.screen[view])
            #expect(empty.tiles.isEmpty && empty.count == 0, "it stays open, and shows nothing")

            await session.dismiss(view)
            #expect(await session.screen[view] == nil)
        }
    }

    @Test func `who watches the screen sees a list change`() async throws {
        let bench = bench()
        try await bench.refresh()
        try await bench.session { session in
            let view = ViewID.albums(Self.rock, page: 0)
            try await session.show(view)
            await session.rest()
            var screens = await session.screens().makeAsyncIterator()
            #expect(await screens.next()?[view]?.count == 3)
            bench.server.change { $0.deleteAlbum(1020) }
            _ = await session.refresh(.userInitiated)
            await session.rest()
            #expect(await screens.next()?[view]?.tiles.map(\.key.value) == [1010, 1030])
        }
    }

    @Test func `pages stand in their order, the grid's first, whenever they were opened`() async throws {
        let bench = bench()
        try await bench.refresh()
        try await bench.session { session in
            let years = AlbumList(sortedBy: AlbumOrder(.year))
            let opened: [ViewID] = [
                .albums(Self.rock, page: 1), .album(key(1010)), .albums(years, page: 3), .grid(page: 2),
                .albums(Self.rock, page: 0), .albums(years, page: 5), .grid(page: 0), .albums(Self.rock, page: 2),
                .albums(years, page: 4), .albums(Self.rock, page: 1),
            ]
            for view in opened { try await session.show(view) }
            #expect(
                await session.screen.views.map(\.id) == [
                    .grid(page: 0), .grid(page: 2), .albums(Self.rock, page: 0), .albums(Self.rock, page: 1),
                    .albums(Self.rock, page: 2), .album(key(1010)), .albums(years, page: 3), .albums(years, page: 4),
                    .albums(years, page: 5),
                ])
        }
    }

    @Test func `artists, collections and playlists are lists, too`() async throws {
        let bench = bench()
        try await bench.refresh()
        try await bench.session {
            $0.gridPageSize = 2
        } _: { session in
            let views: [ViewID] = [
                .artists(page: 0), .artists(page: 1), .collections(page: 0), .playlists(page: 0), .grid(page: 0),
            ]
            for view in views { try await session.show(view) }
            await session.rest()
            #expect(await titles(session, .artists(page: 0)) == ["Artist 1", "Artist 2"])
            #expect(await titles(session, .artists(page: 1)) == ["Artist 3"])
            #expect(await titles(session, .collections(page: 0)) == ["Favourites"])
            #expect(await titles(session, .playlists(page: 0)) == ["Mix"])
            #expect(await session.screen.views.map(\.count) == [6, 3, 3, 1, 1])
            #expect(await session.screen[.artists(page: 1)]?.tiles.first?.artwork != nil)
            bench.server.change { $0.playlists[0].title = "Mixed" }
            _ = await session.refresh(.userInitiated)
            #expect(await titles(session, .playlists(page: 0)) == ["Mixed"])
        }
    }

    @Test(arguments: [-1, 7, Int.max, Int.min])
    func `a page that no list has is the first one or empty`(page: Int) async throws {
        let bench = bench()
        try await bench.refresh()
        try await bench.session { session in
            for view in [ViewID.grid(page: page), .albums(Self.rock, page: page), .artists(page: page)] {
                try await session.show(view)
                #expect(await session.screen[view]?.tiles.isEmpty == (page > 0))
            }
        }
    }
}
