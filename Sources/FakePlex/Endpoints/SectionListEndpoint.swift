import HTTPTypes

/// `/library/sections/{id}/all`: everything of one kind (wire contract, 2.5).
struct SectionListEndpoint: Endpoint {
    let paths = ["/library/sections/{}/all"]

    func name(for request: PlexRequest) -> EndpointName { kind(request)?.listName ?? .artists }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let section = visit.section else { return .error(.notFound) }
        guard let kind = kind(visit.request) else { return visit.sectionList([], of: section) }
        guard let keys = visit.selection(of: kind, in: section) else { return .error(.badRequest) }
        return visit.sectionList(keys, of: section)
    }

    /// What is listed: without a type the section's own, and nothing where the type is none of music's.
    private func kind(_ request: PlexRequest) -> CatalogKind? {
        guard let type = request.query["type"] else { return .artist }
        return Int(type).flatMap(CatalogKind.init(wireType:))
    }
}

extension Visit {
    /// Answers with a section's list; the title stays that of the artists whatever is listed (wire contract, 2.5).
    func sectionList(_ keys: [Int], of section: CatalogSection) -> PlexAnswer {
        list(keys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
            xml.library()
            xml.section(section)
            xml.mediaTags()
            xml.raw(" nocache=\"1\" thumb=\"/:/resources/artist.png\"")
            xml.attribute("title1", section.title)
            xml.raw(" title2=\"All Artists\" viewGroup=\"artist\" viewMode=\"65592\"")
        } meta: { xml in
            if request.query.isOn("includeMeta") { xml.filterMeta(section, active: request.query["type"] ?? "8") }
        }
    }
}
