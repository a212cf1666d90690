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
