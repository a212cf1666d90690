internal import HTTPTypes

/// Which logical requests a fault rule is about; what is left out matches everything.
public struct RequestMatch: Sendable, Equatable {
    /// Only these endpoints.
    public var endpoint: Set<EndpointName>?
    /// None of these endpoints.
    public var except: Set<EndpointName>?
    /// Only this method, such as `GET`.
    public var method: String?
    /// Only decoded paths of this form, where `*` stands for any text.
    public var path: String?
    /// Only queries that hold each of these parameters with this value.
    public var query: [String: String]
    /// Only the page that starts at this row.
    public var page: Int?

    /// A match of everything, narrowed by what is given.
    public init(
        endpoint: Set<EndpointName>? = nil,
        except: Set<EndpointName>? = nil,
        method: String? = nil,
        path: String? = nil,
        query: [String: String] = [:],
        page: Int? = nil
    ) {
        self.endpoint = endpoint
        self.except = except
        self.method = method
        self.path = path
        self.query = query
        self.page = page
    }

    func matches(_ request: PlexRequest, endpoint reached: EndpointName?) -> Bool {
        if let endpoint {
            guard let reached, endpoint.contains(reached) else { return false }
        }
        if let except, let reached, except.contains(reached) { return false }
        if let method, method.uppercased() != request.http.method.rawValue { return false }
        if let path, !isMatch(Array(request.path.utf8), pattern: Array(path.utf8)) { return false }
        if let page, page != request.page?.start { return false }
        return query.allSatisfy { wanted in
            request.query.items.contains { $0.name == wanted.key && $0.value == wanted.value }
        }
    }
}

/// Whether a text has the form of a pattern in which `*` stands for any text, also none.
func isMatch(_ text: [UInt8], pattern: [UInt8]) -> Bool {
    var (place, next) = (0, 0)
    var lastStar: (pattern: Int, text: Int)?
    while place < text.count {
        if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
            lastStar = (next, place)
            next += 1
        } else if next < pattern.count, pattern[next] == text[place] {
            place += 1
            next += 1
        } else if let star = lastStar {
            // The last star takes one byte more, and the rest of the pattern is tried again behind it.
            lastStar = (star.pattern, star.text + 1)
            place = star.text + 1
            next = star.pattern + 1
        } else {
            return false
        }
    }
    return pattern[next...].allSatisfy { $0 == UInt8(ascii: "*") }
}
