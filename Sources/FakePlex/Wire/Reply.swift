internal import HTTPTypes

/// An answer with what the wire adds to it: framing, connection handling, date.
struct Reply: Sendable, Equatable {
    /// How a client finds the body's end (RFC 9112, 6.3).
    enum Framing: Sendable, Equatable {
        case contentLength(Int)
        case close
        /// 1xx, 204 and 304 have no body and need no length (RFC 9110, 8.6).
        case none
    }

    var status: HTTPResponse.Status
    var fields: HTTPFields
    private(set) var framing: Framing
    /// Whether the connection ends with this answer.
    private(set) var closes: Bool
    /// The bytes that follow the head; none for HEAD, whatever the framing says (RFC 9110, 9.3.2).
    private(set) var sentBody: [UInt8]
    /// The world's time, in seconds since 1970.
    var date: Int
    /// The seconds of silence that the connection bears, as told to the client.
    var idleSeconds: Int

    init(_ answer: PlexAnswer, isHead: Bool, closes: Bool, date: Int, idleSeconds: Int) {
        status = answer.status
        fields = answer.fields
        self.closes = closes
        self.date = date
        self.idleSeconds = idleSeconds
        if answer.status.forbidsBody {
            framing = .none
            sentBody = []
        } else {
            framing = .contentLength(answer.body.count)
            sentBody = isHead ? [] : answer.body
        }
    }

    /// Leaves the length out, so that only the connection's end marks the body's.
    mutating func endBodyByClosing() {
        framing = .close
        closes = true
    }

    /// What follows the bytes.
    var ending: [WireAction] { closes ? [.finish] : [] }

    /// Head and body, in one piece: written apart, the second part would wait for a delayed ACK.
    func bytes() -> [UInt8] {
        var bytes = head()
        bytes.append(contentsOf: sentBody)
        return bytes
    }

    /// The honest way to send it.
    func script() -> WireScript { WireScript(self, actions: [.send(bytes())] + ending) }
}
