/// `/playlists`: the playlists of all sections (wire contract, 2.15).
struct PlaylistsEndpoint: Endpoint {
    let paths = ["/playlists", "/playlists/all"]

    func name(for request: PlexRequest) -> EndpointName { .playlists }

    func answer(_ visit: Visit) -> PlexAnswer {
        let query = visit.request.query
        var keys = visit.catalog.sections.flatMap { section -> [Int] in
            if let wanted = query["sectionID"], wanted != section.key { return [] }
            return visit.catalog.orders.list(.playlist, in: section.key, of: visit.catalog)
        }
        // This library has audio only; a list of anything else is empty.
        if let type = query["playlistType"], !type.split(separator: ",").contains("audio") { keys = [] }
        if let smart = query["smart"] {
            keys = keys.filter { visit.catalog.playlist($0)?.isSmart == (smart == "1") }
        }
        if let title = query["title"] {
            keys = keys.filter { matchesWords(title, in: visit.catalog.playlist($0)?.title ?? "") }
        }
        return visit.list(keys) { _ in }
    }
}
