import HTTPTypes

/// The part of a list that a request asks for.
struct PageWindow: Sendable, Equatable {
    /// The first row, from 0.
    var start: Int
    /// The most rows wanted; nothing where only a start was given.
    var size: Int?
}

/// A token, and where in the request it stood.
struct RequestToken: Sendable, Equatable {
    /// Where a token can stand.
    enum Place: String, Sendable { case header, query }

    var value: String
    var place: Place
}

/// A well-formed request as endpoints read it.
struct PlexRequest: Sendable {
    var http: HTTPRequest
    /// Percent-decoded, without the query, as it came.
    var path: String
    /// The decoded parts of the path; empty ones (a slash at the end) are left out.
    var segments: [String]
    var query: OrderedQuery

    /// Reads path and query of a request.
    init(http: HTTPRequest) {
        self.http = http
        let raw = http.path ?? "/"
        let target = raw.prefix { $0 != "#" }
        let rawPath = target.prefix { $0 != "?" }
        path = percentDecoded(rawPath.utf8, plusIsSpace: false)
        segments = rawPath.utf8.split(separator: UInt8(ascii: "/")).map { percentDecoded($0, plusIsSpace: false) }
        query = OrderedQuery(raw: target.dropFirst(rawPath.count + 1))
    }

    /// What the request says under a name such as `X-Plex-Client-Identifier`, in the query or as a header.
    ///
    /// Either place counts for all of these, in any case of letters (wire contract, 1.1); the address goes first.
    func value(_ name: String) -> String? {
        query.value(ignoringCase: name) ?? header(name)
    }

    /// The page asked for; nothing where no paging was, or where the numbers are none (wire contract, 1.7).
    var page: PageWindow? {
        let start = value("X-Plex-Container-Start").flatMap(Int.init)
        let size = value("X-Plex-Container-Size").flatMap(Int.init)
        guard start != nil || size != nil, start ?? 0 >= 0, size ?? 0 >= 0 else { return nil }
        return PageWindow(start: start ?? 0, size: size)
    }

    /// The token it came with.
    var token: RequestToken? {
        if let value = header("X-Plex-Token") { return RequestToken(value: value, place: .header) }
        return query.value(ignoringCase: "X-Plex-Token").map { RequestToken(value: $0, place: .query) }
    }

    private func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { http.headerFields[$0] }
    }
}
