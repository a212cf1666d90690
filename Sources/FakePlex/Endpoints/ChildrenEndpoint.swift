import HTTPTypes

/// `/library/metadata/{id}/children`: an artist's albums or an album's tracks (wire contract, 2.10).
struct ChildrenEndpoint: Endpoint {
    let paths = ["/library/metadata/{}/children"]

    func name(for request: PlexRequest) -> EndpointName { .children }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let key = visit.ratingKey else { return .error(.notFound) }
        if let artist = visit.catalog.artist(key) { return albums(of: artist, visit) }
        if let album = visit.catalog.album(key) { return tracks(of: album, visit) }
        guard let collection = visit.catalog.collection(key) else { return .error(.notFound) }
        return visit.members(of: collection)
    }

    private func albums(of artist: CatalogArtist, _ visit: Visit) -> PlexAnswer {
        let section = visit.catalog.section(of: artist.ratingKey)
        return visit.list(artist.albumKeys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
            xml.library()
            xml.attribute("key", artist.ratingKey)
            if let section { xml.section(section) }
            xml.mediaTags()
            xml.raw(" nocache=\"1\" parentIndex=\"1\"")
            xml.attribute("parentTitle", artist.title)
            xml.attribute("summary", artist.summary)
            xml.attribute("thumb", visit.catalog.thumbPath(of: artist.ratingKey))
            xml.attribute("title1", section?.title)
            xml.attribute("title2", artist.title)
            xml.raw(" viewGroup=\"album\" viewMode=\"65592\"")
        }
    }

    private func tracks(of album: CatalogAlbum, _ visit: Visit) -> PlexAnswer {
        let section = visit.catalog.section(of: album.ratingKey)
        let artist = visit.catalog.artist(album.artistKey)
        return visit.list(album.trackKeys) { xml in
            xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
            xml.attribute("grandparentRatingKey", album.artistKey)
            xml.attribute("grandparentThumb", visit.catalog.thumbPath(of: album.artistKey))
            xml.attribute("grandparentTitle", artist?.title)
            xml.library()
            xml.attribute("key", album.ratingKey)
            if let section { xml.section(section) }
            xml.mediaTags()
            xml.raw(" nocache=\"1\" parentIndex=\"1\"")
            xml.attribute("parentTitle", album.title)
            xml.attribute("parentYear", album.year)
            xml.attribute("summary", album.summary)
            xml.attribute("thumb", visit.catalog.thumbPath(of: album.ratingKey))
            xml.attribute("title1", artist?.title)
            xml.attribute("title2", album.title)
            xml.raw(" viewGroup=\"track\" viewMode=\"65593\"")
        }
    }
}
