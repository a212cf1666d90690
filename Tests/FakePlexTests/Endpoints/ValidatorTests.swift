import HTTPTypes
import Testing

@testable import FakePlex

struct ValidatorTests {
    @Test(arguments: ["/library/sections/3/all?type=9", "/library/metadata/4101/thumb/1", "/playlists"])
    func `there are no validators unless the world switches them on`(path: String) throws {
        let answer = ask(try Catalog.sample(), path, headers: ["If-None-Match": "*"])
        #expect(answer.status == .ok)
        #expect(answer.fields[.eTag] == nil)
    }

    /// Where lists and pictures are.
    private static let paths: [String] = {
        guard let catalog = try? Catalog.sample() else { return [] }
        let (collection, playlist) = (catalog.key("coast"), catalog.key("morning"))
        return [
            "/library/sections/3/all?type=8", "/library/sections/3/all?type=9", "/library/sections/3/all?type=10",
            "/library/sections/3/all?type=18", "/library/sections/3/albums", "/library/sections/3/collections",
            "/library/metadata/4100/children", "/library/metadata/4101/children",
            "/library/collections/\(collection)/children", "/playlists", "/playlists/\(playlist)/items",
            "/library/metadata/4101/thumb/1", "/library/metadata/4100/thumb/1",
        ]
    }()

    @Test func `there are lists and pictures to ask for`() { #expect(Self.paths.count == 13) }

    @Test(arguments: paths)
    func `an answer that the client has is not sent again`(path: String) throws {
        let catalog = try Catalog.sample()
        let first = ask(catalog, path, validators: true)
        let tag = try #require(first.fields[.eTag])
        #expect(tag.hasPrefix("\"") && tag.hasSuffix("\"") && tag.count == 18)
        for header in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let second = ask(catalog, path, headers: ["If-None-Match": header], validators: true)
            #expect(second.status == .notModified, "\(header)")
            #expect(second.body.isEmpty)
            #expect(second.fields[.eTag] == tag)
        }
        #expect(ask(catalog, path, headers: ["If-None-Match": "\"x\""], validators: true) == first)
    }

    @Test func `a change of the bytes is a change of the tag`() throws {
        var catalog = try Catalog.sample()
        let list = ask(catalog, "/library/sections/3/all?type=9", validators: true).fields[.eTag]
        let image = ask(catalog, "/library/metadata/4101/thumb/1", validators: true).fields[.eTag]
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("High Tide")]), at: testTime)
        #expect(ask(catalog, "/library/sections/3/all?type=9", validators: true).fields[.eTag] != list)
        #expect(ask(catalog, "/library/metadata/4101/thumb/1", validators: true).fields[.eTag] == image)
        try catalog.apply(.artwork(id: "low-tide", Artwork(colour: "red")), at: testTime)
        #expect(ask(catalog, "/library/metadata/4101/thumb/1", validators: true).fields[.eTag] != image)
    }

    @Test(arguments: ["/", "/identity", "/hubs/search?query=low", "/library/metadata/9"])
    func `what is neither list nor image has no validator`(path: String) throws {
        #expect(ask(try Catalog.sample(), path, validators: true).fields[.eTag] == nil)
    }
}
