import HTTPTypes

/// `/library/sections/{id}/albums`: the albums under a container of their own (wire contract, 2.8).
struct SectionAlbumsEndpoint: Endpoint {
    let paths = ["/library/sections/{}/albums"]

    func name(for request: PlexRequest) -> EndpointName { .albums }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let section = visit.section else { return .error(.notFound) }
        guard let keys = visit.selection(of: .album, in: section) else { return .error(.badRequest) }
        return visit.list(keys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\" content=\"secondary\"")
            xml.library()
            xml.section(section)
            xml.mediaTags()
            xml.raw(" mixedParents=\"1\" nocache=\"1\" thumb=\"/:/resources/artist.png\"")
            xml.attribute("title1", section.title)
            xml.raw(" title2=\"By Album\" viewGroup=\"album\" viewMode=\"65592\"")
        }
    }
}
