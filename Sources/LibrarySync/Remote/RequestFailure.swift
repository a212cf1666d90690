/// Why a request brought nothing that can be used.
enum RequestFailure: Error, Equatable {
    case cannotConnect
    case connectionLost
    case timedOut
    case cancelled
    case bodyTooLarge(limit: Int)
    /// The server sent us to another origin, where the token may not go.
    case redirectRefused(host: String)
    case tooManyRedirects
    /// A status other than 200 and, where it was asked for, 304.
    case status(Int, retryAfter: Duration?)
    /// 304 although no validator was sent.
    case notModifiedUnasked
    case other(String)

    /// What came in place of an answer, in words that end a sentence.
    var words: String {
        switch self {
        case .cannotConnect: "there is no connection to its server"
        case .connectionLost: "the connection ended"
        case .timedOut: "its server took too long"
        case .cancelled: "it was cancelled"
        case .bodyTooLarge(let limit): "it is larger than \(limit) bytes"
        case .redirectRefused(let host): "it is redirected to \(host)"
        case .tooManyRedirects: "it is redirected again and again"
        case .status(let status, _): "its server answered with \(status)"
        case .notModifiedUnasked: "its server answered with 304, unasked"
        case .other(let words): words
        }
    }

    init(_ error: TransportError) {
        switch error {
        case .cannotConnect: self = .cannotConnect
        case .connectionLost: self = .connectionLost
        case .timedOut: self = .timedOut
        case .cancelled: self = .cancelled
        case .bodyTooLarge(let limit): self = .bodyTooLarge(limit: limit)
        case .other(let words): self = .other(words)
        }
    }
}
