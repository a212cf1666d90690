internal import Foundation

/// One connection: its thread reads requests, asks the world, and plays what it answers.
final class Connection: Sendable {
    let number: Int
    private let socket: Socket
    private let pipe: WakePipe

    /// How an answer leaves the connection.
    private enum Ending { case goesOn, lost, finished, reset }

    /// Everything must have left before an RST, which would overtake it; this long at most.
    private static let unsentMilliseconds = 1_000

    init(number: Int, socket: Socket, pipe: WakePipe) {
        self.number = number
        self.socket = socket
        self.pipe = pipe
    }

    /// Ends the connection from another thread: the client gets a FIN, and its own thread sees the end.
    func interrupt() {
        socket.shutDown()
        pipe.wake()
    }

    /// Makes the thread look whether its request is still held.
    func wake() { pipe.wake() }

    /// Closes the descriptors; only for the connection's own thread, through ``Server/close(_:reset:)``.
    func close(reset: Bool) {
        if reset { Platform.setResetOnClose(socket.descriptor) }
        socket.close()
        pipe.close()
    }

    /// The thread's life.
    func serve(_ server: Server) {
        var reader = RequestReader(socket: socket, pipe: pipe, limits: server.limits)
        var ending = Ending.goesOn
        while ending == .goesOn {
            switch reader.next() {
            case .ended: ending = .lost
            case .request(let head): ending = answer(head, server)
            case .malformed(let problem, let line):
                let (entry, script) = server.world.withLock { $0.receive(problem, line: line, on: number) }
                server.notify()
                ending = play(script, entry, server)
            }
        }
        switch ending {
        case .goesOn, .lost: break
        // Closing with unread bytes would send an RST, which may overtake the answer (RFC 9112, 9.6).
        case .finished: reader.drain()
        case .reset: waitUntilSent()
        }
        server.close(self, reset: ending == .reset)
    }

    private func answer(_ head: RequestHead, _ server: Server) -> Ending {
        let exchange = server.world.withLock { $0.receive(head, on: number) }
        server.notify()
        server.carryOut(exchange.effects)
        let (script, faultMissed) = exchange.decision()
        if faultMissed { server.world.withLock { $0.withdrawFault(of: exchange) } }
        return play(script, exchange.number, server)
    }

    private func play(_ script: WireScript, _ entry: Int, _ server: Server) -> Ending {
        var ending = Ending.goesOn
        for action in script.actions where ending == .goesOn {
            switch action {
            case .send(let bytes):
                // Before they go: whoever has read the answer finds it in the journal.
                server.world.withLock { $0.note(sent: bytes.count, of: script, in: entry) }
                let sent = socket.send(bytes)
                guard sent < bytes.count else { continue }
                server.world.withLock { $0.note(sent: sent - bytes.count, of: script, in: entry) }
                ending = .lost
            case .hold(let hold):
                if !waitOut(hold, entry, server) { ending = .lost }
            case .finish:
                socket.endSending()
                ending = .finished
            case .reset:
                ending = .reset
            }
        }
        server.finished(entry)
        return ending
    }

    /// Waits until the hold is over.
    ///
    /// Tells whether the answer goes on: not when the client or the world has gone.
    private func waitOut(_ hold: Hold, _ entry: Int, _ server: Server) -> Bool {
        var state = server.world.withLock { $0.hold(entry, until: hold, on: number) }
        server.notify()
        var watched = Platform.clientGoneEvents
        while case .waiting(let time) = state {
            let milliseconds = time.map { Int(($0 / .milliseconds(1)).rounded(.up)) }
            switch socket.wait(for: watched, or: pipe, milliseconds: milliseconds) {
            case .woken: pipe.drain()
            case .timedOut: break
            case .ready:
                guard watched != 0, !Platform.isClientGone(socket) else {
                    server.world.withLock { $0.dropHold(entry) }
                    server.notify()
                    return false
                }
                watched = 0  // more requests wait, and would end every wait from now on
            }
            state = server.world.withLock { $0.stateOfHold(entry) }
        }
        server.notify()
        return state == .over
    }

    private func waitUntilSent() {
        let deadline = Deadline(milliseconds: Self.unsentMilliseconds)
        while Platform.unsentBytes(socket.descriptor) > 0, !deadline.hasPassed {
            if Socket(descriptor: -1).wait(for: 0, or: pipe, milliseconds: 1) == .woken { pipe.drain() }
        }
    }
}
