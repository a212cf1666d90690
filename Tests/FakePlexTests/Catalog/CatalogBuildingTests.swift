import Testing

@testable import FakePlex

struct CatalogBuildingTests {
    @Test func `rating keys count up from 1001 in the order of adding and pass over explicit ones`() throws {
        var catalog = Catalog()
        #expect(try catalog.add(CatalogArtist(id: "a", title: "A")) == 1001)
        #expect(try catalog.add(CatalogArtist(id: "b", title: "B", ratingKey: 1002)) == 1002)
        #expect(try catalog.add(CatalogAlbum(id: "c", title: "C"), to: "a") == 1003)
        #expect(try catalog.add(CatalogTrack(id: "d", title: "D"), to: "c") == 1004)
        #expect(catalog.id(of: 1003) == "c")
        #expect(catalog.kind(of: 1004) == .track)
        #expect(catalog.item(id: "d")?.title == "D")
    }

    @Test func `an item without times gets some, one second after the last one`() throws {
        let catalog = try Catalog.sample()
        #expect(catalog.artist(catalog.key("zenith"))?.addedAt == Catalog.defaultTime + 3)
        #expect(catalog.artist(catalog.key("zenith"))?.updatedAt == Catalog.defaultTime + 3)
    }

    @Test func `an id that is taken is refused and changes nothing`() throws {
        var catalog = try Catalog.sample()
        let before = catalog
        #expect(throws: CatalogError.duplicateID("zenith")) { try catalog.add(CatalogArtist(id: "zenith", title: "Z")) }
        #expect(catalog == before)
    }

    @Test(arguments: [4101, -1, 1 << 54])
    func `a rating key that is taken or no server's is refused`(key: Int) throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.unusableRatingKey(key)) {
            try catalog.add(CatalogArtist(id: "new", title: "New", ratingKey: key))
        }
        #expect(catalog.ratingKey(of: "new") == nil)
    }

    @Test func `a title stands for an id where only one item has it`() throws {
        var catalog = try Catalog.sample()
        #expect(try catalog.resolve("Low Tide") == 4101)
        try catalog.add(CatalogTrack(id: "low-tide-song", title: "Low Tide"), to: "low-tide")
        #expect(try catalog.resolve("Low Tide", among: [.album]) == 4101)
        #expect(throws: CatalogError.ambiguousTitle("Low Tide", candidates: ["low-tide", "low-tide-song"])) {
            try catalog.resolve("Low Tide")
        }
        #expect(try catalog.resolve("low-tide") == 4101)
    }

    @Test func `an unknown name is answered with the nearest known ones`() throws {
        let catalog = try Catalog.sample()
        #expect(throws: CatalogError.unknownItem("lowtide", nearest: ["low-tide"])) { try catalog.resolve("lowtide") }
        #expect(throws: CatalogError.unknownItem("qqqqqqqq", nearest: [])) { try catalog.resolve("qqqqqqqq") }
    }

    @Test func `an id of the wrong kind is told apart from an unknown one`() throws {
        let catalog = try Catalog.sample()
        #expect(throws: CatalogError.wrongKind("zenith", is: .artist, expected: [.track])) {
            try catalog.resolve("zenith", among: [.track])
        }
    }

    @Test func `albums need an artist, tracks an album, and no track has a picture`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.missingParent(id: "x", kind: .album)) { try catalog.add(.album, id: "x") }
        #expect(throws: CatalogError.missingParent(id: "x", kind: .track)) { try catalog.add(.track, id: "x") }
        #expect(throws: CatalogError.noPicture("x")) {
            try catalog.add(.track, id: "x", to: "low-tide", artwork: Artwork())
        }
    }

    @Test func `every kind can be added by fields alone`() throws {
        var catalog = Catalog()
        try catalog.add(.artist, id: "a", fields: ["title": .text("Ann"), "genres": .list(["Folk", "Jazz"])])
        try catalog.add(.album, id: "b", to: "a", fields: ["year": .integer(1999), "rating": .number(8.4)])
        try catalog.add(
            .track, id: "c", to: "b",
            fields: ["duration": .number(1000), "disc": .integer(2), "ratingKey": .integer(7)])
        try catalog.add(.collection, id: "d", fields: ["subtype": .text("track"), "members": .list(["c"])])
        try catalog.add(.playlist, id: "e", fields: ["smart": .flag(true), "tracks": .list(["c", "c"])])
        #expect(catalog.artists.first?.genres == ["Folk", "Jazz"])
        #expect(catalog.albums.first?.rating == 8.4)
        #expect(catalog.track(7)?.duration == 1000)
        #expect(catalog.collections.first?.memberKeys == [7])
        #expect(catalog.playlists.first?.entries.map(\.trackKey) == [7, 7])
        #expect(catalog.playlists.first?.isSmart == true)
    }

    @Test func `a collection takes members of its own kind only`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.wrongKind("zenith", is: .artist, expected: [.album])) {
            try catalog.add(CatalogCollection(id: "x", title: "X"), members: ["zenith"])
        }
    }
}
