import Testing

@testable import FakePlex

/// Pictures that change under their old path, and pictures that are elsewhere; and what playing changes.
struct PictureEditTests {
    @Test func `new bytes under the old path change nothing that a list tells`() throws {
        let before = try Catalog.sample()
        var catalog = before
        try catalog.apply(.artwork(id: "low-tide", Artwork(colour: "red"), keepsStamp: true), at: testTime)
        for path in ["/library/sections", "/library/sections/3/all?type=9", "/library/metadata/4101"] {
            #expect(ask(catalog, path) == ask(before, path))
        }
        let picture = "/library/metadata/4101/thumb/1700000200"
        #expect(ask(catalog, picture).body != ask(before, picture).body)
        #expect(catalog.revision > before.revision)
    }

    @Test(arguments: ["low-tide", "harbour-lights", "coast", "morning"])
    func `a picture elsewhere has an absolute address`(id: String) throws {
        var catalog = try Catalog.sample()
        catalog.server.secondOrigin = "http://127.0.0.1:1"
        try catalog.apply(.artwork(id: id, Artwork(colour: "red", isElsewhere: true)), at: testTime)
        let answer = ask(catalog, id == "morning" ? "/playlists" : "/library/metadata/\(catalog.key(id))")
        let address = try #require(answer.rows(id == "morning" ? "composite" : "thumb").first)
        #expect(address.hasPrefix("http://127.0.0.1:1/"))
        #expect(address == catalog.thumbPath(of: catalog.key(id)))
    }

    @Test(arguments: ["harbour-lights", "low-tide", "breakwater"])
    func `playing is told in the row and is no edit`(id: String) throws {
        let before = try Catalog.sample()
        var catalog = before
        let key = catalog.key(id)
        let played: [String: FieldValue] = [
            "viewCount": .integer(3), "skipCount": .integer(1), "lastViewedAt": .integer(7), "lastRatedAt": .integer(9),
        ]
        try catalog.apply(.edit(id: id, set: played), at: testTime)
        let row = ask(catalog, "/library/metadata/\(key)")
        #expect(row.text.contains(" viewCount=\"3\" skipCount=\"1\" lastViewedAt=\"7\" lastRatedAt=\"9\""))
        #expect(row.rows("updatedAt") == ask(before, "/library/metadata/\(key)").rows("updatedAt"))
        try catalog.apply(.edit(id: id, set: ["viewCount": .integer(4), "summary": .text("New")]), at: testTime)
        #expect(ask(catalog, "/library/metadata/\(key)").rows("updatedAt") == [String(testTime)])
    }
}
