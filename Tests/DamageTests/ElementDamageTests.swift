import FakePlex
import Foundation
import LibrarySync
import Testing

@testable import Harness

/// One bad element is one bad element: sync-requirements, promise 4.
///
/// Every attribute of every element that a server lists is made bad in every way, over a real connection and with a
/// real database.
struct ElementDamageTests {
    @Test(arguments: Cell.chosen)
    func `one bad element is one bad element`(cell: Cell) async throws {
        let frozen = cell.element == .detail ? Frozen.moodless : .plain
        try await Bench.with(frozen.bytes()) { bench in
            try await damage(bench, cell)
        }
    }

    /// Changes what stands around an element, damages that, and looks.
    private func damage(_ bench: Bench, _ cell: Cell, isCounterBelieved: Bool = false) async throws {
        let before = try bench.library()
        let removed = try bench.key(SmallLibrary.removed(beside: cell.element))
        try bench.server.apply(SmallLibrary.edits(around: cell.element))
        // What changed is then older than what the refresh after the next asks for as "changed since".
        bench.server.advance(by: .seconds(3_600))
        arm(cell.damage, for: cell, on: bench.server)
        try await look(
            at: bench, cell, before: before, removed: removed,
            verifyingInFull: cell.isPlausible && (cell.isOfTracks || isCounterBelieved),
            isCounterBelieved: isCounterBelieved)
    }

    /// Where the counter is believed, what was damaged is looked for all the same: nothing moves when it is whole again.
    @Test(arguments: Cell.chosenForOtherStarts)
    func `one bad element is one bad element where the change counter is believed, too`(cell: Cell) async throws {
        let frozen = cell.element == .detail ? Frozen.studiedMoodless : .studied
        try await Bench.with(frozen.bytes()) { bench in
            for edits in SmallLibrary.studyEdits { try bench.server.apply(edits) }
            let quiet = await bench.refresh()
            #expect(quiet.error == nil && quiet.requests == 3, "the counter must be believed")
            try await damage(bench, cell, isCounterBelieved: true)
        }
    }

    @Test(arguments: Cell.chosenForOtherStarts)
    func `one bad element is one bad element in a first sync, too`(cell: Cell) async throws {
        try await Bench.with(nil) { bench in
            arm(cell.damage, for: cell, on: bench.server)
            try await look(
                at: bench, cell, before: nil, removed: 0, verifyingInFull: cell.isPlausible && cell.isOfTracks)
        }
    }

    @Test(arguments: Element.allCases)
    func `the matrix has every attribute that is written`(element: Element) async throws {
        try await Bench.with(nil) { bench in
            let text = try await bench.answer(to: element)
            let name = element.child ?? ""
            let pattern = try Regex("<\(element.child ?? "(?:Directory|Track|Playlist)")( [^>]*)>")
            let tag = try #require(text.firstMatch(of: pattern), "no \(name)").output[1].substring ?? ""
            let written = tag.matches(of: /([A-Za-z]+)="/).map { String($0.1) }
            #expect(Set(written) == Set(element.attributes.map(\.name)))
            #expect(written.count == element.attributes.count)
        }
    }

    /// Details are read for what lists lack.
    private func arm(_ damage: Damage?, for cell: Cell, on server: FakePlex) {
        server.disarmFaults()
        if let damage {
            server.arm(FaultRule(.damage(damage), match: RequestMatch(endpoint: [cell.element.endpoint])))
        }
        guard cell.element == .detail else { return }
        server.arm(FaultRule(.missingTags(["Mood"]), match: RequestMatch(endpoint: [.albums])))
    }

    /// Refreshes with the damage and without it, and looks at what the engine holds and says.
    ///
    /// What nothing shows is found where everything is verified; what was seen is found without.
    private func look(
        at bench: Bench, _ cell: Cell, before: LibrarySnapshot?, removed: Int, verifyingInFull: Bool,
        isCounterBelieved: Bool = false
    ) async throws {
        let result = await bench.refresh()
        #expect(bench.server.unfiredRules.isEmpty)
        let expected = Expected(
            cell: cell, wanted: bench.wanted(), before: before, damaged: try bench.key(cell.element.item),
            removed: removed)
        #expect(try bench.differences(from: expected.snapshot()).isEmpty)
        if cell.fate == .failure {
            #expect(result.error?.code == .malformed)
        } else {
            #expect(result.error == nil)
            #expect(bench.events(.damagedElement).isEmpty == !cell.isReported)
            #expect(bench.events(.replacedCharacters).isEmpty == !cell.isReplaced)
            let withheld = result.verdicts.contains { $0.contains("could not be identified, so that none was removed") }
            #expect(withheld == (cell.fate == .unidentified && cell.element.isListed))
        }
        arm(nil, for: cell, on: bench.server)
        bench.server.advance(by: .seconds(3_600))
        #expect(await bench.refresh(verifyingInFull: verifyingInFull).error == nil)
        #expect(try bench.differences(from: bench.wanted()).isEmpty)
        #expect(bench.events(.damagedElement).isEmpty)
        // Where nothing moved since, details need not be read again.
        #expect(isCounterBelieved || bench.server.unfiredRules.isEmpty)
        #expect(bench.server.unmatchedRequests.isEmpty)
    }
}
