import Foundation
import PlexXML

/// Scheme, host and port: what may see the token, and what may not (RFC 6454, 4).
struct Origin: Equatable, Sendable {
    var scheme: String
    var host: String
    var port: Int

    init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let host = url.host?.lowercased(), !host.isEmpty else {
            return nil
        }
        guard scheme == "http" || scheme == "https" else { return nil }
        self.scheme = scheme
        self.host = host
        port = url.port ?? (scheme == "https" ? 443 : 80)
    }
}

/// Where the server is, and how addresses on it are made.
struct ServerAddress: Sendable, Equatable {
    let origin: Origin
    /// Everything before a Plex path: scheme, host, port, and the path prefix of a reverse proxy, without a slash.
    private let base: String

    /// The address of a server; nothing where it is not an http or https address.
    ///
    /// Query, fragment, user and password are left out: they may hold secrets, and Plex needs none of them.
    init?(_ url: URL) {
        guard let origin = Origin(url), var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else {
            return nil
        }
        parts.query = nil
        parts.fragment = nil
        parts.user = nil
        parts.password = nil
        guard var base = parts.string else { return nil }
        while base.hasSuffix("/") { base.removeLast() }
        self.origin = origin
        self.base = base
    }

    /// The address of a path on the server, the query percent-encoded.
    func url(_ path: String, query: [(name: String, value: String)] = []) -> URL? {
        guard path.hasPrefix("/") else { return nil }
        let pairs = query.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }
        return URL(string: base + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")))
    }

    /// The address that a picture's reference means, and whether it is on the server itself.
    ///
    /// A token that a server wrote into the reference is taken out: none ever stands in an address.
    func resolve(reference: String) -> (url: URL, isOwn: Bool)? {
        if reference.hasPrefix("/") {
            return URL(string: base + PlexAddress.withoutToken(reference)).map { ($0, true) }
        }
        guard let url = URL(string: PlexAddress.withoutToken(reference)), let other = Origin(url) else { return nil }
        return (url, other == origin)
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,/:")
}
