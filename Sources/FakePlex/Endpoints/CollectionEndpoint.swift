import HTTPTypes

/// `/library/collections/{id}`: a collection itself (wire contract, 2.13).
struct CollectionEndpoint: Endpoint {
    let paths = ["/library/collections/{}"]

    func name(for request: PlexRequest) -> EndpointName { .collection }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey, visit.catalog.collection(key) != nil else { return .error(.notFound) }
        return visit.details([key])
    }
}
