/// What has to hold for a whole answer to be sent: RFC 9110, 13.1.
enum Precondition: Sendable, Equatable {
    /// The content is no longer the one that came with this ETag.
    case ifNoneMatch(String)
    /// The content is newer than this Last-Modified; for servers that give no ETag.
    case ifModifiedSince(String)

    var field: String {
        switch self {
        case .ifNoneMatch: "If-None-Match"
        case .ifModifiedSince: "If-Modified-Since"
        }
    }

    var value: String {
        switch self {
        case .ifNoneMatch(let value), .ifModifiedSince(let value): value
        }
    }
}
