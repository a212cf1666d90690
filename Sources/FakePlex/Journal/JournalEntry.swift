internal import HTTPTypes

/// One request that arrived, and what was answered.
public struct JournalEntry: Sendable, Equatable {
    /// A parameter of the query, decoded.
    public struct QueryItem: Sendable, Equatable {
        /// The name, with what stood before the operator's last `=` (`addedAt>>`).
        public var name: String
        /// The value.
        public var value: String

        /// A parameter of this name and value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The part of a list that was asked for.
    public struct Page: Sendable, Hashable {
        /// The first row, from 0.
        public var start: Int
        /// The most rows wanted; nothing where only a start was given.
        public var size: Int?

        /// The rows from `start`, at most `size` of them.
        public init(start: Int, size: Int?) {
            self.start = start
            self.size = size
        }
    }

    /// Where a token stood.
    public enum TokenPlace: String, Sendable { case header, query, none }

    /// The place in the journal, from 1.
    public var number: Int
    /// The step of the scenario, from 0.
    public var step: Int
    /// The connection, from 1.
    public var connection: Int
    /// The address that it came to.
    public var origin = Origin.main
    /// The world's time of arrival, in seconds since 1970.
    public var time: Double
    /// The method; empty where the request had none.
    public var method: String
    /// The decoded path, without the query.
    public var path: String
    /// The query in its order, without the token.
    public var query: [QueryItem] = []
    /// The endpoint reached; none for unmatched and malformed requests.
    public var endpoint: EndpointName?
    /// The page asked for.
    public var page: Page?
    /// The item that the path names.
    public var itemKey: Int?
    /// The validators that the request offered.
    public var ifNoneMatch: String?
    /// Where the token stood; at the second origin also one that stood in another field or part of the address.
    public var tokenPlace: TokenPlace = .none
    /// Whether a token stood in the address, in its query or anywhere else, where logs and proxies see it.
    public var hasTokenInAddress = false
    /// The status of the answer; nothing where its head was not sent whole.
    public var status: Int?
    /// Bytes of the answer's body that were sent.
    public var bodyBytes = 0
    /// All bytes of the answer that were sent.
    public var bytes = 0
    /// The name of the fault that struck.
    public var fault: String?
    /// Which logical request of its kind this was in its step, from 1; a repeat at the same time has the same number.
    public var occurrence = 1
    /// The known endpoint most like the one asked for, where none was reached.
    public var nearestEndpoint: String?
    /// The number of changes the catalog had seen when the request arrived.
    public var catalogRevision = 0
    /// What was wrong with a request that HTTP does not allow.
    public var problem: String?

    /// Whether the request was well-formed and reached no endpoint.
    public var isUnmatched: Bool { endpoint == nil && problem == nil }
}

extension JournalEntry {
    /// Takes over what a request says, without its token.
    mutating func describe(_ request: PlexRequest, _ tokens: Tokens) {
        method = request.http.method.rawValue
        path = tokens.hidden(in: request.path)
        query = request.query.items.filter { !isToken($0.name) }.map {
            QueryItem(name: tokens.hidden(in: $0.name), value: tokens.hidden(in: $0.value))
        }
        page = request.page.map { Page(start: $0.start, size: $0.size) }
        ifNoneMatch = request.http.headerFields[.ifNoneMatch]
        tokenPlace = request.token.flatMap { TokenPlace(rawValue: $0.place.rawValue) } ?? .none
        let address = percentDecoded((request.http.path ?? "").utf8, plusIsSpace: false)
        hasTokenInAddress = request.query.items.contains { isToken($0.name) } || tokens.stand(in: address)
        guard origin == .second, tokenPlace == .none else { return }
        if request.http.headerFields.contains(where: { tokens.stand(in: $0.value) }) {
            tokenPlace = .header
        } else if hasTokenInAddress {
            tokenPlace = .query
        }
    }
}
