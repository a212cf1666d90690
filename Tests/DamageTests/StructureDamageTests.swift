import FakePlex
import Foundation
import LibrarySync
import Testing

@testable import Harness

/// Damage that is more than one attribute: sync-requirements, promise 4.
struct StructureDamageTests {
    @Test(arguments: ["Media", "Part"])
    func `a track that lost its file keeps its row`(child: String) async throws {
        let damage = Damage(item: "north-one/1", child: child)
        try await play(.damage(damage), at: .track) { bench, before in
            try bench.wanted(keeping: "north-one/1", of: .tracks, from: before)
        }
    }

    @Test(arguments: [Element.album, .track])
    func `an item whose parent nobody knows keeps its row`(element: Element) async throws {
        let damage = Damage(item: element.item, attribute: "parentRatingKey", value: "987654321")
        try await play(.damage(damage), at: element) { bench, before in
            try bench.wanted(keeping: element.item, of: element == .album ? .albums : .tracks, from: before)
        }
    }

    @Test(
        arguments: [Element.artist, .album, .track, .collection, .playlist, .member, .entry], RepeatedPlace.allCases)
    func `a key that stands twice with another title is one row, the first`(
        element: Element, place: RepeatedPlace
    ) async throws {
        try await play(.repeatedItem(element.item, at: place, title: "An impostor"), at: element) { bench, _ in
            bench.wanted()
        }
    }

    /// Refreshes with a fault in the answer that this element stands in, and then without it.
    private func play(
        _ fault: Fault, at element: Element, expected: (Bench, LibrarySnapshot) throws -> LibrarySnapshot
    ) async throws {
        try await Bench.with(Frozen.plain.bytes()) { bench in
            let before = try bench.library()
            try bench.server.apply(SmallLibrary.edits(around: element))
            bench.server.arm(FaultRule(fault, match: RequestMatch(endpoint: [element.endpoint])))
            let result = await bench.refresh()
            #expect(result.error == nil)
            #expect(!result.verdicts.isEmpty, "nothing was reported")
            #expect(try bench.differences(from: expected(bench, before)).isEmpty)
            bench.server.disarmFaults()
            bench.server.advance(by: .seconds(3_600))
            #expect(await bench.refresh().error == nil)
            #expect(try bench.differences(from: bench.wanted()).isEmpty)
            #expect(await bench.refresh().verdicts.isEmpty)
            #expect(bench.server.unmatchedRequests.isEmpty && bench.server.unfiredRules.isEmpty)
        }
    }
}
