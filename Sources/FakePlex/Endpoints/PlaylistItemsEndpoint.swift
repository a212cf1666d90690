import HTTPTypes

/// `/playlists/{id}/items`: what a playlist plays, in its order, with repetitions (wire contract, 2.15).
struct PlaylistItemsEndpoint: Endpoint {
    let paths = ["/playlists/{}/items"]

    func name(for request: PlexRequest) -> EndpointName { .playlistItems }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey, let playlist = visit.catalog.playlist(key) else { return .error(.notFound) }
        return visit.list(count: playlist.length) { xml in
            xml.attribute("composite", visit.catalog.thumbPath(of: key))
            // Seconds here, milliseconds in the playlist's row (wire contract, 2.15).
            xml.attribute("duration", visit.catalog.duration(of: playlist) / 1000)
            xml.attribute("leafCount", playlist.length)
            xml.raw(" playlistType=\"audio\"")
            xml.attribute("ratingKey", key)
            xml.attribute("smart", playlist.isSmart)
            xml.attribute("title", playlist.title)
        } row: { writer, index in
            guard let entry = playlist.entry(at: index) else { return writer.video(of: playlist) }
            writer.row(entry.trackKey, .entry(itemID: playlist.isSmart ? nil : entry.itemID))
        }
    }
}
