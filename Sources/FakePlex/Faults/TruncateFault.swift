/// Where an answer's body is cut.
public enum TruncationPoint: Sendable, Equatable {
    /// After this many bytes of the body.
    case bytes(Int)
    /// After this part of the body, from 0 to 100, rounded down.
    case percent(Double)

    /// How many bytes of a body of this length are left.
    func count(of length: Int) -> Int {
        switch self {
        case .bytes(let count): min(max(0, count), length)
        case .percent(let part) where part > 0: part < 100 ? Int(Double(length) * part / 100) : length
        case .percent: 0
        }
    }
}

/// The body ends early with a FIN.
///
/// With its Content-Length a client can see it (RFC 9112, 8); close-delimited, only the content can tell.
struct TruncateFault: FaultBehaviour {
    var point: TruncationPoint
    var contentLength: Bool

    func script(for reply: Reply, now: Duration) -> WireScript {
        var reply = reply
        if !contentLength { reply.endBodyByClosing() }
        let body = reply.sentBody
        let bytes = reply.head() + body.prefix(point.count(of: body.count))
        return WireScript(reply, actions: [.send(bytes), .finish])
    }
}
