import HTTPTypes
import Testing

@testable import FakePlex

struct ImageTests {
    @Test(arguments: ["thumb/1700000200", "thumb/1", "thumb", "thumb/x"])
    func `whatever stamp is asked for, the picture is the current one`(suffix: String) throws {
        let answer = ask(try Catalog.sample(), "/library/metadata/4101/\(suffix)")
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "image/png")
        #expect(answer.body.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    }

    @Test(arguments: ["0", "-5", "1", "100000", "\(Int.max)", "wide", ""])
    func `whatever size is asked for, the picture is one, and no larger than a server would make it`(size: String)
        throws
    {
        let answer = ask(
            try Catalog.sample(), "/library/metadata/4101/thumb/1?width=\(size)&height=\(size)")
        #expect(answer.status == .ok)
        #expect(answer.body.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        #expect(answer.body.count < 4 << 20)
    }

    @Test func `a track shows its album's picture`() throws {
        let catalog = try Catalog.sample()
        #expect(ask(catalog, "/library/metadata/4110/thumb/1") == ask(catalog, "/library/metadata/4101/thumb/1"))
    }

    @Test func `an item without a picture is not found`() throws {
        #expect(ask(try Catalog.sample(), "/library/metadata/1001/thumb/1").status == .notFound)
        #expect(ask(try Catalog.sample(), "/library/metadata/4101/art/1").status == .notFound)
    }

    @Test func `a background is shown for the artist and everything below`() throws {
        var catalog = Catalog()
        var artist = CatalogArtist(id: "a", title: "A")
        artist.background = Artwork(colour: "red")
        try catalog.add(artist)
        try catalog.add(CatalogAlbum(id: "b", title: "B"), to: "a")
        #expect(ask(catalog, "/library/metadata/1002/art/1").status == .ok)
        #expect(ask(catalog, "/library/sections/4/all?type=9").rows("art") == ["/library/metadata/1001/art/1700000000"])
    }

    @Test func `mosaics of collections and playlists are at the paths that their rows name`() throws {
        let catalog = try Catalog.sample()
        let collection = try #require(ask(catalog, "/library/sections/3/all?type=18").rows("thumb").first)
        #expect(collection.hasSuffix("?width=400&amp;height=600"))
        let wide = ask(catalog, collection.replacing("&amp;", with: "&"))
        #expect(wide.status == .ok)
        #expect(wide.body[16..<24] == [0, 0, 1, 144, 0, 0, 2, 88])
        let playlist = try #require(ask(catalog, "/playlists").rows("composite").first)
        #expect(ask(catalog, playlist).status == .ok)
        #expect(ask(catalog, "/playlists/\(catalog.key("coast"))/composite/1").status == .notFound)
    }

    @Test func `an empty playlist has neither mosaic nor duration`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "morning", set: ["tracks": .list([])]), at: testTime)
        let answer = ask(catalog, "/playlists")
        #expect(answer.rows("composite") == [])
        #expect(answer.rows("duration") == [])
        #expect(ask(catalog, "/playlists/\(catalog.key("morning"))/composite/1").status == .notFound)
    }

    @Test func `a picture of its own replaces a collection's mosaic`() throws {
        var catalog = try Catalog.sample()
        let key = catalog.key("coast")
        try catalog.apply(.artwork(id: "coast", Artwork(colour: "gold")), at: testTime)
        #expect(catalog.thumbPath(of: key) == "/library/metadata/\(key)/thumb/\(testTime)")
        #expect(ask(catalog, "/library/metadata/\(key)/thumb/1").status == .ok)
    }

    @Test func `what stands for a whole section has pictures too`() throws {
        let catalog = try Catalog.sample()
        #expect(ask(catalog, "/:/resources/artist.png").status == .ok)
        #expect(ask(catalog, "/:/resources/nothing.png").status == .notFound)
        #expect(ask(catalog, "/library/sections/3/composite/1").status == .ok)
    }
}
