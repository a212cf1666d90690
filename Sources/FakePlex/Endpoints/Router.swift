import HTTPTypes

/// Where a request goes.
struct Route: Sendable {
    /// Which endpoint answers; none where the path or the method is unknown.
    var endpoint: EndpointName?
    /// The item that the path names, where it names one.
    var itemKey: Int?
    /// The known path that is most like the one asked for, where none matched.
    var nearest: String?
    /// The endpoint itself, and what its path's placeholders stood for.
    var match: EndpointMatch?
}

/// An endpoint that fits a path.
struct EndpointMatch: Sendable {
    var endpoint: any Endpoint
    var parameters: [String]
}

/// Finds the endpoint of a request.
///
/// Only reading is served, by GET and HEAD.
func route(_ request: PlexRequest, in catalog: Catalog) -> Route {
    guard request.http.method == .get || request.http.method == .head else {
        return Route(nearest: "\(nearestPath(to: request.segments)) by GET or HEAD")
    }
    for entry in routingTable {
        for path in entry.paths {
            guard let parameters = parameters(of: request.segments, in: path) else { continue }
            return Route(
                endpoint: entry.endpoint.name(for: request), itemKey: entry.endpoint.itemKey(parameters),
                match: EndpointMatch(endpoint: entry.endpoint, parameters: parameters)
            )
        }
    }
    return Route(nearest: nearestPath(to: request.segments))
}

/// The endpoints with their paths taken apart, once.
private let routingTable: [(endpoint: any Endpoint, paths: [[String]])] = endpointTable.map { endpoint in
    (endpoint, endpoint.paths.map { $0.split(separator: "/").map(String.init) })
}

/// What a known path's placeholders stand for in a path; nothing where the two do not fit.
private func parameters(of segments: [String], in path: [String]) -> [String]? {
    guard segments.count == path.count else { return nil }
    var found: [String] = []
    for (segment, expected) in zip(segments, path) {
        if expected == "{}" {
            found.append(segment)
        } else if segment != expected {
            return nil
        }
    }
    return found
}

/// The known path that needs the fewest changed, missing or additional parts and, among these, letters.
private func nearestPath(to segments: [String]) -> String {
    var best: (cost: Int, path: String) = (Int.max, "/")
    for path in routingTable.flatMap(\.paths) {
        var cost = 9 * abs(path.count - segments.count)
        for (segment, expected) in zip(segments, path) where expected != segment {
            var search = NearestName(to: segment)
            let isNumber = segment.allSatisfy(\.isNumber)
            cost += expected == "{}" ? (isNumber ? 0 : 3) : search.distance(to: expected) ?? 8
        }
        if cost < best.cost { best = (cost, "/" + path.joined(separator: "/")) }
    }
    return best.path
}
