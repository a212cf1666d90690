public import Foundation

/// A Plex Media Server of its own world: a real HTTP server that holds a library as data and misbehaves on command.
///
/// Any number of them live side by side in one process. All members may be used from any thread.
///
/// ```swift
/// try await withFakePlex(library: .generated(seed: 7, albums: 40)) { server in
///     server.arm(FaultRule(.status(503), match: RequestMatch(endpoint: [.albums]), times: .once))
///     // … point a client at server.baseURL with server.token …
///     #expect(server.unmatchedRequests.isEmpty)
///     #expect(server.unfiredRules.isEmpty)
/// }
/// ```
public final class FakePlex: Sendable {
    /// The port that it listens on.
    public let port: Int
    /// The address that clients are given.
    public let baseURL: URL
    private let server: Server
    private let host: String
    /// One change from outside at a time, since some of them wait for the listener in the middle.
    private let changes = NSLock()

    private init(server: Server, options: FakePlexOptions, baseURL: URL) {
        self.server = server
        self.baseURL = baseURL
        port = server.port
        host = Self.reachable(options.host)
    }

    deinit { server.stop() }

    /// Starts a server; connections are accepted when this returns.
    ///
    /// - Throws: A ``FakePlexError`` when the host or the port cannot be used, or the system lacks resources.
    public static func start(
        library: Catalog, options: FakePlexOptions = FakePlexOptions()
    ) throws(FakePlexError) -> FakePlex {
        let server = try Server(world: World(catalog: library, options: options), options: options)
        guard let baseURL = URL(string: "http://\(reachable(options.host)):\(server.port)") else {
            server.stop()
            throw .unknownHost(options.host, reason: "it cannot stand in an address")
        }
        return FakePlex(server: server, options: options, baseURL: baseURL)
    }

    /// Ends every connection and thread, and gives the port back.
    ///
    /// Further calls do nothing. Blocks until all of that is done, which takes milliseconds; never call it from ``FakePlexOptions/onEntry``.
    public func stop() { server.stop() }

    private static func reachable(_ host: String) -> String {
        switch host {
        case "0.0.0.0", "": "127.0.0.1"
        case "::": "[::1]"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }
}

// MARK: - Changing the world

extension FakePlex {
    /// Makes changes to the library, all or none.
    ///
    /// A batch takes one second of the world's time, so that the stamps of two batches differ.
    ///
    /// - Throws: A ``CatalogError`` that says which change is impossible and why.
    public func apply(_ edits: [CatalogEdit]) throws(CatalogError) {
        changes.lock()
        defer {
            changes.unlock()
            server.notify()
        }
        let (edited, stamp) = try server.world.withLock { world throws(CatalogError) in try world.edited(by: edits) }
        server.carryOut(server.world.withLock { $0.beforeClockMoves() })
        server.carryOut(server.world.withLock { $0.put(edited, stamp: stamp) })
    }

    /// Moves the world's clock forward: delays whose time has come end, and so does a refusal of `times: once`.
    ///
    /// When this returns, whoever listens again after it does listen.
    public func advance(by duration: Duration) {
        guard duration > .zero else { return }
        changes.lock()
        defer {
            changes.unlock()
            server.notify()
        }
        server.carryOut(server.world.withLock { $0.beforeClockMoves() })
        server.carryOut(server.world.withLock { $0.moveClock(by: duration) })
    }

    /// Arms a fault rule.
    ///
    /// Of several rules that strike one request, the one armed first does.
    public func arm(_ rule: FaultRule) {
        change { $0.arm(rule) }
    }

    /// Ends all fault rules: stalled answers go on, and a server that refused listens again when this returns.
    public func disarmFaults() {
        change { $0.disarmFaults() }
    }

    /// Switches ETags and 304 on or off; real servers send none, so they start switched off.
    public func setValidators(_ on: Bool) {
        change { world in
            world.validators = on
            return Effects()
        }
    }

