import HTTPTypes

/// Thumbs, arts and mosaics of items (wire contract, 2.11).
///
/// The number at the end is not looked at: any, or none, gets the picture as it is now.
struct ImageEndpoint: Endpoint {
    let paths = [
        "/library/metadata/{}/thumb/{}", "/library/metadata/{}/thumb", "/library/metadata/{}/art/{}",
        "/library/metadata/{}/art", "/library/metadata/{}/composite/{}", "/library/collections/{}/composite/{}",
        "/library/collections/{}/thumb/{}", "/playlists/{}/composite/{}",
    ]

    func name(for request: PlexRequest) -> EndpointName { .image }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        let segments = visit.request.segments
        guard let key = visit.ratingKey, let kind = visit.catalog.kind(of: key) else { return .error(.notFound) }
        let belongs =
            segments[0] == "playlists" ? kind == .playlist : segments[1] != "collections" || kind == .collection
        let picture = segments.contains("art") ? visit.catalog.background(of: key) : visit.catalog.picture(of: key)
        guard belongs, let picture else { return .error(.notFound) }
        return visit.image(picture)
    }
}

/// The mosaic of a section (wire contract, 2.4).
struct SectionImageEndpoint: Endpoint {
    let paths = ["/library/sections/{}/composite/{}"]

    func name(for request: PlexRequest) -> EndpointName { .image }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let section = visit.section else { return .error(.notFound) }
        let albums = visit.catalog.orders.list(.album, in: section.key, of: visit.catalog)
        guard let picture = visit.catalog.mosaic(albums) else { return .error(.notFound) }
        return visit.image(picture)
    }
}

/// The pictures that stand for whole kinds of library (wire contract, 2.4).
struct ResourceEndpoint: Endpoint {
    let paths = ["/:/resources/{}"]

    func name(for request: PlexRequest) -> EndpointName { .image }

    func answer(_ visit: Visit) -> PlexAnswer {
        let known = ["artist.png", "artist-fanart.jpg", "library-art.png"]
        guard let name = visit.parameters.first, known.contains(name) else { return .error(.notFound) }
        return visit.image(Picture(tiles: [Artwork(colour: "slate", label: "PLEX")]))
    }
}

extension Visit {
    /// Answers with a picture in the size asked for; the standard one where none was.
    func image(_ picture: Picture) -> PlexAnswer {
        let width = request.query["width"].flatMap(Int.init) ?? Picture.standardSide
        let height = request.query["height"].flatMap(Int.init) ?? Picture.standardSide
        let bytes = PNG.render(picture, width: width, height: height)
        return PlexAnswer(status: .ok, fields: [.contentType: "image/png"], body: bytes)
    }
}

extension Catalog {
    /// The wide background of an artist, which albums and tracks show too.
    func background(of ratingKey: Int) -> Picture? {
        if let track = trackTable[ratingKey] { return background(of: track.albumKey) }
        if let album = albumTable[ratingKey] { return background(of: album.artistKey) }
        return artistTable[ratingKey]?.background.map { Picture(tiles: [$0]) }
    }
}
