/// What is asked of the server; the client adds address, token and identity.
struct PlexRequest: Sendable, Equatable, CustomStringConvertible {
    var path: String
    var query: [(name: String, value: String)] = []
    /// The rows that are wanted, for lists.
    var window: PageWindow?

    static func == (left: PlexRequest, right: PlexRequest) -> Bool {
        left.name == right.name
    }

    /// Path, query and rows, whole: how a request is told from others, and how its validator is filed.
    var name: String { named(path) }

    /// The same as people read it: of many keys only the first ones.
    var description: String { named(Self.abridged(path)) }

    private func named(_ path: String) -> String {
        let pairs = query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let rows = window.map { $0.size == 0 ? " (count)" : " (from row \($0.start))" } ?? ""
        return path + (pairs.isEmpty ? "" : "?" + pairs) + rows
    }

    private static func abridged(_ path: String) -> String {
        let keys = path.split(separator: ",", omittingEmptySubsequences: false)
        guard keys.count > shownKeys + 1 else { return path }
        return keys.prefix(shownKeys).joined(separator: ",") + " and \(keys.count - shownKeys) more"
    }

    private static let shownKeys = 3
}

/// A window onto a list: `X-Plex-Container-Start` and `X-Plex-Container-Size` (wire contract, 1.7).
struct PageWindow: Sendable, Equatable {
    var start: Int
    /// Rows; with 0 the server answers with the count alone.
    var size: Int
}

extension PlexRequest {
    static let identity = PlexRequest(path: "/identity")
    static let sections = PlexRequest(path: "/library/sections")

    /// All items of one type in a section (wire contract, 2.5).
    static func all(_ type: Int, section: String) -> PlexRequest {
        PlexRequest(path: "/library/sections/\(section)/all", query: [("type", String(type))])
    }

    /// The section's audio playlists (wire contract, 2.15).
    static func playlists(section: String) -> PlexRequest {
        PlexRequest(path: "/playlists", query: [("playlistType", "audio"), ("sectionID", section)])
    }

    static func members(of collection: some CustomStringConvertible) -> PlexRequest {
        PlexRequest(path: "/library/collections/\(collection)/children")
    }

    static func entries(of playlist: some CustomStringConvertible) -> PlexRequest {
        PlexRequest(path: "/playlists/\(playlist)/items")
    }

    /// Items by their keys; those that are not there are left out of the answer (wire contract, 2.9).
    static func items(_ keys: [some CustomStringConvertible]) -> PlexRequest {
        PlexRequest(path: "/library/metadata/" + keys.map(\.description).joined(separator: ","))
    }

    func rows(from start: Int, size: Int) -> PlexRequest {
        var request = self
        request.window = PageWindow(start: start, size: size)
        return request
    }

    func adding(_ name: String, _ value: String) -> PlexRequest {
        var request = self
        request.query.append((name, value))
        return request
    }
}