    /// Opens a second address under which this world is reached, on a free port; it stays open until the server stops.
    ///
    /// Redirects to ``RedirectTarget/secondOrigin`` lead there, and so do the addresses of pictures that are
    /// ``Artwork/isElsewhere``. It answers pictures without a token and all else as the server does, it does not take
    /// part in refusals, and its requests stand in the same journal under ``Origin/second``. Further calls do nothing.
    ///
    /// - Returns: Its address.
    /// - Throws: A ``FakePlexError`` when the system has no port or descriptor left.
    @discardableResult
    public func openSecondOrigin() throws(FakePlexError) -> String {
        changes.lock()
        defer { changes.unlock() }
        if let address = server.world.withLock({ $0.catalog.server.secondOrigin }) { return address }
        let address = "http://\(host):\(try server.openSecondOrigin())"
        server.world.withLock { $0.openSecondOrigin(at: address) }
        return address
    }

    /// No token is accepted any more, until ``restoreToken()`` or ``renewToken()``.
    public func revokeToken() { changeTokens { $0.revoke() } }

    /// The token is accepted again.
    public func restoreToken() { changeTokens { $0.restore() } }

    /// Another token takes the place of ``token``, which is refused from now on.
    public func renewToken() { changeTokens { $0.renew() } }

    private func changeTokens(_ body: (inout Tokens) -> Void) {
        change { world in
            world.changeTokens(body)
            return Effects()
        }
    }

    /// Begins a step of a scenario: logical requests are counted afresh, and journal entries carry its index.
    package func beginStep(_ index: Int) {
        change { world in
            world.beginStep(index)
            return Effects()
        }
    }

    private func change(_ body: (inout World) -> Effects) {
        changes.lock()
        server.carryOut(server.world.withLock { body(&$0) })
        changes.unlock()
        server.notify()
    }
}

// MARK: - Looking at the world

extension FakePlex {
    /// The token that a client is to sign in with now; requests must carry it unless it was revoked.
    public var token: String { server.world.withLock { $0.tokens.newest } }

    /// Every token that there ever was.
    package var tokens: [String] { server.world.withLock { $0.tokens.all } }

    /// The library as it is now.
    public var catalog: Catalog { server.world.withLock { $0.catalog } }

    /// The world's time, in seconds since 1970.
    public var time: Double { server.world.withLock { $0.clock.seconds } }

    /// Every request so far, in the order of arrival.
    public var journal: [JournalEntry] { server.world.withLock { $0.journal.kept } }

    /// Well-formed requests that reached no endpoint.
    public var unmatchedRequests: [JournalEntry] { journal.filter(\.isUnmatched) }

    /// What arrived and was no request that HTTP allows.
    public var malformedRequests: [JournalEntry] { journal.filter { $0.problem != nil } }

    /// Fault rules that never struck, disarmed ones among them.
    public var unfiredRules: [FaultRule] { server.world.withLock { $0.faults.unfired } }

    /// Connections that are open on this side.
    package var openConnections: Int { server.world.withLock { $0.openConnections } }

    /// Requests that a stall or a delay holds now.
    package var heldRequests: Int { heldRequests(after: 0) }

    /// Those of them that came in behind this one, by its number in the journal.
    package func heldRequests(after number: Int) -> Int { server.world.withLock { $0.heldRequests(after: number) } }

    /// The number in the journal of the request that came in last; 0 where none has.
    package var lastRequest: Int { server.world.withLock { $0.lastRequest } }

    /// World time until the next delay ends; nothing where no delay holds anything.
    package var untilNextRelease: Duration? { server.world.withLock { $0.untilNextRelease } }

    /// How many logical requests the rules of this id have counted, whether they struck them or not.
    package func requestsMet(byRule id: String) -> Int { server.world.withLock { $0.faults.occurrences(ofRule: id) } }

    /// Adds someone to be told, outside every lock and on any thread, whenever a request is received, answered, held
    /// or released, a connection comes or goes, or the world is changed.
    package func onChange(_ notify: @escaping @Sendable () -> Void) { server.observe(notify) }
}

/// Runs `body` with a server that is gone when this returns.
///
/// - Throws: A ``FakePlexError`` when the server cannot start, and whatever `body` throws.
public func withFakePlex<R>(
    library: Catalog,
    options: FakePlexOptions = FakePlexOptions(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (FakePlex) async throws -> R
) async throws -> R {
    let server = try FakePlex.start(library: library, options: options)
    defer { server.stop() }
    return try await body(server)
}
