import FakePlex
import Foundation
import Scenarios

/// Plays one case from an empty folder to the verdict.
struct CasePlayer: Sendable {
    var file: String
    var scenario: Scenario
    var catalog: Catalog
    var subject: SubjectName
    /// Wall-clock time for which nothing at all may happen, unless its file says more.
    var timeLimit: Duration
    /// Whether this is the walk without swept faults that counts the requests they could strike.
    var isCounting = false

    /// What came of it.
    struct Result: Sendable {
        var report: CaseReport
        /// The requests that swept faults could have struck.
        var sweptRequests: Int
    }

    func play() async -> Result {
        let started = ContinuousClock.now
        var result = Result(
            report: CaseReport(
                name: scenario.name, file: file, covers: scenario.covers, failures: [], duration: .zero, requests: 0,
                bytes: 0, transcript: []),
            sweptRequests: 0)
        let folder = StageFolder.new()
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in the temporary folder harms nobody
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let rehearsal = try Rehearsal(scenario, catalog)
            try await withFakePlex(library: catalog) { server in
                let section = scenario.section?.value
                let stage = Stage(
                    server: server, folder: folder, section: section, subject: subject,
                    client: scenario.client)
                var performance = Performance(player: self, stage: stage, names: ItemNames(rehearsal), section: section)
                result.report.failures = await performance.play()
                // Every one of them is to be struck.
                result.sweptRequests = performance.sweptRules.map { server.requestsMet(byRule: $0) }.min() ?? 0
                result.report.requests = server.journal.count
                result.report.bytes = server.journal.reduce(0) { $0 + $1.bodyBytes }
                result.report.transcript = Transcript.lines(server.journal)
            }
        } catch {
            result.report.failures.append(Failure("stage", at: file, "the case could not be played: \(error)"))
        }
        result.report.duration = ContinuousClock.now - started
        return result
    }
}
