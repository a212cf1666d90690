import HTTPTypes
import Testing

@testable import FakePlex

struct RelationTests {
    @Test func `an artist's children are albums and an album's are tracks`() throws {
        let catalog = try Catalog.sample()
        let albums = ask(catalog, "/library/metadata/4100/children")
        #expect(albums.rows("title") == ["Low Tide", "Slack Water"])
        #expect(albums.container("title2") == "Harbour Lights")
        #expect(albums.container("key") == "4100")
        let tracks = ask(catalog, "/library/metadata/4101/children")
        #expect(tracks.rows("title") == ["Opening", "Breakwater", "Breakwater (Live)"])
        #expect(tracks.container("grandparentTitle") == "Harbour Lights")
    }

    @Test(arguments: ["allLeaves", "grandchildren"])
    func `all leaves of an artist are the tracks of all albums`(name: String) throws {
        let answer = ask(try Catalog.sample(), "/library/metadata/4100/\(name)")
        #expect(answer.rows("title").count == 6)
        #expect(answer.container("mixedParents") == "1")
    }

    @Test(arguments: [
        "/library/metadata/9", "/library/metadata/x", "/library/metadata/9/children", "/library/metadata/9/allLeaves",
        "/library/metadata/4110/children", "/library/collections/4101", "/library/collections/9/children",
        "/playlists/9", "/playlists/4101/items", "/library/metadata/9/thumb/1", "/nonsense",
    ])
    func `what does not exist is not found`(path: String) throws {
        let answer = ask(try Catalog.sample(), path)
        #expect(answer.status == .notFound)
        #expect(answer.text == "<html><head><title>Not Found</title></head><body><h1>404 Not Found</h1></body></html>")
    }

    @Test func `several items come in the order asked for, without the unknown ones`() throws {
        let catalog = try Catalog.sample()
        let answer = ask(
            catalog, "/library/metadata/4110,99,4100,\(catalog.key("morning"))", headers: ["X-Plex-Container-Size": "1"]
        )
        #expect(answer.rows("ratingKey") == ["4110", "4100", "\(catalog.key("morning"))"])
        #expect(answer.container("size") == "3")
    }

    @Test(arguments: ["children", "items"])
    func `a collection lists its members in its own order`(name: String) throws {
        let catalog = try Catalog.sample()
        let answer = ask(catalog, "/library/collections/\(catalog.key("coast"))/\(name)?sort=titleSort")
        #expect(answer.rows("ratingKey") == ["4101", "\(catalog.key("apogee"))"])
        #expect(ask(catalog, "/library/collections/\(catalog.key("coast"))").rows("childCount") == ["2"])
    }

    @Test(arguments: [(CollectionSort.release, "0"), (.alpha, "1"), (.custom, "2")])
    func `a collection's order may follow its members`(sort: CollectionSort, number: String) throws {
        var catalog = try Catalog.sample()
        let (list, apogee) = ("/library/collections/\(catalog.key("coast"))", "\(catalog.key("apogee"))")
        try catalog.apply(.edit(id: "coast", set: ["collectionSort": .text(sort.rawValue)]), at: testTime)
        #expect(ask(catalog, list).rows("collectionSort") == [number])
        func order(after edits: [String: FieldValue]) throws -> [String] {
            var edited = catalog
            try edited.apply(.edit(id: "low-tide", set: edits), at: testTime + 1)
            #expect(
                edited.collection(catalog.key("coast"))?.updatedAt
                    == catalog.collection(catalog.key("coast"))?.updatedAt)
            return ask(edited, list + "/children").rows("ratingKey")
        }
        let (first, last) = (["4101", apogee], [apogee, "4101"])
        #expect(try order(after: ["titleSort": .text("A")]) == (sort == .release ? order(after: [:]) : first))
        #expect(try order(after: ["titleSort": .text("Z")]) == (sort == .alpha ? last : order(after: [:])))
        #expect(
            try order(after: ["originallyAvailableAt": .text("1901-01-01")]).first == (sort == .alpha ? apogee : "4101")
        )
        #expect(
            try order(after: ["originallyAvailableAt": .text("2099-01-01")]).first
                == (sort == .custom ? "4101" : apogee))
    }

    @Test func `a playlist repeats a track under another place's number`() throws {
        let catalog = try Catalog.sample()
        let answer = ask(catalog, "/playlists/\(catalog.key("morning"))/items")
        #expect(answer.rows("ratingKey") == ["4110", "\(catalog.key("apogee-1"))", "4110"])
        #expect(answer.rows("playlistItemID") == ["1", "2", "3"])
        #expect(answer.rows("librarySectionID") == ["3", "3", "3"])
        #expect(answer.container("leafCount") == "3")
    }

    @Test(arguments: [["breakwater", "apogee-1"], []])
    func `a playlist's video stands behind its first track, on whatever page that is`(
        tracks: [String]
    ) throws {
        var catalog = try Catalog.sample()
        let titles = try tracks.isEmpty ? ["Dawn"] : [title(tracks[0], catalog), "Dawn", title(tracks[1], catalog)]
        try catalog.apply(
            .edit(id: "morning", set: ["video": .text("Dawn"), "tracks": .list(tracks)]), at: testTime)
        let path = "/playlists/\(catalog.key("morning"))/items"
        #expect(ask(catalog, path).rows("title") == titles)
        for (place, title) in titles.enumerated() {
            let headers = ["X-Plex-Container-Start": "\(place)", "X-Plex-Container-Size": "1"]
            let page = ask(catalog, path, headers: headers)
            #expect(page.rows("title") == [title])
            #expect(page.container("totalSize") == "\(titles.count)")
        }
        #expect(ask(catalog, "/playlists").rows("leafCount") == ["\(titles.count)"])
    }

    private func title(_ id: String, _ catalog: Catalog) throws -> String {
        try #require(catalog.track(catalog.key(id))?.title)
    }

    @Test func `a smart playlist's places have no numbers`() throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "morning", set: ["smart": .flag(true)]), at: testTime)
        let answer = ask(catalog, "/playlists/\(catalog.key("morning"))/items")
        #expect(answer.rows("playlistItemID") == [])
        #expect(answer.container("smart") == "1")
    }

    @Test(arguments: [
        ("/playlists", 1), ("/playlists/all", 1), ("/playlists?playlistType=audio&sectionID=3", 1),
        ("/playlists?playlistType=video", 0), ("/playlists?sectionID=9", 0), ("/playlists?title=morn", 1),
        ("/playlists?title=evening", 0), ("/playlists?smart=1", 0), ("/playlists?smart=0", 1),
    ])
    func `playlists are filtered by type, section, title and smartness`(path: String, count: Int) throws {
        #expect(ask(try Catalog.sample(), path).rows("title").count == count)
    }
}
