internal import Foundation

/// The threads and descriptors of a world: one thread that listens, and one for each connection.
final class Server: Sendable {
    let world: Locked<World>
    let limits: FakePlexLimits
    let port: Int
    private let host: String
    private let onEntry: (@Sendable (JournalEntry) -> Void)?
    private let observers = Locked<[@Sendable () -> Void]>([])
    private let runtime: Locked<Runtime>
    /// Threads that have not ended.
    private let threads = Tally()
    /// The generation of ``Listening`` that the listener has reached.
    private let listenerGeneration = Tally()

    private struct Runtime: Sendable {
        var connections: [Int: Connection] = [:]
        /// Wakes the listening thread.
        let pipe: WakePipe
        /// Wakes the thread that listens on the second origin.
        var secondPipe: WakePipe?
        var hasEnded = false
    }

    /// Listens; connections are taken when this returns.
    init(world: World, options: FakePlexOptions) throws(FakePlexError) {
        var listener = try Listener(host: options.host, port: options.port)
        guard let pipe = WakePipe() else {
            listener.close()
            throw .noResources("pipe", reason: Platform.errorText())
        }
        self.world = Locked(world)
        limits = options.limits
        onEntry = options.onEntry
        port = listener.port
        host = options.host
        runtime = Locked(Runtime(pipe: pipe))
        let listening = listener
        startThread { $0.listen(listening, pipe: pipe) }
    }

    /// Ends every connection and every thread, and returns when all descriptors are closed.
    func stop() {
        world.withLock { $0.end() }
        let isFirst = runtime.withLock { runtime in
            guard !runtime.hasEnded else { return false }
            runtime.hasEnded = true
            runtime.pipe.wake()
            runtime.secondPipe?.wake()
            for connection in runtime.connections.values { connection.interrupt() }
            return true
        }
        threads.wait { $0 == 0 }
        guard isFirst else { return }
        runtime.withLock { runtime in
            runtime.pipe.close()
            runtime.secondPipe?.close()
        }
    }

    private func startThread(_ body: @escaping @Sendable (Server) -> Void) {
        threads.update { $0 += 1 }
        let thread = Thread { [self] in
            body(self)
            threads.update { $0 -= 1 }
        }
        thread.start()
    }

    // MARK: Changes

    /// Does what a change of the world asks for; returns when it is done.
    func carryOut(_ effects: Effects) {
        if let generation = effects.listenerGeneration {
            runtime.withLock { if !$0.hasEnded { $0.pipe.wake() } }
            listenerGeneration.wait { $0 >= generation }
        }
        guard effects.endConnections != nil || !effects.wake.isEmpty else { return }
        runtime.withLock { runtime in
            if let range = effects.endConnections {
                for (number, connection) in runtime.connections where number <= range.upTo && number != range.except {
                    connection.interrupt()
                }
            }
            for number in effects.wake { runtime.connections[number]?.wake() }
        }
    }

    /// Adds someone to be told of every change.
    func observe(_ notify: @escaping @Sendable () -> Void) { observers.withLock { $0.append(notify) } }

    /// Tells of a change, outside every lock.
    func notify() {
        for notify in observers.withLock({ $0 }) { notify() }
    }

    /// Tells that a request is done with.
    func finished(_ number: Int) {
        if let onEntry, let entry = world.withLock({ $0.journal[number] }) { onEntry(entry) }
        notify()
    }

    // MARK: Connections

    /// Takes a connection out of the list, after which only its own thread knows its descriptors, and closes them.
    func close(_ connection: Connection, reset: Bool) {
        let limit = limits.connections
        runtime.withLock { runtime in
            if runtime.connections.count >= limit, !runtime.hasEnded { runtime.pipe.wake() }
            runtime.connections[connection.number] = nil
        }
        connection.close(reset: reset)
        world.withLock { $0.closeConnection(connection.number) }
        notify()
    }

    private func start(_ socket: Socket, at origin: Origin) {
        guard let pipe = WakePipe() else { return socket.close() }
        let connection = world.withLock { $0.openConnection(to: origin) }.map { number in
            Connection(number: number, socket: socket, pipe: pipe)
        }
        guard let connection else {
            socket.close()
            return pipe.close()
        }
        runtime.withLock { runtime in
            runtime.connections[connection.number] = connection
            if runtime.hasEnded { connection.interrupt() }
        }
        notify()
        startThread { server in connection.serve(server) }
    }

    // MARK: The listening thread

    private func listen(_ listener: Listener, pipe: WakePipe) {
        var listener = listener
        while !runtime.withLock({ $0.hasEnded }) {
            let (listening, now) = world.withLock { world in
                world.endExpiredRefusals()
                return (world.listening, world.clock.now)
            }
            let pause = follow(listening, &listener) ? listening.pause(from: now) : Self.retryMilliseconds
            takeConnection(listener.descriptor, pipe, milliseconds: pause, at: .main)
        }
        listener.close()
        // Whoever waits for the listener waits no longer.
        listenerGeneration.update { $0 = .max }
    }

    /// The wait after the system gave no descriptor; some connection may end meanwhile.
    private static let retryMilliseconds = 50

    /// Opens or closes the listener as the world wants it, and says so.
    ///
    /// Tells whether it could.
    private func follow(_ listening: Listening, _ listener: inout Listener) -> Bool {
        if listening.isWanted {
            // The port is held, so that only a lack of descriptors can be in the way, and that passes.
            guard (try? listener.listen()) != nil else { return false }
        } else {
            listener.pause()
        }
        listenerGeneration.update { $0 = max($0, listening.generation) }
        return true
    }

    /// Listens on a second, free port too, until the server stops, and returns the port; once only.
    func openSecondOrigin() throws(FakePlexError) -> Int {
        var listener = try Listener(host: host, port: 0)
        guard let pipe = WakePipe() else {
            listener.close()
            throw .noResources("pipe", reason: Platform.errorText())
        }
        runtime.withLock { runtime in
            runtime.secondPipe = pipe
            if runtime.hasEnded { pipe.wake() }
        }
        let (port, listening) = (listener.port, listener)
        startThread { server in
            var listener = listening
            while !server.runtime.withLock({ $0.hasEnded }) {
                let hasRoom = server.runtime.withLock { $0.connections.count < server.limits.connections }
                let pause = hasRoom ? nil : Self.retryMilliseconds
                server.takeConnection(listener.descriptor, pipe, milliseconds: pause, at: .second)
            }
            listener.close()
        }
        return port
    }

    /// Waits for a connection or a wake-up.
    ///
    /// With all connections taken, others wait in the system's queue.
    private func takeConnection(_ descriptor: Int32?, _ pipe: WakePipe, milliseconds: Int?, at origin: Origin) {
        let limit = limits.connections
        let hasRoom = runtime.withLock { $0.connections.count < limit }
        let listener = Socket(descriptor: hasRoom ? descriptor ?? -1 : -1)  // poll passes over a negative one
        switch listener.wait(for: Int16(POLLIN), or: pipe, milliseconds: milliseconds) {
        case .timedOut: return
        case .woken: pipe.drain()
        case .ready:
            let accepted = Platform.acceptConnection(listener.descriptor)
            if accepted >= 0 { return start(Socket(descriptor: accepted), at: origin) }
            guard errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS else { return }
            _ = Socket(descriptor: -1).wait(for: 0, or: pipe, milliseconds: Self.retryMilliseconds)
        }
    }
}
