import HTTPTypes

/// A whole answer, before the wire adds what every answer carries and before any fault touches it.
struct PlexAnswer: Sendable, Equatable {
    var status: HTTPResponse.Status
    var fields: HTTPFields
    var body: [UInt8]
}

/// What an answer depends on besides the request and the catalog.
struct AnswerContext: Sendable, Equatable {
    /// The world's time, in seconds since 1970.
    var now: Int
    /// Whether lists and images carry an ETag, and a matching If-None-Match gets 304.
    var validators: Bool
    /// The token that a request must carry; nothing: none is accepted.
    var token: String?
    /// The address that the request came to.
    var origin = Origin.main
}

/// The answer to a request, as a pure function.
func answer(_ request: PlexRequest, route: Route, catalog: Catalog, context: AnswerContext) -> PlexAnswer {
    if !isOpenToAll(route, context), context.token == nil || request.token?.value != context.token {
        // The start page sends a browser on to the web app, which can sign in (wire contract, 1.6).
        return .error(.unauthorized, leadsToWebApp: route.endpoint == .root)
    }
    guard let endpoint = route.endpoint, let match = route.match else { return .error(.notFound) }
    let visit = Visit(request: request, parameters: match.parameters, catalog: catalog, context: context)
    let answer = match.endpoint.answer(visit)
    guard context.validators, endpoint.isValidated, answer.status == .ok else { return answer }
    return answer.validated(against: request.http.headerFields[.ifNoneMatch])
}

/// Whether an endpoint needs no token: the identity, and pictures on the second origin, as on a host for pictures.
private func isOpenToAll(_ route: Route, _ context: AnswerContext) -> Bool {
    route.endpoint == .identity || (route.endpoint == .image && context.origin == .second)
}

/// A well-formed container that holds nothing, in place of the answer to this request.
func emptyContainer(for request: PlexRequest) -> PlexAnswer {
    var xml = XMLBuffer()
    xml.beginContainer(size: 0)
    if let page = request.page {
        xml.attribute("totalSize", 0)
        xml.attribute("offset", page.start)
    }
    xml.endContainer(isEmpty: true)
    var answer = PlexAnswer.xml(xml)
    answer.describe(request.page, total: 0)
    return answer
}

extension PlexAnswer {
    /// A container; the content type's charset is load-bearing (wire contract, 1.3).
    static func xml(_ xml: borrowing XMLBuffer) -> PlexAnswer {
        PlexAnswer(
            status: .ok, fields: [.contentType: "text/xml;charset=utf-8", .cacheControl: "no-cache"], body: xml.bytes
        )
    }

    /// The small page that a real server sends with an error, whatever was accepted (wire contract, 1.6).
    static func error(_ status: HTTPResponse.Status, leadsToWebApp: Bool = false) -> PlexAnswer {
        let address = #"window.location.href.match(/(^.+\/)[^\/]*$/)[1] + 'web/index.html'"#
        let script = leadsToWebApp ? "<script>window.location = \(address);</script>" : ""
        let title = "<title>\(status.reasonPhrase)</title>"
        let heading = "<h1>\(status.code) \(status.reasonPhrase)</h1>"
        return PlexAnswer(
            status: status,
            fields: [.contentType: "text/html", .cacheControl: "no-cache"],
            body: Array("<html><head>\(script)\(title)</head><body>\(heading)</body></html>".utf8)
        )
    }

    /// Names the page in the header too, where one was asked for (wire contract, 1.4).
    mutating func describe(_ page: PageWindow?, total: Int) {
        guard let page else { return }
        fields[.containerStart] = String(page.start)
        fields[.containerTotalSize] = String(total)
    }
}
