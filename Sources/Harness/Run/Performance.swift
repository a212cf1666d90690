import FakePlex
import Foundation
import Scenarios

/// A case while it is being played: the client that runs, what was last seen, and what did not hold so far.
struct Performance {
    /// The names of the rules that a counting walk armed in place of swept ones.
    private(set) var sweptRules: [String] = []

    /// A case may take so many times its limit, as long as something goes on.
    private static let mostSilences = 12

    /// How long a case is waited for.
    private struct Patience: Sendable {
        /// For so long nothing at all may happen.
        var silence: Duration
        /// Then it is over in any case.
        var end: ContinuousClock.Instant
    }

    let player: CasePlayer
    let stage: Stage
    let names: ItemNames
    let section: String?

    private var subject: (any Subject)?
    private var seen = Observation()
    private var hits: SubjectHits?
    private var failures: [Failure] = []
    /// Every state that the catalog had, by its revision.
    private var catalogs: [Int: Catalog]
    /// The revisions between which the last successful refresh began and ended.
    private var synced: ClosedRange<Int>?

    init(player: CasePlayer, stage: Stage, names: ItemNames, section: String?) {
        self.player = player
        self.stage = stage
        self.names = names
        self.section = section
        catalogs = [player.catalog.revision: player.catalog]
    }

    /// Plays all steps, and says what did not hold.
    mutating func play() async -> [Failure] {
        let limit = player.scenario.timeLimit ?? player.timeLimit
        // A busy machine makes a case slow, and that is no hang; one that goes round in circles ends all the same.
        let patience = Patience(silence: limit, end: .now + limit * Self.mostSilences)
        await withDiscardingTaskGroup { group in
            do {
                for (index, step) in player.scenario.steps.enumerated() {
                    stage.server.beginStep(index)
                    guard try await play(step, index, in: &group, patience) else { break }
                }
            } catch {
                failures.append(Failure("stage", at: player.file, "the client could not go on: \(error)"))
            }
            await subject?.close()
            group.cancelAll()
        }
        if !player.isCounting { conclude() }
        return failures
    }

    /// Plays a step; false where there is no point in going on.
    private mutating func play(
        _ step: Step, _ index: Int, in group: inout DiscardingTaskGroup, _ patience: Patience
    ) async throws -> Bool {
        switch step.action {
        case .server(let actions):
            try serve(actions)
            return true
        case .clock(let duration):
            stage.advance(by: duration)
            return true
        case .launch, .relaunch:
            await subject?.close()
            let opened = try await stage.open()
            subject = opened
            group.addTask { await opened.run() }
        default: break
        }
        guard let subject else { return false }
        let ended = try await act(step, index, subject, patience)
        guard ended.inTime else {
            let held = stage.server.journal.last { $0.status == nil } ?? stage.server.journal.last
            let evidence = held.map { [$0.line] } ?? []
            failures.append(
                Failure("time", at: "\(step.position)", "the step did not come to rest in time", evidence: evidence))
            return false
        }
        try await judge(step, index, subject, ended)
        return failures.isEmpty
    }

    private struct Ended: Sendable {
        var inTime: Bool
        var hits: SubjectHits?
        /// The screen at the first paint, for a step that ends with it.
        var painted: SubjectScreen?
    }

    /// Does what the step says, and waits until it is over, moving time along.
    private func act(
        _ step: Step, _ index: Int, _ subject: any Subject, _ patience: Patience
    ) async throws -> Ended {
        let stage = stage
        let act = action(of: step, index, subject)
        return try await withThrowingTaskGroup(of: Ended?.self) { group in
            group.addTask {
                let hits = try await act()
                guard step.until == .firstPaint else {
                    await subject.rest()
                    return Ended(inTime: true, hits: hits)
                }
                let painted = try await subject.screen()
                await stage.settle(subject)
                return Ended(inTime: true, hits: hits, painted: painted)
            }
            if step.until == .rest {
                group.addTask {
                    await stage.keepTime(for: subject)
                    return nil
                }
            }
            group.addTask {
                try await stage.notifier.waitForSilence(patience.silence, until: patience.end)
                return Ended(inTime: false)
            }
            while let ended = try await group.next() {
                guard let ended else { continue }
                if !ended.inTime { await subject.close() }
                group.cancelAll()
                return ended
            }
            return Ended(inTime: false)
        }
    }

