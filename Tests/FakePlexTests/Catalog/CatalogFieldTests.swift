import Testing

@testable import FakePlex

struct CatalogFieldTests {
    @Test(arguments: [
        (CatalogKind.artist, ["userRating", "genres", "styles", "moods", "countries"]),
        (.album, ["studio", "year", "originallyAvailableAt", "rating", "userRating", "genres", "styles", "moods"]),
        (
            .track,
            ["index", "disc", "originalTitle", "duration", "container", "codec", "bitrate", "size", "userRating"]
        ),
        (.collection, ["subtype", "smart", "collectionSort", "members"]), (.playlist, ["smart", "tracks", "video"]),
    ])
    func `every kind has the common fields and its own`(kind: CatalogKind, own: [String]) {
        let common = ["title", "titleSort", "guid", "summary", "addedAt", "updatedAt", "ratingKey"]
        #expect(Set(Catalog.fields(of: kind)).isSuperset(of: common + own))
    }

    @Test func `an unknown field is answered with the nearest known one`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.unknownField("yeer", kind: .album, nearest: "year")) {
            try catalog.apply(.edit(id: "low-tide", set: ["yeer": .integer(1)]), at: testTime)
        }
        #expect(throws: CatalogError.unknownField("studio", kind: .track, nearest: nil)) {
            try catalog.apply(.edit(id: "breakwater", set: ["studio": .text("X")]), at: testTime)
        }
    }

    @Test func `a rating key cannot be edited`() throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.fixedField("ratingKey")) {
            try catalog.apply(.edit(id: "low-tide", set: ["ratingKey": .integer(1)]), at: testTime)
        }
    }

    @Test(arguments: [
        ("low-tide", "title", FieldValue.integer(1), "a text"), ("low-tide", "year", .number(1.5), "a whole number"),
        ("low-tide", "rating", .text("9"), "a number"), ("low-tide", "genres", .text("Jazz"), "a list of texts"),
        ("morning", "smart", .integer(1), "true or false"), ("morning", "tracks", .flag(true), "a list of texts"),
        ("coast", "subtype", .text("playlist"), "artist, album or track"),
        ("coast", "collectionSort", .text("random"), "release, alpha or custom"),
    ])
    func `a value of another type is refused`(id: String, field: String, value: FieldValue, expected: String) throws {
        var catalog = try Catalog.sample()
        #expect(throws: CatalogError.wrongType(field: field, expected: expected)) {
            try catalog.apply(.edit(id: id, set: [field: value]), at: testTime)
        }
    }

    @Test func `no value makes a field absent`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "low-tide", set: ["year": .none, "genres": .none, "studio": .none]), at: testTime)
        let album = try #require(catalog.album(4101))
        #expect(album.year == nil && album.genres.isEmpty && album.studio == nil)
    }

    @Test(arguments: [
        CatalogError.unknownItem("x", nearest: ["y"]), .ambiguousTitle("x", candidates: ["a", "b"]),
        .wrongKind("x", is: .album, expected: [.track]), .unknownField("x", kind: .album, nearest: "y"),
        .wrongType(field: "x", expected: "a text"), .fixedField("x"), .duplicateID("x"), .unusableRatingKey(7),
        .missingParent(id: "x", kind: .track), .noPicture("x"), .unknownSection("x"),
        .unknownColour("x", nearest: "red"),
    ])
    func `every error is a sentence that names its subject`(error: CatalogError) {
        #expect(error.description.hasSuffix("."))
        #expect(error.description.contains("x") || error.description.contains("7"))
    }
}
