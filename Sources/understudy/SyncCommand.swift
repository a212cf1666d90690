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

    @OptionGroup var options: ServerOptions

    @Flag(help: "Fetch the pictures of the whole library as well.")
    var artwork = false

    @Flag(help: "Read every list, and believe no validator and no counter of the server's.")
    var verify = false

    @Flag(help: "Apply a removal that is refused for its size.")
    var acceptLargeDeletion = false

    @Flag(help: "Take the library of whatever server answers now in place of the one in the folder.")
    var startOver = false

    func validate() throws {
        guard !startOver || !(verify || acceptLargeDeletion) else {
            throw ValidationError("--start-over reads everything and keeps nothing: it goes with no other flag.")
        }
    }

    func run() async throws {
        var configuration = try options.configuration()
        let progress = ProgressLine()
        configuration.onEvent = { event in progress.show(event) }
        let (result, run) = try await Exit.onFailure { [configuration] in
            defer { progress.end() }
            return try await withLibrarySession(configuration) { session in
                let result = await refresh(session)
                if artwork, result.isSuccess { try await session.prefetchArtwork() }
                await session.rest()
                // What became of its pictures stands in its record.
                return (result, result.isSuccess ? try syncRuns(in: configuration.folder, limit: 1).first : nil)
            }
        }
        guard result.isSuccess else {
            Console.error("\(result.outcome): \(result.error.map { "\($0)" } ?? "")")
            if let error = result.error, [.otherServer, .otherSection].contains(error.code) {
                let other = options.section == nil ? "" : " --section names another section, or is left out."
                Console.error(
                    "--start-over puts it in the place of what is in \(options.into); --into names another.\(other)")
            }
            throw Exit.couldNotRun
        }
        Console.out(Self.summary(result, run))
    }

    private func refresh(_ session: LibrarySession) async -> RefreshResult {
        if startOver { return await session.startOver() }
        return await session.refresh(
            .userInitiated, acceptingLargeDeletion: acceptLargeDeletion, verifyingInFull: verify)
    }

    private static func summary(_ result: RefreshResult, _ run: RunSummary?) -> String {
        var table = TextTable(["", "new", "changed", "unchanged", "deleted"])
        for kind in ItemKind.allCases {
            let counts = result.counts[kind] ?? KindCounts()
            table.add([kind.plural] + [counts.new, counts.changed, counts.unchanged, counts.deleted].map(String.init))
        }
        let rows = result.libraryRowsWritten
        let bookkeeping = result.rowsWritten.values.reduce(0, +) - rows
        let missing = run.map { $0.artworkFailed > 0 ? ", \($0.artworkFailed) missing" : "" } ?? ""
        return table.text
            + "\(result.requests) requests, \(result.bytes) bytes, \(rows) rows of the library and "
            + "\(bookkeeping) of bookkeeping written; pictures: \(run?.artworkFetched ?? 0) fetched, "
            + "\(run?.artworkRemoved ?? 0) removed\(missing)\n"
    }
}
