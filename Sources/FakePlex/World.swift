internal import HTTPTypes

/// One server's catalog, faults, journal and clock: a synchronous value that decides and never waits.
///
/// Connections and callers ask it under its lock and then do what it says: see ``Exchange`` and ``Effects``.
struct World: Sendable {
    private(set) var catalog: Catalog
    private(set) var clock: WorldTime
    private(set) var journal: Journal
    private(set) var faults = FaultBook()
    private(set) var listening = Listening()
    var validators = false
    private(set) var tokens: Tokens
    private let limits: FakePlexLimits

    private var step = 0
    private var repeats = RepeatCounter()
    /// The stamp of the last batch of edits, in seconds; stamps only rise.
    private var lastStamp = 0
    private var holds = Holds()
    private var connections: [Int: Origin] = [:]
    private var lastConnection = 0

    init(catalog: Catalog, options: FakePlexOptions) {
        self.catalog = catalog
        clock = WorldTime(options.clock)
        journal = Journal(limit: options.limits.journalEntries)
        tokens = Tokens(options.token)
        limits = options.limits
    }

    var openConnections: Int { connections.count }
    /// The number of the last request in the journal.
    var lastRequest: Int { journal.lastNumber }
    /// Requests behind this one that are held.
    func heldRequests(after number: Int = 0) -> Int { holds.count(after: number) }
    /// How long until the next delay ends.
    var untilNextRelease: Duration? { holds.nextEnd.map { max($0 - clock.now, .zero) } }
}

// MARK: - Requests

extension World {
    /// Takes in a well-formed request: counts it, writes it down, and decides what becomes of it.
    mutating func receive(_ head: RequestHead, on connection: Int) -> Exchange {
        let request = PlexRequest(http: head.http)
        let destination = route(request, in: catalog)
        let moment = ArrivalMoment(step: step, time: clock.moment)
        // What was on its way when everybody left is written down and gets no answer.
        var verdict = FaultBook.Verdict(fault: .refuse)
        let origin = connections[connection] ?? .main
        if listening.isWanted || origin == .second {
            let arrival = Arrival(
                request: request, endpoint: destination.endpoint, validators: validators, origin: origin)
            verdict = faults.meet(arrival, at: moment)
        }
        let effects = refuse(verdict.refusals, except: connection)

        var entry = blankEntry(connection)
        entry.describe(request, tokens)
        entry.endpoint = destination.endpoint
        entry.itemKey = destination.itemKey
        entry.nearestEndpoint = destination.nearest
        entry.fault = verdict.fault?.name
        entry.occurrence = repeats.number(of: LogicalRequest(request), at: moment)
        return Exchange(
            number: journal.append(entry), request: request, route: destination, catalog: catalog,
            context: AnswerContext(
                now: clock.wholeSeconds, validators: validators, token: tokens.accepted, origin: origin),
            now: clock.now, fault: verdict.fault, rule: verdict.rule, closes: !head.keepsAlive || !listening.isWanted,
            idleSeconds: limits.idleSeconds,
            effects: effects
        )
    }

    /// Takes in what is no HTTP, or too much of it: an entry, an error page, and the end of the connection.
    mutating func receive(_ problem: RequestProblem, line: RequestLine?, on connection: Int) -> (Int, WireScript) {
        var entry = blankEntry(connection)
        entry.method = line?.method ?? ""
        entry.path = tokens.hidden(in: String(line?.path.prefix { $0 != "?" } ?? ""))
        entry.problem = problem.reason
        let reply = Reply(
            .error(.named(problem.status)), isHead: line?.method == "HEAD", closes: true, date: clock.wholeSeconds,
            idleSeconds: limits.idleSeconds
        )
        return (journal.append(entry), reply.script())
    }

    private func blankEntry(_ connection: Int) -> JournalEntry {
        JournalEntry(
            number: 0, step: step, connection: connection, origin: connections[connection] ?? .main,
            time: clock.seconds, method: "", path: "", catalogRevision: catalog.revision
        )
    }

