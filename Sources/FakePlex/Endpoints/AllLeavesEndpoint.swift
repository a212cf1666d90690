import HTTPTypes

/// `/library/metadata/{id}/allLeaves`: every track of an artist or an album (wire contract, 2.10).
struct AllLeavesEndpoint: Endpoint {
    let paths = ["/library/metadata/{}/allLeaves", "/library/metadata/{}/grandchildren"]

    func name(for request: PlexRequest) -> EndpointName { .allLeaves }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey, let tracks = tracks(below: key, visit.catalog) else {
            return .error(.notFound)
        }
        let section = visit.catalog.section(of: key)
        return visit.list(tracks) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
            xml.library()
            xml.attribute("key", key)
            if let section { xml.section(section) }
            xml.mediaTags()
            xml.raw(" mixedParents=\"1\" nocache=\"1\"")
            xml.attribute("title1", section?.title)
            xml.attribute("title2", visit.catalog.item(key)?.title)
            xml.raw(" viewGroup=\"track\" viewMode=\"65593\"")
        }
    }

    private func tracks(below key: Int, _ catalog: Catalog) -> [Int]? {
        if let artist = catalog.artist(key) { return artist.albumKeys.flatMap { catalog.album($0)?.trackKeys ?? [] } }
        return catalog.album(key)?.trackKeys
    }
}
