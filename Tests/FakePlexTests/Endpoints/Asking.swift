import Foundation
import HTTPTypes

@testable import FakePlex

/// The world's time in these tests.
let testTime = 1_760_000_000

/// Asks an endpoint without a socket.
func ask(
    _ catalog: Catalog, _ path: String, headers: [String: String] = [:], token: String? = "secret",
    method: HTTPRequest.Method = .get, validators: Bool = false
) -> PlexAnswer {
    var http = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path)
    for (name, value) in headers {
        if let name = HTTPField.Name(name) { http.headerFields[name] = value }
    }
    if let token, let name = HTTPField.Name("X-Plex-Token") { http.headerFields[name] = token }
    let request = PlexRequest(http: http)
    let context = AnswerContext(now: testTime, validators: validators, token: "secret")
    return answer(request, route: route(request, in: catalog), catalog: catalog, context: context)
}

/// The route of a request.
func route(_ path: String, in catalog: Catalog = Catalog(), method: HTTPRequest.Method = .get) -> Route {
    let http = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path)
    return route(PlexRequest(http: http), in: catalog)
}

extension PlexAnswer {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The body's lines without the last, empty one.
    var lines: [String] { text.split(separator: "\n").map(String.init) }
    /// The values of an attribute of the rows, in order; the container's own is left out.
    func rows(_ attribute: String) -> [String] {
        lines.dropFirst(2).filter { $0.contains(" ratingKey=") }.compactMap { Self.value(attribute, in: $0) }
    }
    /// The value of an attribute of the container.
    func container(_ attribute: String) -> String? {
        lines.count > 1 ? Self.value(attribute, in: lines[1]) : nil
    }

    private static func value(_ attribute: String, in line: String) -> String? {
        guard let start = line.range(of: " \(attribute)=\"") else { return nil }
        return String(line[start.upperBound...].prefix { $0 != "\"" })
    }
}

extension Catalog {
    /// Two artists, three albums, nine tracks, a collection and a playlist with a repetition.
    static func sample() throws -> Catalog {
        var section = CatalogSection(key: "3", title: "Music")
        section.uuid = "0b6d7c1e-52a4-4f0e-9b3a-7d1c4e8f2a10"
        var catalog = Catalog(sections: [section])
        var artist = CatalogArtist(id: "harbour-lights", title: "Harbour Lights", ratingKey: 4100)
        artist.guid = "plex://artist/5f00aa11bb22cc33dd44ee01"
        (artist.addedAt, artist.updatedAt) = (1_699_990_000, 1_700_000_100)
        artist.artwork = Artwork(colour: "navy")
        try catalog.add(artist)
        var album = CatalogAlbum(id: "low-tide", title: "Low Tide", ratingKey: 4101, year: 2016, genres: ["Dream Pop"])
        album.guid = "plex://album/5f00aa11bb22cc33dd44ee55"
        album.studio = "Quiet Pier"
        album.originallyAvailableAt = "2016-04-01"
        (album.addedAt, album.updatedAt) = (1_699_990_000, 1_700_000_200)
        album.artwork = Artwork(colour: "teal")
        try catalog.add(album, to: "harbour-lights")
        try catalog.add(CatalogAlbum(id: "slack-water", title: "Slack Water"), to: "harbour-lights")
        try catalog.add(CatalogArtist(id: "zenith", title: "The Zenith"))
        try catalog.add(CatalogAlbum(id: "apogee", title: "Été & <Nuit>", year: 1999), to: "zenith")
        var breakwater = CatalogTrack(id: "breakwater", title: "Breakwater", ratingKey: 4110, index: 2, disc: 1)
        breakwater.guid = "plex://track/5f00aa11bb22cc33dd44ee77"
        breakwater.ratingCount = 5120
        breakwater.duration = 214_320
        (breakwater.addedAt, breakwater.updatedAt) = (1_699_990_000, 1_700_000_200)
        try catalog.add(breakwater, to: "low-tide")
        try catalog.add(CatalogTrack(id: "opening", title: "Opening", index: 1, disc: 1), to: "low-tide")
        for number in 1...3 {
            try catalog.add(
                CatalogTrack(id: "slack-\(number)", title: "Slack \(number)", index: number), to: "slack-water")
            try catalog.add(CatalogTrack(id: "apogee-\(number)", title: "Star \(number)", index: number), to: "apogee")
        }
        try catalog.add(CatalogTrack(id: "hidden", title: "Breakwater (Live)", index: 1, disc: 2), to: "low-tide")
        try catalog.add(CatalogCollection(id: "coast", title: "Sea Air"), members: ["low-tide", "apogee"])
        try catalog.add(
            CatalogPlaylist(id: "morning", title: "Morning Mix"), tracks: ["breakwater", "apogee-1", "breakwater"])
        return catalog
    }

    /// The rating key of an item that a test knows to exist.
    func key(_ id: String) -> Int { ratingKey(of: id) ?? 0 }
}