    /// Takes back a fault that found nothing to change: the answer that goes out is honest.
    mutating func withdrawFault(of exchange: Exchange) {
        if let rule = exchange.rule { faults.withdraw(strikeOf: rule) }
        journal.clearFault(in: exchange.number)
    }

    /// Counts bytes of an answer, or takes back what did not go out.
    mutating func note(sent count: Int, of script: WireScript, in number: Int) {
        journal.note(sent: count, of: script, in: number)
    }

    mutating func hold(_ number: Int, until hold: Hold, on connection: Int) -> Holds.State {
        holds.begin(number, hold, on: connection)
        return stateOfHold(number)
    }

    mutating func stateOfHold(_ number: Int) -> Holds.State { holds.state(of: number, at: clock) }

    mutating func dropHold(_ number: Int) { holds.drop(number) }
}

// MARK: - Connections and the listener

extension World {
    /// Gives a new connection its number; nothing when nobody is to be let in.
    ///
    /// A refusal is the server's own: the second origin goes on.
    mutating func openConnection(to origin: Origin = .main) -> Int? {
        guard listening.isWanted || origin == .second else { return nil }
        lastConnection += 1
        connections[lastConnection] = origin
        return lastConnection
    }

    mutating func closeConnection(_ connection: Int) { connections[connection] = nil }

    /// From now on there is a second origin, under this address.
    mutating func openSecondOrigin(at address: String) { catalog.server.secondOrigin = address }

    /// By the real clock: ends the refusals whose time is over.
    mutating func endExpiredRefusals() { listening.endExpired(at: clock.now) }

    private mutating func refuse(_ started: [Refusal], except connection: Int?) -> Effects {
        guard !started.isEmpty else { return Effects() }
        listening.refuse(started, at: clock)
        return Effects(
            listenerGeneration: listening.generation,
            endConnections: ConnectionRange(upTo: lastConnection, except: connection)
        )
    }

    /// The world ends: nothing is held any more.
    mutating func end() { holds.end() }
}

// MARK: - Changes from outside

extension World {
    mutating func beginStep(_ index: Int) { step = index }

    mutating func changeTokens(_ change: (inout Tokens) -> Void) { change(&tokens) }

    mutating func arm(_ rule: FaultRule) -> Effects {
        refuse(faults.arm(rule).map { [$0] } ?? [], except: nil)
    }

    /// Ends all rules; whoever was stalled is served now.
    mutating func disarmFaults() -> Effects {
        faults.disarm()
        listening.resume()
        return Effects(
            listenerGeneration: listening.generation, wake: holds.releaseStalls(upTo: journal.lastNumber)
        )
    }

    /// First half of a move of the clock: whoever is back after it listens before anybody is told of the time.
    mutating func beforeClockMoves() -> Effects {
        listening.noteMove()
        return Effects(listenerGeneration: listening.generation)
    }

    /// Second half: the time itself, and the end of what waited for it.
    mutating func moveClock(by duration: Duration) -> Effects {
        clock.advance(by: duration)
        return Effects(wake: holds.releaseDelays(until: clock.now))
    }

    /// The catalog after one batch of edits, all or nothing, and its stamp: no two batches have the same one.
    func edited(by batch: [CatalogEdit]) throws(CatalogError) -> (Catalog, stamp: Int) {
        let stamp = clock.isReal ? max(clock.wholeSeconds, lastStamp + 1) : clock.wholeSeconds + 1
        var edited = catalog
        for edit in batch { try edited.apply(edit, at: stamp) }
        return (edited, stamp)
    }

    /// Puts an edited catalog in place; the batch takes a second of virtual time.
    mutating func put(_ edited: Catalog, stamp: Int) -> Effects {
        catalog = edited
        lastStamp = stamp
        return moveClock(by: clock.isReal ? .zero : .seconds(1))
    }
}
