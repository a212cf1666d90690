internal import HTTPTypes

/// A request that a fault strikes, and the server to which it can still be put.
struct StruckRequest: Sendable {
    var request: PlexRequest
    var route: Route
    var catalog: Catalog
    var context: AnswerContext

    /// The honest answer.
    var honest: PlexAnswer { answer(request, route: route, catalog: catalog, context: context) }

    /// The honest answer as a container that a fault has edited; what is none stays as it is.
    ///
    /// Its validator is that of what is sent: a server that answers wrongly does not know that it does.
    ///
    /// - Parameters:
    ///   - page: The page of the list to begin with; nothing for the whole list.
    ///   - change: The edit, of the answer's fields too.
    /// - Returns: The edited answer.
    func edited(
        asking page: PageWindow?, _ change: (inout AnswerDocument, inout HTTPFields) -> Void
    ) -> PlexAnswer {
        var plain = context
        plain.validators = false
        var given = answer(request.asking(for: page), route: route, catalog: catalog, context: plain)
        guard given.status == .ok, var document = AnswerDocument(given.body) else { return honest }
        change(&document, &given.fields)
        given.body = document.bytes
        guard context.validators, route.endpoint?.isValidated ?? false else { return given }
        return given.validated(against: request.http.headerFields[.ifNoneMatch])
    }

    /// The same for the page that was asked for.
    func edited(_ change: (inout AnswerDocument, inout HTTPFields) -> Void) -> PlexAnswer {
        edited(asking: request.page, change)
    }
}

extension PlexRequest {
    /// The same request for another page, or for the whole list.
    func asking(for page: PageWindow?) -> PlexRequest {
        guard page != self.page else { return self }
        var other = self
        for name in ["X-Plex-Container-Start", "X-Plex-Container-Size"] {
            other.query.remove(ignoringCase: name)
            HTTPField.Name(name).map { other.http.headerFields[$0] = nil }
        }
        guard let page else { return other }
        other.query.append("X-Plex-Container-Start", String(page.start))
        if let size = page.size { other.query.append("X-Plex-Container-Size", String(size)) }
        return other
    }
}

extension OrderedQuery {
    /// Takes out every parameter of this name, whatever the case of its letters.
    mutating func remove(ignoringCase name: String) {
        items.removeAll { $0.name.lowercased() == name.lowercased() }
    }

    /// Adds a parameter at the end.
    mutating func append(_ name: String, _ value: String) { items.append(Item(name: name, value: value)) }
}

extension PlexAnswer {
    /// A page with 200 that no endpoint sends.
    static func page(_ type: String, _ text: String) -> PlexAnswer {
        PlexAnswer(status: .ok, fields: [.contentType: type, .cacheControl: "no-cache"], body: Array(text.utf8))
    }
}
