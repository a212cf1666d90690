import FakePlex
import Testing

@testable import Harness

struct SnapshotTests {
    private func catalog() throws -> Catalog {
        var catalog = Catalog()
        try catalog.add(CatalogArtist(id: "harbour", title: "The Harbour"))
        try catalog.add(
            CatalogAlbum(
                id: "tide", title: "Tide", year: 2016, genres: ["Dream Pop"], artwork: Artwork(colour: "teal")),
            to: "harbour")
        try catalog.add(CatalogTrack(id: "one", title: "One", index: 1), to: "tide")
        try catalog.add(CatalogCollection(id: "best", title: "Best"), members: ["tide"])
        try catalog.add(CatalogPlaylist(id: "morning", title: "Morning"), tracks: ["one", "one"])
        return catalog
    }

    @Test func `a snapshot of a catalog holds its items' own facts`() throws {
        let catalog = try catalog()
        let snapshot = LibrarySnapshot(catalog, section: "4")
        let album = try #require(catalog.ratingKey(of: "tide"))
        let row = try #require(snapshot[.albums][album])
        let facts = Dictionary(uniqueKeysWithValues: zip(LibrarySnapshot.columns[.albums] ?? [], row))
        #expect(facts["title"] == "Tide")
        #expect(facts["year"] == "2016")
        #expect(facts["tags"] == "genre:dream pop")
        #expect(facts["artist"] == catalog.ratingKey(of: "harbour").map(String.init))
        #expect(facts["thumb"] == "/library/metadata/\(album)/thumb/\(catalog.album(album)?.updatedAt ?? 0)")
        let playlist = try #require(catalog.ratingKey(of: "morning"))
        let track = try #require(catalog.ratingKey(of: "one"))
        #expect(snapshot[.playlists][playlist]?.last == "\(track),\(track)")
    }

    @Test func `another section's items are not in it`() throws {
        #expect(LibrarySnapshot(try catalog(), section: "7").isEmpty)
    }

    @Test func `an edit is one changed row, a deletion takes the children along`() throws {
        var catalog = try catalog()
        let before = LibrarySnapshot(catalog, section: "4")
        let album = try #require(catalog.ratingKey(of: "tide"))
        try catalog.apply(.edit(id: "tide", set: ["title": .text("High Tide")]), at: 1_800_000_000)
        let edited = LibrarySnapshot(catalog, section: "4")
        #expect(edited.changes(in: .albums, since: before).changed == [album])
        #expect(edited.changes(in: .tracks, since: before).count == 0)
        try catalog.apply(.delete(id: "tide"), at: 1_800_000_001)
        let deleted = LibrarySnapshot(catalog, section: "4")
        #expect(deleted.changes(in: .albums, since: edited).deleted == [album])
        #expect(deleted.changes(in: .tracks, since: edited).deleted.count == 1)
    }

    @Test func `a difference names the item and the facts`() throws {
        var catalog = try catalog()
        let held = LibrarySnapshot(catalog, section: "4")
        try catalog.apply(.edit(id: "tide", set: ["title": .text("High Tide")]), at: 1_800_000_000)
        let diff = LibraryDiff(found: held, expected: LibrarySnapshot(catalog, section: "4"))
        let difference = try #require(diff.differences.first { $0.item.table == .albums })
        guard case .wrong(_, _, let facts) = difference else {
            Issue.record("\(difference)")
            return
        }
        #expect(facts.map(\.name) == ["title", "thumb", "updatedAt"])
        #expect(facts.first == LibraryDiff.Fact(name: "title", expected: "High Tide", found: "Tide"))
    }

    @Test func `what is missing and what is too much are told apart`() throws {
        let whole = LibrarySnapshot(try catalog(), section: "4")
        var part = whole
        let album = try #require(whole[.albums].keys.first)
        part[.albums][album] = nil
        #expect(LibraryDiff(found: part, expected: whole).differences == [.missing(.albums, album)])
        #expect(LibraryDiff(found: whole, expected: part).differences == [.extra(.albums, album)])
        #expect(LibraryDiff(found: whole, expected: whole).differences.isEmpty)
    }
}
