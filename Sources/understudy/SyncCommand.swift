import ArgumentParser
import Foundation
import LibraryModel
import LibrarySync

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Sync a Plex server's music into a folder.",
        discussion: """
            Works with any Plex server. The token is read from UNDERSTUDY_TOKEN or from a file, never from an argument, \
            which others on this machine could read.

            Example: UNDERSTUDY_TOKEN=… understudy sync --server http://127.0.0.1:32400 --into library
            """)

    @Option(help: ArgumentHelp("The server's address.", valueName: "url"))
    var server: String

    @Option(help: ArgumentHelp("The folder for the library and its pictures.", valueName: "folder"))
    var into: String

    @Option(help: ArgumentHelp("The music section's key; the only one where none is given.", valueName: "key"))
    var section: String?

    @Option(help: ArgumentHelp("A file that holds the token and nothing else.", valueName: "file"))
    var tokenFile: String?

    func run() async throws {
        guard let url = URL(string: server), ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil
        else {
            Console.error("\(server) is no address: give one such as http://127.0.0.1:32400.")
            throw Exit.invalidInput
        }
        var configuration = LibraryConfiguration(
            server: url, token: try token(), folder: URL(fileURLWithPath: into, isDirectory: true))
        configuration.sectionKey = section
        configuration.onEvent = { event in
            if event.name == .verdict || event.name == .damagedElement { Console.error(event.message) }
        }
        let result: RefreshResult
        do {
            result = try await withLibrarySession(configuration) { session in
                await session.refresh(.userInitiated)
            }
        } catch let error as SyncError {
            Console.error("\(error)")
            throw Exit.couldNotRun
        }
        guard result.isSuccess else {
            Console.error("\(result.outcome): \(result.error.map { "\($0)" } ?? "")")
            throw Exit.couldNotRun
        }
        Console.out(Self.summary(result))
    }

    private func token() throws -> String {
        if let tokenFile {
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                Console.error("\(tokenFile): the token's file cannot be read; check its path and permissions.")
                throw Exit.couldNotRun
            }
            return text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let token = ProcessInfo.processInfo.environment["UNDERSTUDY_TOKEN"], !token.isEmpty else {
            Console.error("There is no token: set UNDERSTUDY_TOKEN, or name a file with --token-file.")
            throw Exit.invalidInput
        }
        return token
    }

    private static func summary(_ result: RefreshResult) -> String {
        var lines = [row("", ["new", "changed", "unchanged", "deleted"])]
        for kind in ItemKind.allCases {
            let counts = result.counts[kind] ?? KindCounts()
            lines.append(
                row(kind.plural, [counts.new, counts.changed, counts.unchanged, counts.deleted].map(String.init)))
        }
        let rows = result.rowsWritten.values.reduce(0, +)
        lines.append("\(result.requests) requests, \(result.bytes) bytes, \(rows) rows written")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        name.padding(toLength: 12, withPad: " ", startingAt: 0)
            + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
    }
}
