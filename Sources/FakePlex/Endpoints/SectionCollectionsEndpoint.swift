import HTTPTypes

/// `/library/sections/{id}/collections`: the collections, with the meta of their kind (wire contract, 2.7 and 2.8).
struct SectionCollectionsEndpoint: Endpoint {
    let paths = ["/library/sections/{}/collections"]

    func name(for request: PlexRequest) -> EndpointName { .collections }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let section = visit.section else { return .error(.notFound) }
        guard let keys = visit.selection(of: .collection, in: section) else { return .error(.badRequest) }
        return visit.list(keys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\" content=\"secondary\"")
            xml.library()
            xml.section(section)
            xml.mediaTags()
            xml.raw(" thumb=\"/:/resources/artist.png\"")
            xml.attribute("title1", section.title)
            xml.raw(" title2=\"Collections\" viewGroup=\"secondary\" viewMode=\"65592\"")
        } meta: { xml in
            if visit.request.query.isOn("includeMeta") { xml.collectionMeta(section) }
        }
    }
}
