import HTTPTypes
import Testing

@testable import FakePlex

/// Edits that make a server another one: keys, section, identity.
struct RebuildingTests {
    @Test func `every item of a rebuilt server has a new key and is otherwise what it was`() throws {
        let before = try Catalog.sample()
        var catalog = before
        try catalog.apply(.rekey(ids: nil), at: testTime)
        let old = Set(CatalogKind.allCases.flatMap { kind in keys(of: kind, in: before) })
        let new = Set(CatalogKind.allCases.flatMap { kind in keys(of: kind, in: catalog) })
        #expect(old.count == 16 && new.count == 16)
        #expect(old.isDisjoint(with: new))
        for path in [
            "/library/sections/3/all?type=8", "/library/sections/3/all?type=9", "/library/sections/3/all?type=10",
        ] {
            #expect(ask(catalog, path).titles == ask(before, path).titles)
            #expect(ask(catalog, path).rows("updatedAt") == ask(before, path).rows("updatedAt"))
        }
        let playlist = try #require(catalog.playlist(catalog.key("morning")))
        #expect(playlist.entries.map { catalog.id(of: $0.trackKey) } == ["breakwater", "apogee-1", "breakwater"])
        let collection = try #require(catalog.collection(catalog.key("coast")))
        #expect(collection.memberKeys.map { catalog.id(of: $0) } == ["low-tide", "apogee"])
        #expect(
            catalog.section(of: catalog.key("breakwater"))?.contentChangedAt == before.sections[0].contentChangedAt + 1)
    }

    @Test func `one item gets a new key, and what names it follows`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.rekey(ids: ["low-tide"]), at: testTime)
        let key = catalog.key("low-tide")
        #expect(key > 4110 && catalog.album(4101) == nil)
        #expect(catalog.track(4110)?.albumKey == key)
        #expect(catalog.album(key)?.updatedAt == testTime)
        #expect(catalog.artist(4100)?.albumKeys.contains(key) == true)
        #expect(
            ask(catalog, "/library/metadata/\(key)/children").titles == ["Opening", "Breakwater", "Breakwater (Live)"])
        #expect(ask(catalog, "/library/metadata/4101").status.code == 404)
        try catalog.add(CatalogArtist(id: "later", title: "Later"))
        #expect(catalog.key("later") > key)
    }

    @Test func `a section gets another title, key and uuid, and its items go with it`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.section(title: "Tunes", key: "9", uuid: "another"), at: testTime)
        #expect(ask(catalog, "/library/sections").text.contains("key=\"9\" type=\"artist\" title=\"Tunes\""))
        #expect(ask(catalog, "/library/sections").text.contains("uuid=\"another\""))
        #expect(ask(catalog, "/library/sections/3/all?type=9").status.code == 404)
        #expect(ask(catalog, "/library/sections/9/all?type=9").titles.count == 3)
        #expect(ask(catalog, "/library/sections/9/collections").titles == ["Sea Air"])
    }

    @Test(arguments: SectionCounter.allCases)
    func `the section's counter rises, stands still, or is not given`(counter: SectionCounter) throws {
        var catalog = try Catalog.sample()
        func told() -> String? {
            let words = ask(catalog, "/library/sections").text.split(whereSeparator: { " >".contains($0) })
            return words.first { $0.hasPrefix("contentChangedAt=") }.map(String.init)
        }
        let before = try #require(told())
        let moved = "contentChangedAt=\"\(catalog.sections[0].contentChangedAt + 2)\""
        try catalog.apply(.section(counter: counter), at: testTime)
        try catalog.apply(.edit(id: "breakwater", set: ["title": .text("Other")]), at: testTime)
        try catalog.apply(.rekey(ids: nil), at: testTime)
        switch counter {
        case .moving: #expect(told() == moved)
        case .stuck: #expect(told() == before)
        case .missing: #expect(told() == nil)
        }
    }

    @Test func `a section that goes takes everything with it but the playlists`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.removeSection, at: testTime)
        #expect(catalog.sections.isEmpty && catalog.artists.isEmpty && catalog.tracks.isEmpty)
        #expect(catalog.collections.isEmpty)
        #expect(catalog.playlists.map(\.entries.count) == [0])
        #expect(ask(catalog, "/library/sections").container("size") == "0")
        #expect(throws: CatalogError.unknownSection("")) { try catalog.apply(.removeSection, at: testTime) }
        #expect(throws: CatalogError.unknownSection("")) { try catalog.apply(.section(title: "x"), at: testTime) }
    }

    @Test func `a collection whose order follows its members is laid out anew where keys decide it`() throws {
        var catalog = try Catalog.sample()
        for id in ["low-tide", "apogee"] {
            try catalog.apply(.edit(id: id, set: ["title": .text("Same")]), at: testTime)
        }
        try catalog.apply(.edit(id: "coast", set: ["collectionSort": .text("alpha")]), at: testTime)
        try catalog.apply(.rekey(ids: ["low-tide"]), at: testTime)
        let members = try #require(catalog.collection(catalog.key("coast"))).memberKeys
        #expect(members == members.sorted() && members.count == 2)
    }

    @Test func `the last stamp that there is stays`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "low-tide", set: ["updatedAt": .integer(.max)]), at: testTime)
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("High Tide")]), at: testTime)
        #expect(catalog.album(4101)?.updatedAt == .max && catalog.album(4101)?.title == "High Tide")
    }

    @Test func `another server answers under another identity`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.identity(machineIdentifier: "beef", friendlyName: "Attic"), at: testTime)
        #expect(ask(catalog, "/identity").container("machineIdentifier") == "beef")
        #expect(ask(catalog, "/").container("friendlyName") == "Attic")
    }

    private func keys(of kind: CatalogKind, in catalog: Catalog) -> [Int] {
        var keys: [Int] = []
        catalog.forEachItem(of: [kind]) { keys.append($0.ratingKey) }
        return keys
    }
}
