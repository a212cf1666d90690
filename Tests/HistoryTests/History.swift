import FakePlex
import Foundation
import Testing

@testable import Harness

/// A client and a server that go through whatever the dice say, with a look at the client's library after each turn.
struct History {
    let stage: Stage
    let section: String
    var dice: Dice
    /// What was done, for the report of a failure.
    var log: [String] = []
    private var subject: any Subject
    private var held = LibrarySnapshot()
    private var states: [Int: Catalog] = [:]
    private var edits = 0
    /// Whether an element was damaged since the last clean refresh.
    private var isSpoiled = false

    init(_ stage: Stage, _ section: String, _ dice: Dice, _ subject: any Subject) {
        self.stage = stage
        self.section = section
        self.dice = dice
        self.subject = subject
    }

    /// Plays so many turns; throws where the client's library is none that it may be.
    mutating func play(turns: Int, studying: Bool, in group: inout DiscardingTaskGroup) async throws {
        note(stage.server.catalog)
        for _ in 0..<dice.below(8) { try addPlaylist() }
        if studying { try await study() }
        for turn in 0..<turns {
            stage.server.beginStep(turn)
            for _ in 0..<dice.below(4) { try change() }
            try await act(in: &group)
            try await look(mustBeWhole: false)
            stage.server.disarmFaults()
            guard dice.chance(60) else { continue }
            let mode: RefreshMode = dice.chance(10) ? .verifyingInFull : .usual
            log.append("clean refresh, \(mode)")
            isSpoiled = false
            try await during { subject in await subject.refresh(.userInitiated, mode) }
            try await look(mustBeWhole: true)
        }
    }

    /// Has the client learn that the server's counter and validators are to be believed: sync-requirements, 3.3.
    private mutating func study() async throws {
        log.append("a study")
        for round in 0...7 {
            if round == 1 || round == 2 {
                for edit in dice.editOfEachKind(stage.server.catalog, number: round) {
                    try stage.server.apply([edit])
                    note(stage.server.catalog)
                }
                stage.followServer()
            }
            try await during { subject in await subject.refresh(.userInitiated, .usual) }
            try await look(mustBeWhole: true)
        }
    }

    /// Ends the client.
    func end() async { await subject.close() }

    private mutating func note(_ catalog: Catalog) { states[catalog.revision] = catalog }

    private mutating func change() throws {
        edits += 1
        try apply(dice.edit(stage.server.catalog, number: edits))
    }

    /// One more, so that their list has several pages.
    private mutating func addPlaylist() throws {
        edits += 1
        try apply([dice.newPlaylist(stage.server.catalog, "List \(edits)", number: edits)])
    }

    private mutating func apply(_ edits: [CatalogEdit]) throws {
        for edit in edits {
            log.append("\(edit)")
            try stage.server.apply([edit])
            note(stage.server.catalog)
        }
        stage.followServer()
    }

    // MARK: - Turns

    private mutating func act(in group: inout DiscardingTaskGroup) async throws {
        switch dice.below(12) {
        case 0, 1, 2:
            for _ in 0...dice.below(2) { arm(dice.fault(isFirstSync: held.isEmpty)) }
            let reason = dice.one(of: [RefreshReason.userInitiated, .background])
            log.append("refresh \(reason)")
            try await during { subject in await subject.refresh(reason, .usual) }
        case 3:
            if dice.chance(50) { arm(dice.fault(isFirstSync: held.isEmpty)) }
            log.append("two refreshes at once")
            try await during { subject in
                async let one: Void = subject.refresh(.userInitiated, .usual)
                async let other: Void = subject.refresh(.background, .usual)
                _ = await (one, other)
            }
        case 4:
            log.append("an edit in the middle of a refresh")
            try await interrupted { history in try history.change() }
        case 5:
            log.append("closed in the middle of a refresh, and opened again")
            try await relaunch(in: &group, inTheMiddle: true)
        case 6:
            let ahead = dice.below(20)
            log.append("\(ahead) hours later opened again")
            stage.advance(by: .seconds(3_600 * ahead))
            try await relaunch(in: &group, inTheMiddle: false)
        case 7:
            log.append("a refresh that is cancelled, and another at once")
            try await cancelled()
        case 8:
            let rule = dice.spoiling(stage.server.catalog)
            isSpoiled = true
            arm(rule)
            try await during { subject in await subject.refresh(.userInitiated, .usual) }
        case 9:
            log.append("damage that looks like an edit")
            try await during { subject in await subject.refresh(.userInitiated, .usual) }
            arm(dice.imitation(stage.server.catalog))
            isSpoiled = true
            try await during { subject in await subject.refresh(.userInitiated, .verifyingInFull) }
        case 10:
            log.append("starting over")
            if dice.chance(50) { arm(dice.fault(isFirstSync: true)) }
            try await during { subject in await subject.refresh(.userInitiated, .startingOver) }
        default:
            let album = dice.one(of: stage.server.catalog.albums).ratingKey
            log.append("album \(album) is looked at")
            // An album that the client does not know yet cannot be shown, and that is no matter.
            try await during { subject in try? await subject.show(.album(album)) }
        }
    }

