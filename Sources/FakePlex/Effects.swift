/// What a change of the world asks of its sockets, in this order.
struct Effects: Sendable, Equatable {
    /// The listener is to follow ``Listening`` up to this generation before anything else goes on.
    var listenerGeneration: Int?
    /// Connections that end.
    var endConnections: ConnectionRange?
    /// Connections whose requests are held no longer.
    var wake: [Int] = []
}

/// The connections up to a number, except one.
struct ConnectionRange: Sendable, Equatable {
    var upTo: Int
    var except: Int?
}
