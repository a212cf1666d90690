import ArgumentParser
import Foundation
import LibraryModel
import LibrarySync

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Print the last refreshes of a library.",
        discussion: """
            Works while the library is open elsewhere. `pictures` were fetched because of a refresh, `missing` are those \
            that could not be had then; they are asked for again.

            Example: understudy runs --in library --json
            """)

    @Option(name: .customLong("in"), help: ArgumentHelp("The folder that was synced into.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("How many at most, the latest first.", valueName: "number"))
    var limit = 20

    @Flag(help: "Print JSON, with everything that is kept.")
    var json = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1.") }
    }

    func run() async throws {
        let place = try Exit.library(in: folder)
        let runs = try await Exit.onFailure { try syncRuns(in: place, limit: limit) }
        Console.out(json ? try JSONText.of(runs.map(Entry.init)) : Self.table(runs))
    }

    private static func table(_ runs: [RunSummary]) -> String {
        var table = TextTable([
            "run", "began", "seconds", "reason", "outcome", "new", "changed", "deleted", "requests", "bytes",
            "pictures", "missing",
        ])
        for run in runs {
            let counts = run.counts.values
            table.add([
                "\(run.id)", run.startedAt.formatted(.iso8601),
                String(format: "%.1f", run.endedAt.timeIntervalSince(run.startedAt)), run.reason.rawValue, run.outcome,
                "\(counts.reduce(0) { $0 + $1.new })", "\(counts.reduce(0) { $0 + $1.changed })",
                "\(counts.reduce(0) { $0 + $1.deleted })", "\(run.requests)", "\(run.bytes)", "\(run.artworkFetched)",
                "\(run.artworkFailed)",
            ])
        }
        return table.text
    }

    /// A run as it is printed.
    private struct Entry: Encodable {
        var id: Int64
        var reason: String
        var startedAt: Date
        var endedAt: Date
        var outcome: String
        var message: String?
        var counts: [String: [String: Int]]
        var requests: Int
        var bytes: Int
        var artworkFetched: Int
        var artworkRemoved: Int
        var artworkFailed: Int
        var verdicts: [String]

        init(_ run: RunSummary) {
            id = run.id
            reason = run.reason.rawValue
            startedAt = run.startedAt
            endedAt = run.endedAt
            outcome = run.outcome
            message = run.message
            counts = [:]
            for (kind, count) in run.counts {
                counts[kind.plural] = [
                    "new": count.new, "changed": count.changed, "unchanged": count.unchanged,
                    "deleted": count.deleted,
                ]
            }
            requests = run.requests
            bytes = run.bytes
            artworkFetched = run.artworkFetched
            artworkRemoved = run.artworkRemoved
            artworkFailed = run.artworkFailed
            verdicts = run.verdicts
        }
    }
}
