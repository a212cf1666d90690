import LibraryModel
import Testing

@testable import LibrarySync

/// Promise 3: how much a list's word alone removes, and which answers speak against more.
struct DeletionGuardTests {
    typealias Claim = DeletionGuard.Claim
    typealias Evidence = DeletionGuard.Evidence

    @Test(arguments: [
        (100, 20, false), (100, 21, true), (105, 21, false), (104, 21, true), (1_000, 200, false), (1_000, 201, true),
        (10, 7, false), (10, 10, true), (1, 1, true), (21, 20, false), (5, 0, false), (0, 0, false),
    ])
    func `more than 20 and more than a fifth, or all of it, needs evidence`(stored: Int, vanishing: Int, needs: Bool) {
        #expect(Claim(kind: .album, stored: stored, vanishing: vanishing).needsEvidence == needs)
    }

    private let claim = Claim(kind: .album, stored: 100, vanishing: 60)

    @Test func `what every answer agrees with is believed`() {
        #expect(DeletionGuard.objection(to: claim, Evidence(listed: 40, counted: 40, listedAgain: 40)) == nil)
        #expect(DeletionGuard.objection(to: claim, Evidence(listed: 40, counted: nil, listedAgain: 40)) == nil)
    }

    @Test(arguments: [
        Evidence(listed: 40, stillNamed: 1, counted: 40, listedAgain: 40),
        Evidence(listed: 40, counted: 100, listedAgain: 40),
        Evidence(listed: 40, counted: 40, listedAgain: 41),
        Evidence(listed: 40, counted: 40, listedAgain: 40, cameBack: 1),
        Evidence(listed: 40, counted: 40, listedAgain: 40, answeredByKey: 1),
        Evidence(listed: 40, counted: 40, listedAgain: 40, isDenied: false),
    ])
    func `one answer that disagrees is an objection with the numbers`(evidence: Evidence) throws {
        let objection = try #require(DeletionGuard.objection(to: claim, evidence))
        #expect(objection.contains("60 of 100"))
    }

    @Test(arguments: [
        (0, 10, 0, false), (1, 10, 0, true), (3, 10, 5, false), (20, 30, 5, false), (21, 30, 5, true),
        (21, 105, 5, false),
    ])
    func `many children without a parent speak against the list of parents`(
        orphans: Int, children: Int, parents: Int, implausible: Bool
    ) {
        #expect(DeletionGuard.isImplausible(orphans: orphans, of: children, parents: parents) == implausible)
    }
}
