extension RowWriter {
    /// Writes a track with its medium and part, which no list leaves out (wire contract, 2.5).
    mutating func row(_ track: CatalogTrack, _ place: RowPlace) {
        let album = album(track.albumKey)
        let artist = artist(album?.artistKey ?? 0)
        xml.raw("<Track")
        if case .hit(let score) = place { xml.attribute("score", score) }
        identity(of: track, album, artist)
        if place.namesSection { section(artist?.section) }
        xml.attribute("grandparentTitle", artist?.title)
        xml.attribute("parentTitle", album?.title)
        xml.attribute("originalTitle", track.originalTitle)
        xml.attribute("summary", track.summary)
        xml.attribute("index", track.index)
        xml.attribute("parentIndex", track.disc)
        xml.attribute("ratingCount", track.ratingCount)
        xml.attribute("userRating", track.userRating)
        playState(track.played)
        xml.attribute("parentYear", album?.year)
        pictures(of: track, album, artist)
        xml.attribute("duration", track.duration)
        xml.attribute("addedAt", track.addedAt)
        xml.attribute("updatedAt", track.updatedAt)
        xml.raw(" musicAnalysisVersion=\"1\"")
        if case .entry(let itemID) = place { xml.attribute("playlistItemID", itemID) }
        xml.raw(">\n")
        media(of: track, album, artist, place)
        tags("Genre", "genre", track.genres, place)
        tags("Style", "style", track.styles, place)
        tags("Mood", "mood", track.moods, place)
        collectionTags(track.ratingKey, place)
        xml.raw("</Track>\n")
    }

    private mutating func identity(of track: CatalogTrack, _ album: CatalogAlbum?, _ artist: CatalogArtist?) {
        let artistKey = album?.artistKey ?? 0
        xml.attribute("ratingKey", track.ratingKey)
        xml.attribute("key", "/library/metadata/", track.ratingKey)
        xml.attribute("parentRatingKey", track.albumKey)
        xml.attribute("grandparentRatingKey", artistKey)
        guid("guid", track)
        guid("parentGuid", album)
        guid("grandparentGuid", artist)
        xml.attribute("parentStudio", album?.studio)
        xml.raw(" type=\"track\"")
        xml.attribute("title", track.title)
        xml.attribute("titleSort", track.listedTitleSort)
        xml.attribute("grandparentKey", "/library/metadata/", artistKey)
        xml.attribute("parentKey", "/library/metadata/", track.albumKey)
    }

    /// A track's pictures are its album's and its artist's, at their stamps (wire contract, 2.11).
    private mutating func pictures(of track: CatalogTrack, _ album: CatalogAlbum?, _ artist: CatalogArtist?) {
        if let album {
            image("thumb", album.artwork, album.ratingKey, album.updatedAt)
            if let artist { image("art", artist.background, artist.ratingKey, artist.updatedAt, art: true) }
            image("parentThumb", album.artwork, album.ratingKey, album.updatedAt)
        }
        if let artist {
            image("grandparentThumb", artist.artwork, artist.ratingKey, artist.updatedAt)
            image("grandparentArt", artist.background, artist.ratingKey, artist.updatedAt, art: true)
        }
    }

    private mutating func media(
        of track: CatalogTrack, _ album: CatalogAlbum?, _ artist: CatalogArtist?, _ place: RowPlace
    ) {
        let media = track.media
        xml.raw("<Media")
        xml.attribute("id", media.mediaID)
        xml.attribute("duration", track.duration)
        xml.attribute("bitrate", media.bitrate)
        xml.raw(" audioChannels=\"2\"")
        xml.attribute("audioCodec", media.codec)
        xml.attribute("container", media.container)
        xml.raw(">\n<Part")
        xml.attribute("id", media.partID)
        xml.raw(" key=\"/library/parts/")
        xml.number(media.partID)
        xml.raw("/")
        xml.number(media.stamp)
        xml.raw("/file.")
        xml.escaped(media.container)
        xml.raw("\"")
        xml.attribute("duration", track.duration)
        file(of: track, album, artist, media)
        xml.attribute("size", media.size)
        xml.attribute("container", media.container)
        guard place.isDetail else {
            xml.raw(" />\n</Media>\n")
            return
        }
        xml.raw(" hasThumbnail=\"1\">\n<Stream")
        xml.attribute("id", media.partID &+ 100_000_000)
        xml.raw(" streamType=\"2\" selected=\"1\"")
        xml.attribute("codec", media.codec)
        xml.raw(" index=\"0\" channels=\"2\"")
        xml.attribute("bitrate", media.bitrate)
        xml.raw(" audioChannelLayout=\"stereo\" samplingRate=\"44100\"")
        let title = "\(media.codec.uppercased()) (Stereo)"
        xml.attribute("displayTitle", title)
        xml.attribute("extendedDisplayTitle", title)
        xml.raw(" />\n</Part>\n</Media>\n")
    }

    /// The file's path, made of ids: files keep their names when titles are edited.
    private mutating func file(
        of track: CatalogTrack, _ album: CatalogAlbum?, _ artist: CatalogArtist?, _ media: CatalogMedia
    ) {
        xml.raw(" file=\"/music/")
        xml.escaped(artist?.id ?? "")
        xml.raw("/")
        xml.escaped(album?.id ?? "")
        xml.raw("/")
        if let slash = track.id.lastIndex(of: "/") {
            xml.escaped(String(track.id[track.id.index(after: slash)...]))
        } else {
            xml.escaped(track.id)
        }
        xml.raw(".")
        xml.escaped(media.container)
        xml.raw("\"")
    }
}
