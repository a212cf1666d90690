import HTTPTypes
import Testing

@testable import FakePlex

struct CatalogEditTests {
    private let now = testTime

    @Test func `an edit moves the time of its item and of nothing else`() throws {
        var catalog = try Catalog.sample()
        let before = catalog
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("High Tide")]), at: now)
        #expect(catalog.album(4101)?.title == "High Tide")
        #expect(catalog.album(4101)?.updatedAt == now)
        #expect(catalog.artists == before.artists)
        #expect(catalog.tracks == before.tracks)
        #expect(catalog.collections == before.collections)
        #expect(catalog.playlists == before.playlists)
        #expect(catalog.albums.filter { $0.ratingKey != 4101 } == before.albums.filter { $0.ratingKey != 4101 })
        #expect(catalog.revision > before.revision)
        #expect(catalog.sections[0].contentChangedAt == before.sections[0].contentChangedAt + 1)
    }

    @Test func `a snapshot stays as it was, also what it shows`() throws {
        var catalog = try Catalog.sample()
        let snapshot = catalog
        let shown = ask(snapshot, "/library/sections/3/all?type=9").text
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("Zebra")]), at: now)
        try catalog.apply(.delete(id: "slack-water"), at: now)
        #expect(ask(snapshot, "/library/sections/3/all?type=9").text == shown)
        #expect(
            ask(catalog, "/library/sections/3/all?type=9").rows("title") == [
                "Zebra", "&#201;t&#233; &amp; &lt;Nuit&gt;",
            ])
    }

    @Test func `children show the parent's new title at once`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "harbour-lights", set: ["title": .text("Pier Lights")]), at: now)
        #expect(ask(catalog, "/library/metadata/4101").rows("parentTitle") == ["Pier Lights"])
        #expect(ask(catalog, "/library/metadata/4110").rows("grandparentTitle") == ["Pier Lights"])
        #expect(catalog.album(4101)?.updatedAt == 1_700_000_200)
    }

    @Test func `the picture's path moves with every edit though its bytes do not`() throws {
        var catalog = try Catalog.sample()
        let before = ask(catalog, "/library/metadata/4101/thumb/1").body
        #expect(catalog.thumbPath(of: 4101) == "/library/metadata/4101/thumb/1700000200")
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("High Tide"), "year": .none]), at: now)
        #expect(catalog.thumbPath(of: 4101) == "/library/metadata/4101/thumb/\(now)")
        #expect(catalog.thumbPath(of: 4110) == catalog.thumbPath(of: 4101))
        #expect(ask(catalog, "/library/metadata/4101/thumb/1").body == before)
    }

    @Test(arguments: [Artwork(colour: "red"), Artwork(label: "NEW"), Artwork()])
    func `new artwork has a new path and new bytes`(artwork: Artwork) throws {
        var catalog = try Catalog.sample()
        let before = (ask(catalog, "/library/metadata/4101/thumb/1").body, catalog.thumbPath(of: 4101))
        try catalog.apply(.artwork(id: "low-tide", artwork), at: now)
        #expect(ask(catalog, "/library/metadata/4101/thumb/1").body != before.0)
        #expect(catalog.thumbPath(of: 4101) != before.1)
        #expect(catalog.album(4101)?.updatedAt == now)
    }

    @Test func `artwork that is taken away leaves neither path nor picture`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.artwork(id: "low-tide", nil), at: now)
        #expect(catalog.thumbPath(of: 4101) == nil)
        #expect(ask(catalog, "/library/metadata/4101/thumb/1").status == .notFound)
        #expect(ask(catalog, "/library/metadata/4101").rows("thumb") == [])
    }

    @Test func `a stamp of its own keeps the path while the bytes change`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.artwork(id: "low-tide", Artwork(colour: "red", stamp: 1_700_000_200)), at: now)
        #expect(catalog.thumbPath(of: 4101) == "/library/metadata/4101/thumb/1700000200")
    }

    @Test func `a track has no picture of its own`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.noPicture("breakwater")) {
            try catalog.apply(.artwork(id: "breakwater", Artwork()), at: now)
        }
    }

    @Test func `two letters that changed places are one mistake`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.unknownColour("tael", nearest: "teal")) {
            try catalog.apply(.artwork(id: "low-tide", Artwork(colour: "tael")), at: testTime)
        }
    }

    @Test func `an unknown colour is refused with the nearest known one`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.unknownColour("teel", nearest: "teal")) {
            try catalog.apply(.artwork(id: "low-tide", Artwork(colour: "teel")), at: now)
        }
    }

    @Test func `a deleted artist takes albums and tracks along`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.delete(id: "harbour-lights"), at: now)
        #expect(catalog.albums.map(\.id) == ["apogee"])
        #expect(catalog.tracks.map(\.id) == ["apogee-1", "apogee-2", "apogee-3"])
        #expect(catalog.ratingKey(of: "breakwater") == nil)
        #expect(catalog.sections[0].scannedAt == now)
    }

    @Test func `a deleted album leaves collections and playlists, which count as edited`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.delete(id: "low-tide"), at: now)
        let collection = try #require(catalog.collections.first)
        #expect(collection.memberKeys == [catalog.key("apogee")])
        #expect(collection.updatedAt == now)
        let playlist = try #require(catalog.playlists.first)
        #expect(playlist.entries.map(\.itemID) == [2])
        #expect(playlist.updatedAt == now)
        #expect(ask(catalog, "/library/sections/3/all?type=18").rows("childCount") == ["1"])
        #expect(ask(catalog, "/playlists").rows("leafCount") == ["1"])
    }

    @Test func `deleting the last album leaves the artist`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.delete(id: "apogee"), at: now)
        #expect(catalog.artist(catalog.key("zenith"))?.albumKeys == [])
    }

    @Test func `an id is free again after its deletion, its rating key is not`() throws {
        var catalog = try Catalog.sample()
        let old = catalog.key("apogee")
        try catalog.apply(.delete(id: "apogee"), at: now)
        try catalog.apply(.add(.album, id: "apogee", parent: "zenith", fields: ["title": .text("Again")]), at: now)
        #expect(catalog.key("apogee") != old)
        #expect(catalog.album(catalog.key("apogee"))?.addedAt == now)
    }

    @Test func `a playlist's new order keeps the numbers of the places that stay`() throws {
        var catalog = try Catalog.sample()
        let tracks = FieldValue.list(["opening", "breakwater", "apogee-1"])
        try catalog.apply(.edit(id: "morning", set: ["tracks": tracks]), at: now)
        #expect(catalog.playlists[0].entries.map(\.itemID) == [4, 1, 2])
        #expect(catalog.playlists[0].updatedAt == now)
    }

    @Test func `an edit that fails changes nothing`() throws {
        var catalog = try Catalog.sample()
        let before = catalog
        #expect(throws: CatalogError.wrongType(field: "year", expected: "a whole number")) {
            try catalog.apply(.edit(id: "low-tide", set: ["title": .text("X"), "year": .text("soon")]), at: now)
        }
        #expect(throws: CatalogError.unknownItem("brekwater", nearest: ["breakwater"])) {
            try catalog.apply(.edit(id: "morning", set: ["tracks": .list(["brekwater"])]), at: now)
        }
        #expect(catalog == before)
        #expect(catalog.revision == before.revision)
    }

    @Test func `an edit before the item's own time still moves it`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "low-tide", set: ["year": .integer(2017)]), at: 5)
        #expect(catalog.album(4101)?.updatedAt == 1_700_000_201)
        try catalog.apply(.edit(id: "low-tide", set: ["updatedAt": .integer(77)]), at: now)
        #expect(catalog.album(4101)?.updatedAt == 77)
    }

    @Test func `an edited title or place moves the item in its list`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("The Waves")]), at: now)
        try catalog.apply(.edit(id: "opening", set: ["index": .integer(9)]), at: now)
        #expect(catalog.artist(4100)?.albumKeys == [catalog.key("slack-water"), 4101])
        let tracks = ["breakwater", "opening", "hidden"]
        #expect(catalog.album(4101)?.trackKeys.compactMap { catalog.id(of: $0) } == tracks)
    }
}