    private mutating func arm(_ rule: FaultRule) {
        log.append("fault \(rule.fault) at \(rule.match), from \(rule.firstOccurrence), \(rule.times)")
        stage.server.arm(rule)
    }

    /// Holds a refresh at some request, does something, and lets it go on.
    private mutating func interrupted(_ body: (inout History) throws -> Void) async throws {
        arm(
            FaultRule(
                .stall(), match: RequestMatch(except: [.image]), firstOccurrence: 1 + dice.below(12), times: .once))
        let (stage, subject) = (stage, subject)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                await subject.refresh(.userInitiated, .usual)
                await subject.rest()
                return true
            }
            await stage.settle(subject)
            try body(&self)
            stage.server.disarmFaults()
            try await Self.untilDone(&group, movingTimeOf: stage, for: subject)
        }
    }

    /// Holds a refresh at some request, cancels who waits for it, and refreshes without waiting for its end.
    private mutating func cancelled() async throws {
        arm(FaultRule(.stall(), match: RequestMatch(), firstOccurrence: 1 + dice.below(14), times: .once))
        let (stage, subject) = (stage, subject)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await subject.refresh(.userInitiated, .usual) }
            await stage.settle(subject)
            group.cancelAll()
        }
        stage.server.disarmFaults()
        try await during { subject in await subject.refresh(.userInitiated, .usual) }
    }

    private mutating func relaunch(in group: inout DiscardingTaskGroup, inTheMiddle: Bool) async throws {
        if inTheMiddle {
            let occurrence = 1 + dice.below(14)
            arm(FaultRule(.stall(), match: RequestMatch(), firstOccurrence: occurrence, times: .once))
            let (stage, subject) = (stage, subject)
            async let refreshing: Void = subject.refresh(.userInitiated, .usual)
            await stage.settle(subject)
            await subject.close()
            await refreshing
        } else {
            await subject.close()
        }
        // What it said before it was closed still counts.
        try await look(mustBeWhole: false)
        stage.server.disarmFaults()
        let opened = try await stage.open()
        subject = opened
        group.addTask { await opened.run() }
        try await during { subject in try await subject.launch() }
    }

    /// Does something, and moves time until the client is at rest.
    private func during(_ body: @escaping @Sendable (any Subject) async throws -> Void) async throws {
        let (stage, subject) = (stage, subject)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await body(subject)
                await subject.rest()
                return true
            }
            try await Self.untilDone(&group, movingTimeOf: stage, for: subject)
        }
    }

    /// Moves time until one task of the group says that it is done.
    private static func untilDone(
        _ group: inout ThrowingTaskGroup<Bool, any Error>, movingTimeOf stage: Stage, for subject: any Subject
    ) async throws {
        group.addTask {
            await stage.keepTime(for: subject)
            return false
        }
        while let isDone = try await group.next() {
            guard isDone else { continue }
            group.cancelAll()
            return
        }
    }

    // MARK: - Looking

    /// Compares the client's library with what it may be.
    private mutating func look(mustBeWhole: Bool) async throws {
        let accounts = await subject.takeAccounts()
        let now = stage.server.catalog
        note(now)
        let found = try subject.library()
        let last = accounts.last { $0.outcome == "success" }
        if isSpoiled {
            held = found
            return try checkFiles()
        }
        if mustBeWhole, last == nil {
            throw Broken("a clean refresh failed: \(accounts.map { $0.message ?? $0.outcome })", log)
        }
        guard let last else {
            guard LibraryDiff(found: found, expected: held).differences.isEmpty else {
                throw Broken("no refresh succeeded (\(accounts)), and the library is another one", log)
            }
            return
        }
        let range = min(last.beganAtRevision, now.revision)...now.revision
        let acceptable = states.filter { range.contains($0.key) }.map { LibrarySnapshot($0.value, section: section) }
        guard acceptable.contains(where: { LibraryDiff(found: found, expected: $0).differences.isEmpty }) else {
            let diff = acceptable.map { LibraryDiff(found: found, expected: $0).differences }.min {
                $0.count < $1.count
            }
            throw Broken("the library is none that the server had: \(diff?.prefix(5) ?? [])", log)
        }
        held = found
        try checkFiles()
    }

    private func checkFiles() throws {
        let database = try SQLiteFile(subject.databaseFile)
        let damage = try database.rows("PRAGMA integrity_check").filter { $0 != ["ok"] }
        let dangling = try database.rows("PRAGMA foreign_key_check")
        guard damage.isEmpty, dangling.isEmpty else {
            throw Broken("the database is damaged: \(damage) \(dangling)", log)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: subject.pictureFolder.path)
        let known = Set(try subject.pictures().map(\.file))
        guard Set(files) == known else {
            let (extra, missing) = (Set(files).subtracting(known), known.subtracting(files))
            throw Broken("picture files without a row: \(extra), rows without a file: \(missing)", log)
        }
    }
}

/// What must never be, and how it came to be.
struct Broken: Error, CustomStringConvertible {
    var description: String

    init(_ what: String, _ log: [String]) {
        description = what + "\n" + log.suffix(40).joined(separator: "\n")
    }
}
