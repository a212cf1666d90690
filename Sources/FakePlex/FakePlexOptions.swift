/// Where a world listens, what it lets in, and how its time passes.
public struct FakePlexOptions: Sendable {
    /// The address or name to listen on; only this machine reaches the default.
    public var host: String
    /// The port to listen on; 0 takes a free one.
    public var port: Int
    /// The token that requests must carry; an empty one lets nobody in.
    public var token: String
    /// How the world's time passes.
    public var clock: WorldClock
    /// What a client may use up.
    public var limits: FakePlexLimits
    /// Called with each request once it was answered, on the connection's thread; must not stop the server.
    public var onEntry: (@Sendable (JournalEntry) -> Void)?

    /// Options of a world that only this machine reaches, on a free port, with a clock that stands still.
    public init(
        host: String = "127.0.0.1",
        port: Int = 0,
        token: String = "understudyToken12345",
        clock: WorldClock = .virtual(),
        limits: FakePlexLimits = FakePlexLimits(),
        onEntry: (@Sendable (JournalEntry) -> Void)? = nil
    ) {
        self.host = host
        self.port = port
        self.token = token
        self.clock = clock
        self.limits = limits
        self.onEntry = onEntry
    }
}

/// How a world's time passes.
public enum WorldClock: Sendable, Equatable {
    /// Starts at this many seconds since 1970 and moves only when it is advanced, and by a second per batch of edits.
    case virtual(startingAt: Int = 1_750_000_000)
    /// The machine's own time; advancing it adds to that.
    case real
}

/// What a client may use up.
public struct FakePlexLimits: Sendable, Equatable {
    /// Bytes of a request's head; 431 above.
    public var headBytes = 32 * 1024
    /// Bytes of a request's first line; 414 above.
    public var requestLineBytes = 16 * 1024
    /// Fields of a request's head; 431 above.
    public var fields = 100
    /// Bytes of a request's body, which is read and dropped; 413 above.
    public var bodyBytes = 1024 * 1024
    /// Connections at one time; further ones wait until one ends.
    public var connections = 512
    /// Entries that the journal keeps; the oldest go first.
    public var journalEntries = 100_000
    /// Seconds of silence after which a connection is closed, as a real server says in `Keep-Alive`.
    public var idleSeconds = 20

    /// The limits above.
    public init() {}
}
