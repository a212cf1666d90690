import ArgumentParser
import Foundation
import LibraryModel
import LibrarySync

struct StudyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "study",
        abstract: "Find out whether a server's validators and change counters can be believed.",
        discussion: """
            Refreshes a few times in full, then once on the condition that something changed, and notes what the server \
            says of each list: status, ETag, Last-Modified, Cache-Control, and the section's contentChangedAt, \
            updatedAt and scannedAt. A validator is reliable when at least five refreshes without a change and two \
            known changes were all told rightly; change something on the server and study again until there is enough. \
            What was seen stays in the folder, and later refreshes leave out what a reliable counter says has not moved.

            Example: UNDERSTUDY_TOKEN=… understudy study --server http://127.0.0.1:32400 --into library
            """)

    @OptionGroup var options: ServerOptions

    @Option(help: ArgumentHelp("How often to refresh.", valueName: "number"))
    var refreshes = 6

    @Flag(help: "Print JSON, with everything that was seen.")
    var json = false

    func validate() throws {
        guard (1...64).contains(refreshes) else { throw ValidationError("--refreshes takes a number from 1 to 64.") }
    }

    func run() async throws {
        let configuration = try options.configuration()
        let (verdicts, seen) = try await Exit.onFailure {
            try await withLibrarySession(configuration) { session in
                for _ in 1...refreshes {
                    let result = await session.refresh(.userInitiated, verifyingInFull: true)
                    if let error = result.error { throw error }
                }
                // And once on the condition that something changed, to see what is answered then.
                if let error = await session.refresh(.userInitiated).error { throw error }
                return (try await session.study(), try await session.observations())
            }
        }
        Console.out(json ? try JSONText.of(Study(verdicts, seen)) : Self.table(verdicts))
    }

    private static func table(_ verdicts: [StudyVerdict]) -> String {
        var table = TextTable(["list", "validator", "verdict", "unchanged", "changes", "with validator"])
        for verdict in verdicts {
            let seen = verdict.evidence
            table.add([
                verdict.kind.plural, verdict.validator.rawValue, word(verdict),
                "\(seen.unchangedConfirmed) of \(seen.unchanged)", "\(seen.changesConfirmed) of \(seen.changes)",
                "\(seen.withValidator) of \(seen.answers)",
            ])
        }
        let isOpen = verdicts.contains { word($0) == notYetKnown }
        return table.text + (isOpen ? openExplanation : "") + explanation
    }

    /// The verdict; one that is unreliable for want of evidence alone is not called so.
    private static func word(_ verdict: StudyVerdict) -> String {
        let seen = verdict.evidence
        let isContradicted = seen.unchangedConfirmed < seen.unchanged || seen.changesConfirmed < seen.changes
        return verdict.word == .unreliable && !isContradicted ? notYetKnown : verdict.word.rawValue
    }

    private static let notYetKnown = "not yet known"

    private static let openExplanation = """
        not yet known: nothing was told wrongly, but too little was seen; edit something on the server and study again

        """

    private static let explanation = """
        unchanged: refreshes in which nothing had changed, and how many of them the validator confirmed (5 needed)
        changes: known changes, and how many of them the validator showed (2 needed)
        counter: of the section; playlists are in no section, and have none

        """

    /// A study as JSON.
    private struct Study: Encodable {
        struct Verdict: Encodable {
            var kind, validator, verdict: String
            var answers, withValidator, unchanged, unchangedConfirmed, changes, changesConfirmed: Int
        }

        struct Seen: Encodable {
            var run: Int64
            var at: Date
            var kind: String
            var status: Int
            var etag, lastModified, cacheControl: String?
            var contentChangedAt, updatedAt, scannedAt: Int64?
            var bodyHash: String?
            var isChanged: Bool
        }

        var verdicts: [Verdict]
        var observations: [Seen]

        init(_ verdicts: [StudyVerdict], _ observations: [ListObservation]) {
            self.verdicts = verdicts.map { verdict in
                let seen = verdict.evidence
                return Verdict(
                    kind: verdict.kind.plural, validator: verdict.validator.rawValue, verdict: verdict.word.rawValue,
                    answers: seen.answers, withValidator: seen.withValidator, unchanged: seen.unchanged,
                    unchangedConfirmed: seen.unchangedConfirmed, changes: seen.changes,
                    changesConfirmed: seen.changesConfirmed)
            }
            self.observations = observations.map { seen in
                Seen(
                    run: seen.run, at: seen.at, kind: seen.kind.plural, status: seen.status, etag: seen.etag,
                    lastModified: seen.lastModified, cacheControl: seen.cacheControl,
                    contentChangedAt: seen.contentChangedAt, updatedAt: seen.updatedAt, scannedAt: seen.scannedAt,
                    bodyHash: seen.bodyHash, isChanged: seen.isChanged)
            }
        }
    }
}
