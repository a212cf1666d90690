import HTTPTypes
import Testing

@testable import FakePlex

struct PlexRequestTests {
    private func request(_ path: String, _ headers: [String: String] = [:]) -> PlexRequest {
        var http = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path)
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { http.headerFields[name] = value }
        }
        return PlexRequest(http: http)
    }

    @Test func `a path is taken apart before it is decoded`() {
        let request = request("/library/metadata/a%2Fb/?x=1#y")
        #expect(request.segments == ["library", "metadata", "a/b"])
        #expect(request.path == "/library/metadata/a/b/")
        #expect(request.query["x"] == "1")
    }

    @Test func `paging is read from headers and from the query`() {
        let headers = ["X-Plex-Container-Start": "20", "X-Plex-Container-Size": "10"]
        #expect(request("/", headers).page == PageWindow(start: 20, size: 10))
        #expect(request("/?X-Plex-Container-Size=0").page == PageWindow(start: 0, size: 0))
        #expect(request("/?x-plex-container-start=5").page == PageWindow(start: 5, size: nil))
        #expect(request("/").page == nil)
    }

    @Test(arguments: ["-1", "x", "", "99999999999999999999"])
    func `numbers that are none ask for no page`(size: String) {
        #expect(request("/?X-Plex-Container-Size=\(size)").page == nil)
    }

    @Test func `a token is found in either place`() {
        #expect(request("/", ["x-plex-token": "t"]).token == RequestToken(value: "t", place: .header))
        #expect(request("/?X-Plex-Token=t").token == RequestToken(value: "t", place: .query))
        #expect(request("/").token == nil)
    }
}
