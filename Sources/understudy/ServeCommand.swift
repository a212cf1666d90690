import ArgumentParser
@preconcurrency import Dispatch  // sources lack their Sendable marks on Linux
import FakePlex
import Foundation
import Harness

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a library to any Plex client.",
        discussion: """
            Prints the address and the token, then every request on stderr. Each line on stdin is `next`, the \
            scenario's next server step, or server actions as JSON, and is answered by `ok` or an error. Ends on ^C.

            Example: understudy serve --library Fixtures/libraries/small.json
            Example: echo '{ "delete": "low-tide" }' | understudy serve --library Fixtures/libraries/small.json
            """)

    @Argument(help: "A scenario, whose library is served and whose server steps `next` takes.")
    var scenario: String?

    @Option(help: ArgumentHelp("A library file.", valueName: "file"))
    var library: String?

    @Option(help: ArgumentHelp("A library of so many albums, made by rule.", valueName: "albums"))
    var generate: Int?

    @Option(help: "The address to listen on; anything but loopback lets others in.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 0

    @Option(help: "The token that clients must send; one is made up where none is given.")
    var token: String?

    func validate() throws {
        let sources = [scenario != nil, library != nil, generate != nil].count { $0 }
        guard sources == 1 else {
            throw ValidationError("Say what to serve: a scenario, --library FILE or --generate ALBUMS, one of them.")
        }
        if let generate, !(1...1_000_000).contains(generate) {
            throw ValidationError("--generate takes a number of albums from 1 to 1000000.")
        }
        if let token, token.isEmpty || token.contains(where: { $0.isWhitespace || !$0.isASCII }) {
            throw ValidationError("--token takes letters, digits and signs without a space, as a header carries them.")
        }
        guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535.") }
    }

    func run() async throws {
        // Whoever read what it says may go: it serves on.
        signal(SIGPIPE, SIG_IGN)
        var options = FakePlexOptions(host: host, port: port, clock: .real) { Console.error($0.summary) }
        options.token = token ?? Self.madeUpToken()
        let world: ServedWorld
        do {
            world = try ServedWorld(source, options: options)
        } catch {
            throw Exit.because(error)
        }
        defer { world.server.stop() }
        if !["127.0.0.1", "::1", "localhost"].contains(host) {
            Console.error("CAUTION: listening on \(host): everyone who reaches this machine and has the token gets in.")
        }
        for await event in Self.events() {
            switch event {
            case .listening:
                Console.out("url \(world.server.baseURL.absoluteString)\ntoken \(world.server.token)\n")
            case .line(let line) where line.allSatisfy(\.isWhitespace): continue
            case .line(let line): Console.out(world.obey(line) + "\n")
            case .interrupted: return
            }
        }
    }

    private var source: ServedWorld.Source {
        if let library { return .library(library) }
        if let generate { return .generated(albums: generate) }
        return .scenario(scenario ?? "")
    }

    private static func madeUpToken() -> String {
        let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        return String((0..<20).compactMap { _ in letters.randomElement() })
    }

    private enum Event: Sendable {
        /// An interruption will be heard from now on.
        case listening
        case line(String)
        case interrupted
    }

    /// Lines from stdin, and at last the interruption; the end of stdin ends nothing.
    private static func events() -> AsyncStream<Event> {
        AsyncStream { continuation in
            let sources = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number)
                source.setEventHandler {
                    continuation.yield(.interrupted)
                    continuation.finish()
                }
                return source
            }
            // Whoever is told the address may interrupt at once, which a source that is not registered yet would miss.
            sources[0].setRegistrationHandler { sources[1].resume() }
            sources[1].setRegistrationHandler { continuation.yield(.listening) }
            sources[0].resume()
            continuation.onTermination = { _ in for source in sources { source.cancel() } }
            Thread.detachNewThread {
                while let line = readLine() { continuation.yield(.line(line)) }
            }
        }
    }
}
