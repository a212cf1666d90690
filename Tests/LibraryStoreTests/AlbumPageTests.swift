import LibraryModel
import Testing

@testable import LibraryStore

/// Pages of lists by their numbers: whatever is remembered of a list, they are what a plain reading of it is.
struct AlbumPageTests {
    static let lists = [
        AlbumList(), AlbumList(sortedBy: AlbumOrder(.artist, isDescending: true)),
        AlbumList(sortedBy: AlbumOrder(.title)), AlbumList(sortedBy: AlbumOrder(.year, isDescending: true)),
        AlbumList(matching: AlbumFilter(tags: [Tag(.genre, "common")])),
        AlbumList(matching: AlbumFilter(tags: [Tag(.genre, "Rare")]), sortedBy: AlbumOrder(.addedAt)),
        AlbumList(matching: AlbumFilter(years: 1950...2010)),
        AlbumList(matching: AlbumFilter(artist: RatingKey(7)), sortedBy: AlbumOrder(.title)),
    ]

    /// Deep first, so that the way back is tried with milestones and the way there without.
    static let offsets = [
        3_000, 2_999, 3_001, 5_000, 1_000, 999, 1_001, 0, 1, 60, 5_400, 5_999, 6_000, 7_000, .max, -3,
    ]

    @Test(arguments: [1, 60, 1_200])
    func `a page at any depth is what the plain order has there`(limit: Int) async throws {
        try await withStore { store in
            try await fill(store)
            for list in Self.lists { try await check(store, list, limit) }
        }
    }

    @Test func `a refresh without a change keeps what is known of lists, and one with a change forgets it`()
        async throws
    {
        try await withStore { store in
            try await fill(store)
            let list = Self.lists[0]
            try await check(store, list, 60)
            let before = try await store.runs(limit: 1).first?.id ?? 0
            #expect(store.milestones.keys(of: list, in: before).count == 6)

            try await store.sync { run in try await store.upsert([album(100)], in: run) }
            let failed = try await store.begin(reason: .background, at: date())
            try await store.abandon(failed, record: record(failed, "offline"))
            #expect(store.milestones.keys(of: list, in: before + 2).count == 6)
            try await check(store, list, 60)

            try await store.sync { run in
                var first = try anAlbum(1, by: 1, "")
                first.titleSort = "!"
                try await store.upsert([first], in: run)
                try await store.markSeen((0..<3_000).map { try key(10_000 + $0) }, of: .album, in: run)
                try await store.markSeen((4_000..<6_000).map { try key(10_000 + $0) }, of: .album, in: run)
                try await store.prune(.album, in: run)
            }
            #expect(store.milestones.keys(of: list, in: before + 3).isEmpty)
            for list in Self.lists { try await check(store, list, 60) }
        }
    }

    @Test func `an album that comes to be shown within another one leaves the pages behind it`() async throws {
        try await withStore { store in
            try await fill(store)
            try await check(store, Self.lists[0], 60)
            // Both have no track any more that they could repeat: the scanner split one album.
            try await store.sync { run in
                var (one, two) = (try album(1), try album(8))
                (one.title, two.title, one.year, two.year) = ("Split", "Split", nil, nil)
                try await store.upsert([one, two], in: run)
            }
            #expect(try await store.albumCount() == 5_999)
            try await check(store, Self.lists[0], 60)
        }
    }

    @Test func `of many lists the ones that were used last are remembered`() {
        let milestones = AlbumMilestones()
        let lists = (1...20).map { AlbumList(matching: AlbumFilter(years: $0...$0)) }
        for list in lists {
            milestones.remember([1], of: list, in: 1)
            milestones.remember(count: 2, of: list, in: 1)
        }
        #expect(lists.filter { milestones.count(of: $0, in: 1) != nil } == lists.suffix(AlbumMilestones.mostLists))
        #expect(lists.filter { milestones.keys(of: $0, in: 1) == [1] } == lists.suffix(AlbumMilestones.mostLists))
        milestones.remember([1, 2], of: lists[0], in: 2)
        milestones.remember([3, 4, 5], of: lists[0], in: 1)
        #expect(milestones.keys(of: lists[0], in: 2) == [1, 2], "an older library's are not brought back")
    }

    private func check(_ store: LibraryStore, _ list: AlbumList, _ limit: Int) async throws {
        let all = try await plain(store, list)
        for offset in Self.offsets {
            let page = try await store.albums(of: list, offset: offset, limit: limit)
            let expected = all.dropFirst(max(0, offset)).prefix(limit)
            #expect(page.items.map(\.ratingKey) == Array(expected), "\(limit) from \(offset) of \(list)")
            #expect(page.count == all.count)
            guard list == AlbumList() else { continue }
            #expect(try await store.albums(offset: offset, limit: limit) == page.items)
        }
    }

    /// The whole list by one plain query.
    private func plain(_ store: LibraryStore, _ list: AlbumList) async throws -> [RatingKey] {
        try await store.read { db in
            guard let selection = try AlbumSelection(list.filter, db) else { return [] }
            let condition = AlbumSelection.all(selection.conditions)
            return try db.values(
                """
                SELECT al.ratingKey FROM album AS al JOIN artist AS ar ON ar.ratingKey = al.artistKey
                WHERE \(condition.sql) ORDER BY \(list.order.sql)
                """, condition.arguments
            ) { try $0.key(0) }
        }
    }

    private func album(_ number: Int64) throws -> Album {
        var album = try anAlbum(10_000 + number, by: 1 + number % 7, "Album \(number * 7_919 % 601)")
        album.year = number % 11 == 0 ? nil : 1950 + Int(number % 70)
        album.addedAt = number % 5 == 0 ? nil : 1_400_000_000 + number % 301
        album.tags = [Tag(.genre, "Genre \(number % 9)")]
        if number % 4 != 0 { album.tags.append(Tag(.genre, "Common")) }
        if number % 50 == 0 { album.tags.append(Tag(.genre, "Rare")) }
        return album
    }

    /// 6,000 albums by 7 artists, of whom three have one name.
    private func fill(_ store: LibraryStore) async throws {
        try await store.sync { run in
            try await store.upsert((1...7).map { try anArtist($0, "Artist \(max(3, $0))") }, in: run)
            try await store.upsert((0..<6_000).map { try album($0) }, in: run)
            // A track that they all have, so that no two are shown as one, but for two that have none.
            let withTracks = (0..<6_000).filter { $0 != 1 && $0 != 8 } as [Int64]
            try await store.upsert(withTracks.map { try aTrack(100_000 + $0, on: 10_000 + $0) }, in: run)
        }
    }
}
