import HTTPTypes
import Testing

@testable import FakePlex

struct AnswerTests {
    @Test(arguments: [
        "/", "/identity", "/library", "/library/sections", "/library/sections/", "/library/sections/all",
        "/library/sections/3", "/library/sections/3/all", "/library/metadata/4101", "/playlists",
        "/hubs/search?query=low",
    ])
    func `an answer is a container that says how many elements it holds`(path: String) throws {
        let answer = ask(try Catalog.sample(), path)
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == "text/xml;charset=utf-8")
        #expect(answer.text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer size=\""))
        #expect(answer.text.hasSuffix("</MediaContainer>\n"))
        #expect(answer.body.allSatisfy { $0 < 0x80 })
        let size = answer.container("size").flatMap(Int.init)
        if !path.contains("library/metadata"), !path.contains("hubs"), path != "/identity", path != "/library" {
            #expect(answer.lines.filter { $0.hasPrefix("<Directory ") || $0.hasPrefix("<Playlist ") }.count == size)
        }
    }

    @Test func `the root names the server`() throws {
        let answer = ask(try Catalog.sample(), "/")
        #expect(answer.container("friendlyName") == "Understudy")
        #expect(answer.container("machineIdentifier")?.count == 40)
        #expect(answer.container("version") == "1.42.2.10156-f737b826c")
    }

    @Test func `without the token everything but the identity is refused`() throws {
        let catalog = try Catalog.sample()
        #expect(ask(catalog, "/identity", token: nil).status == .ok)
        for token in [nil, "wrong"] {
            let refusal = ask(catalog, "/library/sections", token: token)
            #expect(refusal.status == .unauthorized)
            #expect(refusal.body.count == 91)
            #expect(refusal.fields[.contentType] == "text/html")
            #expect(ask(catalog, "/nonsense", token: token).status == .unauthorized)
        }
        let start = ask(catalog, "/", token: nil)
        #expect(start.body.count == 193)
        #expect(start.text.contains("web/index.html"))
        #expect(ask(catalog, "/library?X-Plex-Token=secret", token: nil).status == .ok)
    }

    @Test(arguments: [
        (HTTPResponse.Status.badRequest, "400 Bad Request"), (.notFound, "404 Not Found"),
        (.internalServerError, "500 Internal Server Error"), (.serviceUnavailable, "503 Service Unavailable"),
    ])
    func `an error is the small page that the contract shows`(status: HTTPResponse.Status, heading: String) {
        let page = "<html><head><title>\(heading.dropFirst(4))</title></head><body><h1>\(heading)</h1></body></html>"
        #expect(PlexAnswer.error(status).text == page)
    }

    @Test func `an empty container speaks of pages only where one was asked for`() {
        let http = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/a?X-Plex-Container-Start=5")
        let paged = emptyContainer(for: PlexRequest(http: http))
        #expect(paged.lines[1] == "<MediaContainer size=\"0\" totalSize=\"0\" offset=\"5\">")
        #expect(paged.fields[.containerTotalSize] == "0")
        let plain = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/a")
        #expect(emptyContainer(for: PlexRequest(http: plain)).lines[1] == "<MediaContainer size=\"0\">")
    }

    @Test(
        arguments: [
            ("/library/sections/3/all", EndpointName.artists, nil), ("/library/sections/3/all?type=9", .albums, nil),
            ("/library/sections/3/all?type=10&updatedAt>>=1", .tracks, nil),
            ("/library/sections/3/all?type=18", .collections, nil),
            ("/library/sections/3/albums", .albums, nil), ("/library/metadata/7", .metadata, 7),
            ("/library/metadata/7,8", .metadata, nil), ("/library/metadata/7/children", .children, 7),
            ("/library/metadata/7/thumb/1", .image, 7), ("/library/collections/7/items", .collectionItems, 7),
            ("/playlists/7/items", .playlistItems, 7), ("/playlists/all", .playlists, nil),
            ("/playlists/7", .playlist, 7),
            ("/library/collections/7", .collection, 7), ("/hubs/search?query=x", .search, nil), ("/", .root, nil),
        ] as [(String, EndpointName, Int?)])
    func `a path leads to its endpoint and names its item`(path: String, endpoint: EndpointName, key: Int?) {
        #expect(route(path).endpoint == endpoint)
        #expect(route(path).itemKey == key)
        #expect(route(path).nearest == nil)
    }

    @Test(arguments: [
        ("/library/section", "/library/sections"), ("/library/sections/3/al", "/library/sections/{}/all"),
        ("/library/metadata/7/childen", "/library/metadata/{}/children"), ("/playlist", "/playlists"),
        ("/hub/search", "/hubs/search"), ("/library/sections/3/folder", "/library/sections/{}/all"),
    ])
    func `an unknown path names the nearest known one`(path: String, nearest: String) {
        #expect(route(path).endpoint == nil)
        #expect(route(path).nearest == nearest)
    }

    @Test func `writing is not served`() throws {
        #expect(route("/library/sections", method: .put).endpoint == nil)
        #expect(ask(try Catalog.sample(), "/library/metadata/4101", method: .delete).status == .notFound)
        #expect(ask(try Catalog.sample(), "/library", method: .head).status == .ok)
    }
}
