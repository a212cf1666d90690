import HTTPTypes

/// `/playlists/{id}`: a playlist itself (wire contract, 2.15).
struct PlaylistEndpoint: Endpoint {
    let paths = ["/playlists/{}"]

    func name(for request: PlexRequest) -> EndpointName { .playlist }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey, visit.catalog.playlist(key) != nil else { return .error(.notFound) }
        return visit.details([key])
    }
}