    private func action(
        of step: Step, _ index: Int, _ subject: any Subject
    ) -> @Sendable () async throws -> SubjectHits? {
        let names = names.at(step: index)
        switch step.action {
        case .launch, .relaunch:
            return {
                try await subject.launch()
                return nil
            }
        case .refresh(let refresh):
            let reason = RefreshReason(rawValue: refresh.reason.rawValue) ?? .userInitiated
            let mode = RefreshMode(rawValue: refresh.mode.rawValue) ?? .usual
            return {
                await withDiscardingTaskGroup { group in
                    for _ in 0..<refresh.atOnce { group.addTask { await subject.refresh(reason, mode) } }
                }
                return nil
            }
        case .open(let album): return show({ .album($0) }, names.keys([album]), subject)
        case .view(.page(let page)): return show({ .page($0) }, [page], subject)
        case .view(.artist(let artist)): return show({ .artist($0) }, names.keys([artist]), subject)
        case .view(.collection(let collection)): return show({ .collection($0) }, names.keys([collection]), subject)
        case .view(.playlist(let playlist)): return show({ .playlist($0) }, names.keys([playlist]), subject)
        case .search(let text): return { try await subject.search(text.value) }
        case .server, .clock: return { nil }
        }
    }

    private func show(
        _ view: @escaping @Sendable (Int) -> SubjectView, _ keys: Set<Int>, _ subject: any Subject
    ) -> @Sendable () async throws -> SubjectHits? {
        {
            for key in keys { try await subject.show(view(key)) }
            return nil
        }
    }

    private mutating func serve(_ actions: [ServerAction]) throws {
        let isCounting = player.isCounting
        var swept = sweptRules
        try stage.server.carryOut(actions) { fault in
            var rule = FaultRule(fault)
            guard isCounting, fault.isSwept else { return rule }
            // It counts what it could strike, and strikes nothing.
            rule.firstOccurrence = .max
            rule.id = "swept \(swept.count)"
            swept.append(rule.id)
            return rule
        }
        sweptRules = swept
        let catalog = stage.server.catalog
        catalogs[catalog.revision] = catalog
        stage.followServer()
    }

    /// Looks at what there is to see, and holds it against what the step expects.
    private mutating func judge(
        _ step: Step, _ index: Int, _ subject: any Subject, _ ended: Ended
    ) async throws {
        let accounts = await subject.takeAccounts()
        for account in accounts where account.outcome == "success" {
            synced = account.beganAtRevision...max(account.beganAtRevision, stage.server.catalog.revision)
        }
        guard !player.isCounting else { return }
        let now = Observation(
            library: try subject.library(), screen: try await screen(subject, ended),
            pictures: try PictureFile.all(in: subject.pictureFolder), failedPictures: try subject.failedPictures())
        let outcome = StepOutcome(
            step: step, before: seen, after: now, accounts: accounts,
            requests: stage.server.journal.filter { $0.step == index }, hits: ended.hits,
            now: stage.clock.date.timeIntervalSince1970, names: names.at(step: index),
            artworkBudget: player.scenario.client.artworkBudget, catalog: stage.server.catalog)
        failures += Judge(outcome: outcome).failures()
        seen = now
    }

    private func screen(_ subject: any Subject, _ ended: Ended) async throws -> SubjectScreen {
        if let painted = ended.painted { return painted }
        return try await subject.screen()
    }

    private mutating func conclude() {
        guard let subject else { return }
        let acceptable = catalogs.filter { synced?.contains($0.key) ?? false }.sorted { $0.key < $1.key }.map(\.value)
        let location = player.scenario.steps.last.map { "\($0.position)" } ?? player.file
        let checks = StandingChecks(
            scenario: player.scenario, location: location, subject: subject, server: stage.server, names: names,
            folder: stage.folder, acceptable: acceptable, section: section)
        do {
            // After a step that failed the client is nobody knows where; what the server saw may be why.
            failures += failures.isEmpty ? try checks.failures() : checks.ofRequests()
        } catch {
            failures.append(Failure("stage", at: location, "the client's files cannot be judged: \(error)"))
        }
    }
}
