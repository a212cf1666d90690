import FakePlex
import Foundation
import Scenarios

/// How scenarios are played.
public struct RunOptions: Sendable {
    /// The sync client to be judged.
    public var subject: SubjectName
    /// Wall-clock time for which nothing at all may happen in a case, unless its file says more.
    ///
    /// A case that goes on for twelve times as long is ended, too.
    public var timeLimit: Duration
    /// How many cases are played at one time.
    public var atOnce: Int
    /// Told how many cases have been played, of how many, whenever one ends.
    public var onProgress: (@Sendable (_ played: Int, _ all: Int) -> Void)?

    /// Our own engine, ten seconds of silence, six cases for each core, since a case mostly waits for the other side.
    public init(
        subject: SubjectName = .understudy, timeLimit: Duration = .seconds(10), atOnce: Int? = nil
    ) {
        self.subject = subject
        self.timeLimit = timeLimit
        self.atOnce = max(1, atOnce ?? 6 * ProcessInfo.processInfo.activeProcessorCount)
    }
}

/// Plays the scenario files at these paths, folders standing for every `.json` file below them.
///
/// A failed expectation is a result and stands in the report; it is not an error.
/// - Throws: A ``HarnessError`` when a file is wrong or cannot be read; then nothing was played.
public func runScenarios(at paths: [String], options: RunOptions = RunOptions()) async throws -> RunReport {
    let files = try ScenarioFinder.files(at: paths)
    let plan = try Plan(files: files, loader: LibraryLoader())
    try StageFolder.tryOut()
    let started = ContinuousClock.now
    var parts: [Part] = []
    for planned in plan.variants {
        let player = CasePlayer(
            file: planned.file, scenario: planned.variant.scenario, catalog: planned.catalog,
            subject: options.subject, timeLimit: options.timeLimit)
        guard planned.variant.sweptVariable != nil else {
            parts.append(.case(player))
            continue
        }
        parts += try await sweep(planned.variant, player)
    }
    let reports = await play(parts, options)
    return RunReport(subject: options.subject.rawValue, cases: reports, duration: ContinuousClock.now - started)
}

/// A part of a run: a case to be played, or one of which it is known already what came of it.
private enum Part: Sendable {
    case `case`(CasePlayer)
    case known(CaseReport)
}

/// The cases of a scenario whose fault strikes each request in turn, as many as a walk without the fault counts.
private func sweep(_ variant: ScenarioVariant, _ player: CasePlayer) async throws -> [Part] {
    var counting = player
    counting.isCounting = true
    let counted = await counting.play()
    guard counted.report.passed, counted.sweptRequests > 0 else {
        var report = counted.report
        report.failures.append(
            Failure(
                "forEach", at: player.file,
                "without its fault the scenario makes no request that the fault's match finds, so that nothing is swept"
            ))
        return [.known(report)]
    }
    return try variant.cases(requests: counted.sweptRequests).map { scenario in
        var swept = player
        swept.scenario = scenario
        return .case(swept)
    }
}

/// Plays cases side by side, and returns their reports in the cases' order.
private func play(_ parts: [Part], _ options: RunOptions) async -> [CaseReport] {
    await withTaskGroup(of: (Int, CaseReport).self) { group in
        var reports: [Int: CaseReport] = [:] {
            didSet { options.onProgress?(reports.count, parts.count) }
        }
        var begun = 0
        for (index, part) in parts.enumerated() {
            switch part {
            case .known(let report): reports[index] = report
            case .case(let player):
                if begun >= options.atOnce, let (done, report) = await group.next() { reports[done] = report }
                begun += 1
                group.addTask { (index, await player.play().report) }
            }
        }
        for await (done, report) in group { reports[done] = report }
        return parts.indices.compactMap { reports[$0] }
    }
}
