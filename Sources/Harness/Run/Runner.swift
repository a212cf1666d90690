import FakePlex
import Foundation
import Scenarios

/// How scenarios are played.
public struct RunOptions: Sendable {
    /// The sync client to be judged.
    public var subject: SubjectName
    /// Wall-clock time that one case may take, unless its file says more.
    public var timeLimit: Duration
    /// How many cases are played at one time.
    public var atOnce: Int

    /// Our own engine, ten seconds a case, two cases for each core.
    public init(
        subject: SubjectName = .understudy, timeLimit: Duration = .seconds(10), atOnce: Int? = nil
    ) {
        self.subject = subject
        self.timeLimit = timeLimit
        self.atOnce = max(1, atOnce ?? 2 * ProcessInfo.processInfo.activeProcessorCount)
    }
}

/// Plays the scenario files at these paths, folders standing for every `.json` file below them.
///
/// A failed expectation is a result and stands in the report; it is not an error.
/// - Throws: A ``HarnessError`` when a file is wrong or cannot be read; then nothing was played.
public func runScenarios(at paths: [String], options: RunOptions = RunOptions()) async throws -> RunReport {
    let files = try ScenarioFinder.files(at: paths)
    let plan = try Plan(files: files, loader: LibraryLoader())
    let started = ContinuousClock.now
    var players: [CasePlayer] = []
    for planned in plan.variants {
        let player = CasePlayer(
            file: planned.file, scenario: planned.variant.scenario, catalog: planned.catalog,
            subject: options.subject, timeLimit: options.timeLimit)
        guard planned.variant.sweptVariable != nil else {
            players.append(player)
            continue
        }
        var counting = player
        counting.isCounting = true
        let requests = await counting.play().sweptRequests
        for scenario in try planned.variant.cases(requests: requests) {
            var swept = player
            swept.scenario = scenario
            players.append(swept)
        }
    }
    let reports = await play(players, atOnce: options.atOnce)
    return RunReport(subject: options.subject.rawValue, cases: reports, duration: ContinuousClock.now - started)
}

/// Plays cases side by side, and returns their reports in the cases' order.
private func play(_ players: [CasePlayer], atOnce: Int) async -> [CaseReport] {
    await withTaskGroup(of: (Int, CaseReport).self) { group in
        var reports: [Int: CaseReport] = [:]
        for (index, player) in players.enumerated() {
            if index >= atOnce, let (done, report) = await group.next() { reports[done] = report }
            group.addTask { (index, await player.play().report) }
        }
        for await (done, report) in group { reports[done] = report }
        return players.indices.compactMap { reports[$0] }
    }
}
