import Foundation
import LibraryModel
import LibraryStore
import Testing

@testable import LibrarySync

/// The study's rule: sync-requirements, 3.3.
struct StudyTests {
    /// One refresh of a list: what changed, and what its validator was then.
    struct Seen: Sendable {
        var isChanged = false
        var validator: Int64?
        var body = "same"
    }

    private static func observations(_ seen: [Seen], others: Bool = false) -> [Observation] {
        seen.enumerated().flatMap { index, seen in
            Study.counted.map { kind in
                var observation = Observation(
                    runID: Int64(index + 1), at: Date(timeIntervalSince1970: 0), kind: kind, status: 200,
                    isChanged: seen.isChanged && (kind == .album || others))
                observation.contentChangedAt = seen.validator
                observation.etag = seen.validator.map { "\"\($0)\"" }
                observation.bodyHash = seen.body
                return observation
            }
        }
    }

    private static let quiet = Array(repeating: Seen(validator: 1), count: 6)
    private static let changes = [
        Seen(isChanged: true, validator: 2, body: "two"), Seen(isChanged: true, validator: 3, body: "three"),
    ]

    private func word(_ seen: [Seen]) -> StudyVerdict.Word? {
        Study.counterVerdicts(Self.observations(seen))[.album]?.word
    }

    @Test func `five quiet refreshes and two changes that all told rightly make a counter reliable`() {
        #expect(word(Self.quiet + Self.changes) == .reliable)
        #expect(Study.tagVerdicts(Self.observations(Self.quiet + Self.changes))[.album]?.word == .reliable)
    }

    @Test func `lists without an ETag are judged by their Last-Modified`() {
        let dated = Self.observations(Self.quiet + Self.changes).map { seen in
            var seen = seen
            (seen.etag, seen.lastModified) = (nil, seen.etag)
            return seen
        }
        #expect(Study.tagVerdicts(dated)[.album]?.word == .reliable)
    }

    @Test func `one refresh or one change too few is too little`() {
        #expect(word(Self.quiet.dropLast() + Self.changes) == .unreliable)
        #expect(word(Self.quiet + Self.changes.dropLast()) == .unreliable)
    }

    @Test func `a counter that moved without a change is not reliable`() {
        #expect(word(Self.quiet + [Seen(validator: 9)] + Self.changes) == .unreliable)
    }

    @Test func `a change under an unmoved counter is a lie that no number of truths outweighs`() {
        let lie = Seen(isChanged: true, validator: 3, body: "four")
        #expect(word(Self.quiet + Self.changes + [lie] + Self.quiet + Self.changes) == .unreliable)
        #expect(Study.tagVerdicts(Self.observations(Self.quiet + Self.changes + [lie]))[.album]?.word == .unreliable)
    }

    @Test func `a counter that another kind moved is no lie, and no evidence`() {
        let verdicts = Study.counterVerdicts(Self.observations(Self.quiet + Self.changes))
        #expect(verdicts[.artist]?.word == .unreliable)
        #expect(verdicts[.artist]?.evidence.unchanged == 5)
        #expect(verdicts[.artist]?.evidence.changes == 0)
    }

    @Test func `five answers without a validator are unsupported, and four are not enough to say so`() {
        #expect(word(Array(repeating: Seen(), count: 5)) == .unsupported)
        #expect(word(Array(repeating: Seen(), count: 4)) == .unreliable)
        #expect(Study.tagVerdicts(Self.observations(Array(repeating: Seen(), count: 5)))[.album]?.word == .unsupported)
    }

    @Test func `a 304 confirms an unchanged list`() {
        var seen = Self.observations(Self.quiet + Self.changes)
        for index in seen.indices where seen[index].runID == 3 {
            seen[index].status = 304
            seen[index].etag = nil
            seen[index].bodyHash = nil
        }
        #expect(Study.tagVerdicts(seen)[.album]?.word == .reliable)
    }

    @Test func `a verdict says what it rests on`() {
        let verdict = Study.counterVerdicts(Self.observations(Self.quiet + Self.changes))[.album]
        #expect(
            verdict?.description
                == "albums, counter: reliable; 5 of 5 refreshes without a change confirmed (5 needed), 2 of 2 changes "
                + "shown (2 needed), 8 of 8 answers with a validator")
    }

    @Test func `an ETag that moved without a change is not reliable`() {
        let seen = Self.observations(Self.quiet + [Seen(validator: 9)] + Self.changes)
        #expect(Study.tagVerdicts(seen)[.album]?.word == .unreliable)
    }

    @Test func `an answer that was not read whole says nothing of its ETag`() {
        var seen = Self.observations(Self.quiet + Self.changes)
        for index in seen.indices where seen[index].runID == 2 {
            seen[index].etag = "\"another\""
            seen[index].bodyHash = nil
        }
        let verdict = Study.tagVerdicts(seen)[.album]
        #expect(verdict?.evidence.unchanged == 4)
        #expect(verdict?.evidence.unchangedConfirmed == 4)
    }
}
