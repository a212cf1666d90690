import HTTPTypes
import Testing

@testable import FakePlex

struct SectionListTests {
    private let path = "/library/sections/3/all"

    @Test(arguments: [
        ("", ["Harbour Lights", "The Zenith"]), ("?type=8", ["Harbour Lights", "The Zenith"]),
        ("?type=9", ["Low Tide", "Slack Water", "&#201;t&#233; &amp; &lt;Nuit&gt;"]),
        (
            "?type=10",
            [
                "Opening", "Breakwater", "Breakwater (Live)", "Slack 1", "Slack 2", "Slack 3", "Star 1", "Star 2",
                "Star 3",
            ]
        ),
        ("?type=18", ["Sea Air"]), ("?type=15", ["Morning Mix"]), ("?type=1", []), ("?type=x", []),
    ])
    func `a list holds its kind in the server's order`(query: String, titles: [String]) throws {
        let answer = ask(try Catalog.sample(), path + query)
        #expect(answer.rows("title") == titles)
        #expect(answer.container("size") == String(titles.count))
        #expect(answer.container("totalSize") == nil)
    }

    @Test(arguments: [
        (0, 2, ["Opening", "Breakwater"]), (7, 5, ["Star 2", "Star 3"]), (9, 5, []), (500, 10, []), (3, 0, []),
        (0, Int.max, nil),
    ])
    func `a page is the part asked for, with the whole list's size`(start: Int, size: Int, titles: [String]?) throws {
        let catalog = try Catalog.sample()
        let headers = ["X-Plex-Container-Start": "\(start)", "X-Plex-Container-Size": "\(size)"]
        let answer = ask(catalog, path + "?type=10", headers: headers)
        #expect(answer.container("totalSize") == "9")
        #expect(answer.container("offset") == "\(start)")
        #expect(answer.container("size") == "\(titles?.count ?? 9)")
        if let titles { #expect(answer.rows("title") == titles) }
        #expect(answer.fields[.containerStart] == "\(start)")
        #expect(answer.fields[.containerTotalSize] == "9")
        let query = "&X-Plex-Container-Start=\(start)&X-Plex-Container-Size=\(size)"
        #expect(ask(catalog, path + "?type=10" + query) == answer)
    }

    @Test func `without paging no answer speaks of pages`() throws {
        let answer = ask(try Catalog.sample(), path)
        #expect(answer.fields[.containerStart] == nil)
        #expect(answer.fields[.containerTotalSize] == nil)
    }

    @Test func `a limit caps rows and total`() throws {
        let answer = ask(
            try Catalog.sample(), path + "?type=10&limit=4&X-Plex-Container-Start=2&X-Plex-Container-Size=9")
        #expect(answer.rows("title") == ["Breakwater (Live)", "Slack 1"])
        #expect(answer.container("totalSize") == "4")
    }

    @Test(arguments: [
        ("type=10&title=break", 2), ("type=10&title=BREAK%20LIVE", 1), ("type=10&title=breakwater%20(li", 1),
        ("type=10&title=live", 1), ("type=10&title=live%20breakwater", 0), ("type=10&title=reak", 0),
        ("type=10&title=star%20%202", 0), ("type=9&title=ete", 0), ("type=9&title=%C3%A9t%C3%A9", 1),
        ("type=9&title==low%20tide", 1), ("type=9&title%3D=low", 0), ("type=9&title!==low%20tide", 2),
        ("type=9&artist.id=4100", 2), ("type=10&artist.id=4100", 6), ("type=10&album.id=4101", 3),
        ("type=9&artist.id=7", 0),
        ("type=9&artist.title=zen", 1), ("type=9&album.title=low", 1), ("type=9&id=4101,1001", 2),
        ("type=9&id!=4101", 2),
        ("type=9&updatedAt>>=1700000100", 1), ("type=9&updatedAt%3E%3E=1700000200", 0),
        ("type=9&updatedAt>=1700000200", 1),
        ("type=9&updatedAt<<=1700000200", 2), ("type=9&updatedAt>>=-50y", 3), ("type=9&updatedAt>>=-1d", 0),
        ("type=9&year=2016", 1), ("type=9&year>>=1999", 1), ("type=9&year<=1999", 1),
        ("type=9&year>=1990&title=low", 1),
        ("type=9&colour=red", 3), ("type=9&a.b.c=1", 3), ("type=8&album.title=low", 2), ("type=9&sort=addedAt:desc", 3),
        ("type=9&unwatched=0&includeGuids=1", 3),
    ])
    func `filters let through what they name, and unknown ones everything`(query: String, count: Int) throws {
        let answer = ask(try Catalog.sample(), "\(path)?\(query)&X-Plex-Container-Size=0")
        #expect(answer.container("totalSize") == "\(count)")
    }

    @Test(arguments: ["type=9&year=soon", "type=9&updatedAt>>=yesterday", "type=9&addedAt>>=-3x"])
    func `a value that cannot be read is a bad request`(query: String) throws {
        #expect(ask(try Catalog.sample(), "\(path)?\(query)").status == .badRequest)
    }

    @Test func `an unknown section is not found`() throws {
        for suffix in ["", "/all", "/albums", "/collections"] {
            #expect(ask(try Catalog.sample(), "/library/sections/9\(suffix)").status == .notFound, "\(suffix)")
        }
    }

    @Test func `albums and collections have containers of their own`() throws {
        let catalog = try Catalog.sample()
        let albums = ask(catalog, "/library/sections/3/albums")
        #expect(albums.rows("type") == ["album", "album", "album"])
        #expect(albums.container("title2") == "By Album")
        #expect(ask(catalog, "/library/sections/3/collections").container("title2") == "Collections")
    }

    @Test func `meta lists the kinds with their orders and fields`() throws {
        let catalog = try Catalog.sample()
        let meta = ask(
            catalog, "\(path)?includeMeta=1&includeAdvanced=1&X-Plex-Container-Start=0&X-Plex-Container-Size=0")
        #expect(meta.container("totalSize") == "2")
        #expect(meta.lines.filter { $0.hasPrefix("<Type ") }.count == 3)
        #expect(meta.text.contains("descKey=\"addedAt:desc\""))
        #expect(meta.text.contains("<Operator key=\"&gt;&gt;=\" title=\"is greater than\" />"))
        #expect(!ask(catalog, path).text.contains("<Meta>"))
    }

    @Test func `a section's items stay out of another's lists`() throws {
        var catalog = Catalog(sections: [CatalogSection(key: "4"), CatalogSection(key: "7", title: "Old")])
        try catalog.add(CatalogArtist(id: "a", title: "A"))
        try catalog.add(CatalogArtist(id: "b", title: "B", section: "7"))
        try catalog.add(CatalogAlbum(id: "c", title: "C"), to: "b")
        #expect(ask(catalog, "/library/sections/4/all?type=9").rows("title") == [])
        #expect(ask(catalog, "/library/sections/7/all?type=9").rows("title") == ["C"])
        #expect(throws: CatalogError.unknownSection("8")) {
            try catalog.add(CatalogArtist(id: "d", title: "D", section: "8"))
        }
    }
}
