import Foundation
import LibrarySync

/// A test double: as much of a Plex server's behaviour as the engine asks for, as a value without sockets.
///
/// It follows the wire contract's sections 1.7, 2.2, 2.4, 2.5, 2.9, 2.11, 2.13 and 2.15, and nothing more.
struct TinyPlex: Sendable {
    /// An item of any kind.
    struct Item: Sendable {
        var key: Int64
        var title: String
        var parent: Int64?
        var updatedAt: Int64 = TinyPlex.birth
        var thumb: String?
        var isSmart = false
        /// Members of a collection, tracks of a playlist.
        var content: [Int64] = []
        /// Attributes and children as they are to stand in the answer.
        var attributes = ""
        var children = ""
        /// The children in the item's details, where they are others than in lists.
        var detailChildren: String?
        /// The whole element, where it is to be wrong.
        var raw: String?
    }

    /// When everything was last edited, long before ``now``.
    static let birth: Int64 = 1_600_000_000

    var machine = "0123456789abcdef0123456789abcdef01234567"
    var sectionKey = "4"
    var sectionUUID = "5c9d"
    /// The section's change counter; nothing where the server has none.
    var counter: Int? = 100
    var now: Int64 = 1_700_000_000
    var artists: [Item] = []
    var albums: [Item] = []
    var tracks: [Item] = []
    var collections: [Item] = []
    var playlists: [Item] = []
    var pictures: [String: Data] = [:]
    /// Whether answers carry ETags and If-None-Match is honoured.
    var givesValidators = false
    /// What answers say in Last-Modified, honouring If-Modified-Since; nothing where they do not say.
    var modifiedAt: Int64?
    /// Whether the filter `updatedAt>>=` is known; real servers ignore filters that they do not know.
    var knowsFilter = true
    /// Rows that a page has at most.
    var cap = Int.max
    var givesTotals = true
    var honoursPaging = true

    /// A library of artists with two albums of three tracks each, a collection and a playlist.
    init(artists count: Int = 3) {
        for artist in 1...Int64(max(1, count)) {
            artists.append(Item(key: artist, title: "Artist \(artist)", thumb: "/library/metadata/\(artist)/thumb/1"))
            for album in 0..<Int64(2) {
                let key = 1_000 + artist * 10 + album
                albums.append(
                    Item(key: key, title: "Album \(key)", parent: artist, thumb: "/library/metadata/\(key)/thumb/1"))
                for track in 1...Int64(3) {
                    tracks.append(Item(key: key * 100 + track, title: "Track \(key * 100 + track)", parent: key))
                }
            }
        }
        collections.append(Item(key: 900_001, title: "Favourites", content: [1010, 1011]))
        playlists.append(Item(key: 900_002, title: "Mix", content: [101_001, 101_101, 101_001]))
    }

