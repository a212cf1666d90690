import HTTPTypes

/// `/library/collections/{id}/children`: a collection's members in its own order (wire contract, 2.13).
struct CollectionItemsEndpoint: Endpoint {
    let paths = ["/library/collections/{}/children", "/library/collections/{}/items"]

    func name(for request: PlexRequest) -> EndpointName { .collectionItems }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey, let collection = visit.catalog.collection(key) else {
            return .error(.notFound)
        }
        return visit.members(of: collection)
    }
}

extension Visit {
    /// Answers with a collection's members; whatever order is asked for, they come in its own.
    func members(of collection: CatalogCollection) -> PlexAnswer {
        let section = catalog.sections.first { $0.key == collection.section }
        return list(collection.memberKeys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
            xml.library()
            xml.attribute("key", collection.ratingKey)
            if let section { xml.section(section) }
            xml.mediaTags()
            xml.raw(" nocache=\"1\"")
            xml.attribute("summary", collection.summary)
            xml.attribute("thumb", catalog.thumbPath(of: collection.ratingKey))
            xml.attribute("title1", section?.title)
            xml.attribute("title2", collection.title)
            xml.attribute("viewGroup", collection.subtype.rawValue)
            xml.raw(" viewMode=\"65592\"")
        }
    }
}
