import HTTPTypes

@testable import FakePlex

/// The answer that a fault gives, without a socket; honest ones come from ``ask(_:_:headers:token:method:validators:)``.
func ask(
    _ catalog: Catalog, _ path: String, page: (start: Int, size: Int)? = nil, under fault: Fault,
    ifNoneMatch: String? = nil, validators: Bool = false
) -> PlexAnswer {
    var http = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path)
    var fields = ["X-Plex-Token": "secret"]
    if let page {
        fields["X-Plex-Container-Start"] = String(page.start)
        fields["X-Plex-Container-Size"] = String(page.size)
    }
    fields["If-None-Match"] = ifNoneMatch
    for (name, value) in fields {
        if let name = HTTPField.Name(name) { http.headerFields[name] = value }
    }
    let request = PlexRequest(http: http)
    let struck = StruckRequest(
        request: request, route: route(request, in: catalog), catalog: catalog,
        context: AnswerContext(now: testTime, validators: validators, token: "secret"))
    return fault.behaviour.answer(to: struck)
}

extension PlexAnswer {
    /// The titles of the rows, in order.
    var titles: [String] { rows("title") }
    /// What the container says of the list: size, totalSize, offset.
    var counts: [String?] { [container("size"), container("totalSize"), container("offset")] }
}