    /// A picture that is a PNG by its beginning and end, different for every seed.
    static func picture(_ seed: String) -> Data {
        Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(seed.utf8)
            + Data([0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
    }

    /// Edits an album as its owner would: the stamps move with it (wire contract, 2.11).
    mutating func editAlbum(_ key: Int64, _ change: (inout Item) -> Void) {
        for index in albums.indices where albums[index].key == key {
            change(&albums[index])
            albums[index].updatedAt = now
            albums[index].thumb = "/library/metadata/\(key)/thumb/\(now)"
        }
    }

    mutating func deleteAlbum(_ key: Int64) {
        albums.removeAll { $0.key == key }
        tracks.removeAll { $0.parent == key }
    }

    // MARK: - Answers

    func answer(_ request: TransportRequest) -> TransportResponse {
        let path = request.url.path
        let query = URLComponents(url: request.url, resolvingAgainstBaseURL: true)?.queryItems ?? []
        func value(_ name: String) -> String? { query.first { $0.name == name }?.value }
        let parts = path.split(separator: "/").map(String.init)
        switch parts.first {
        case "identity":
            return reply("<MediaContainer size=\"0\" machineIdentifier=\"\(machine)\" version=\"1.42.2\"/>", request)
        case "playlists" where parts.count == 4: return picture(request)
        case "playlists" where parts.count == 3:
            guard playlists.contains(where: { String($0.key) == parts[1] }) else { return Self.error(404) }
            return list(entries(parts[1]), request)
        case "playlists": return list(playlists.map(playlist), request)
        case "library" where parts.count == 2: return reply(sections, request)
        case "library" where parts.last == "all" && parts.count == 4 && parts[2] == sectionKey:
            return all(value("type"), since: value("updatedAt>>"), request)
        case "library" where parts.last == "children": return list(members(parts[2]), request)
        case "library" where parts[1] == "metadata" && parts.count == 3: return metadata(parts[2], request)
        case "library": return picture(request)
        default: return Self.error(404)
        }
    }

    static func error(_ status: Int, headers: [String: String] = [:]) -> TransportResponse {
        TransportResponse(
            status: status, headers: headers.merging(["Content-Type": "text/html"]) { first, _ in first },
            body: Data("<html><head><title>\(status)</title></head></html>".utf8))
    }

    /// A list of nothing.
    static let emptySuccess = TransportResponse(
        status: 200, body: Data("<MediaContainer size=\"0\" totalSize=\"0\" offset=\"0\"/>".utf8))

    private var sections: String {
        let changed = counter.map { " contentChangedAt=\"\($0)\"" } ?? ""
        return """
            <MediaContainer size="1"><Directory key="\(sectionKey)" type="artist" title="Music" \
            uuid="\(sectionUUID)"\(changed)/></MediaContainer>
            """
    }

    private func all(_ type: String?, since: String?, _ request: TransportRequest) -> TransportResponse {
        switch type {
        case "8": return list(artists.map { directory($0, "artist") }, request)
        case "9": return list(albums.map { directory($0, "album") }, request)
        case "10":
            let earliest = knowsFilter ? since.flatMap { Int64($0) } ?? 0 : 0
            return list(tracks.filter { $0.updatedAt >= earliest }.map(track), request)
        case "18": return list(collections.map(collection), request)
        default: return Self.error(400)
        }
    }

    private func metadata(_ keys: String, _ request: TransportRequest) -> TransportResponse {
        let asked = Set(keys.split(separator: ",").compactMap { Int64($0) })
        func rows(_ items: [Item], _ row: (Item) -> String) -> [String] {
            items.filter { asked.contains($0.key) }.map { item in
                var item = item
                item.children = item.detailChildren ?? item.children
                return row(item)
            }
        }
        let details =
            rows(artists) { directory($0, "artist") } + rows(albums) { directory($0, "album") } + rows(tracks, track)
            + rows(collections, collection) + rows(playlists, playlist)
        return details.isEmpty ? Self.error(404) : list(details, request)
    }

    private func picture(_ request: TransportRequest) -> TransportResponse {
        guard let bytes = pictures[request.url.path] else {
            return request.url.path.contains("/thumb/") || request.url.path.contains("/composite/")
                ? reply(Self.picture(request.url.path), request) : Self.error(404)
        }
        return reply(bytes, request)
    }

    private func list(_ rows: [String], _ request: TransportRequest) -> TransportResponse {
        let start = request.headers["X-Plex-Container-Start"].flatMap { Int($0) }
        let size = request.headers["X-Plex-Container-Size"].flatMap { Int($0) }
        guard honoursPaging, let start, let size else {
            return reply("<MediaContainer size=\"\(rows.count)\">\(rows.joined())</MediaContainer>", request)
        }
        let page = rows.dropFirst(start).prefix(min(size, cap))
        let totals = givesTotals ? " totalSize=\"\(rows.count)\" offset=\"\(start)\"" : ""
        return reply("<MediaContainer size=\"\(page.count)\"\(totals)>\(page.joined())</MediaContainer>", request)
    }

    private func reply(_ text: String, _ request: TransportRequest) -> TransportResponse {
        reply(Data(text.utf8), request)
    }

    private func reply(_ body: Data, _ request: TransportRequest) -> TransportResponse {
        var headers = ["Date": Self.date(now)]
        if givesValidators {
            let etag = "\"\(body.count)-\(body.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })\""
            headers["ETag"] = etag
            if request.headers["If-None-Match"] == etag { return TransportResponse(status: 304, headers: headers) }
        }
        if let date = modifiedAt.map(Self.date) {
            headers["Last-Modified"] = date
            if request.headers["If-Modified-Since"] == date { return TransportResponse(status: 304, headers: headers) }
        }
        return TransportResponse(status: 200, headers: headers, body: body)
    }

    static func date(_ seconds: Int64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}

// MARK: - Rows

extension TinyPlex {
    private func directory(_ item: Item, _ type: String) -> String {
        if let raw = item.raw { return raw }
        let parent = item.parent.map { " parentRatingKey=\"\($0)\"" } ?? ""
        let thumb = item.thumb.map { " thumb=\"\($0)\"" } ?? ""
        return """
            <Directory ratingKey="\(item.key)"\(parent) type="\(type)" title="\(item.title)" \
            updatedAt="\(item.updatedAt)"\(thumb) \(item.attributes)>\(item.children)</Directory>
            """
    }

    private func track(_ item: Item) -> String {
        if let raw = item.raw { return raw }
        return """
            <Track ratingKey="\(item.key)" parentRatingKey="\(item.parent ?? 0)" type="track" title="\(item.title)" \
            updatedAt="\(item.updatedAt)" \(item.attributes)><Media><Part key="/library/parts/\(item.key)/1/f.flac"/>\
            </Media></Track>
            """
    }

    private func collection(_ item: Item) -> String {
        if let raw = item.raw { return raw }
        let thumb = item.thumb.map { " thumb=\"\($0)\"" } ?? ""
        return """
            <Directory ratingKey="\(item.key)"\(thumb) type="collection" subtype="album" title="\(item.title)" \
            smart="\(item.isSmart ? 1 : 0)" updatedAt="\(item.updatedAt)" childCount="\(item.content.count)"/>
            """
    }

    private func playlist(_ item: Item) -> String {
        if let raw = item.raw { return raw }
        let mosaic = item.thumb.map { " composite=\"\($0)\"" } ?? ""
        return """
            <Playlist ratingKey="\(item.key)"\(mosaic) type="playlist" playlistType="audio" title="\(item.title)" \
            smart="\(item.isSmart ? 1 : 0)" updatedAt="\(item.updatedAt)" leafCount="\(item.content.count)"/>
            """
    }

    private func members(_ key: String) -> [String] {
        let keys = collections.first { String($0.key) == key }?.content ?? []
        return albums.filter { keys.contains($0.key) }.map { directory($0, "album") }
    }

    /// Tracks of the playlist; a key that is no track's stands for a video.
    private func entries(_ key: String) -> [String] {
        let keys = playlists.first { String($0.key) == key }?.content ?? []
        return keys.enumerated().map { place, key in
            let number = " playlistItemID=\"\(place + 1)\""
            guard let item = tracks.first(where: { $0.key == key }) else {
                return "<Video ratingKey=\"\(key)\" type=\"movie\" title=\"Film\"\(number)/>"
            }
            return track(item).replacingOccurrences(of: "<Track ", with: "<Track\(number) ")
        }
    }
}
