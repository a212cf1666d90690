internal import HTTPTypes

/// One thing that a connection does for an answer.
///
/// Decided in pure values, played by ``Connection``.
enum WireAction: Sendable, Equatable {
    /// Writes these bytes, all of them.
    case send([UInt8])
    /// Waits before it goes on.
    case hold(Hold)
    /// Half-closes (FIN), reads what still comes, and closes when the client has.
    case finish
    /// Waits until everything is on its way, and resets the connection (RST).
    case reset
}

/// What a held request waits for.
enum Hold: Sendable, Equatable {
    /// For the faults to be disarmed.
    case untilReleased
    /// For this time of the world, since 1970.
    case until(Duration)
}

/// All that a connection does for one request.
struct WireScript: Sendable, Equatable {
    var actions: [WireAction]
    /// The status that the client reads once the head is sent.
    var status: Int
    /// The bytes of the head.
    var headLength: Int

    init(actions: [WireAction], status: Int, headLength: Int) {
        self.actions = actions
        self.status = status
        self.headLength = headLength
    }

    init(_ reply: Reply, actions: [WireAction]) {
        self.init(actions: actions, status: reply.status.code, headLength: reply.head().count)
    }
}
