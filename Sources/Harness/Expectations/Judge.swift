import FakePlex
import Scenarios

/// What there was to see before and after a step.
struct Observation: Sendable {
    var library = LibrarySnapshot()
    var screen = SubjectScreen()
    /// The pictures on disk by name.
    var pictures: [String: PictureFile] = [:]
    /// How many pictures the client ever noted that it could not have.
    var failedPictures = 0
}

/// What happened in a step.
struct StepOutcome: Sendable {
    var step: Step
    var before: Observation
    var after: Observation
    /// What the client said of the refreshes that ended.
    var accounts: [RefreshAccount]
    /// The requests that came in.
    var requests: [JournalEntry]
    /// What a search found.
    var hits: SubjectHits?
    /// The client's own date at the end.
    var now: Double
    var names: ItemNames
    /// Bytes of pictures that the client was allowed.
    var artworkBudget: Int?
    /// What the server holds at the end.
    var catalog: Catalog
}

/// Holds what happened in a step against what the scenario expects; pure.
///
/// Each expectation is one file beside this one: an extension with a function that returns its failures.
struct Judge: Sendable {
    let outcome: StepOutcome

    /// What did not hold.
    func failures() -> [Failure] {
        guard let expectation = outcome.step.expectation else {
            return deletions(nil) + removals(nil) + ended(nil) + budget()
        }
        var failures = ended(expectation.outcome) + budget()
        failures += reported(expectation.reported)
        for kind in LibraryKind.allCases { failures += changes(kind, expectation.changes[kind]) }
        failures += deletions(expectation)
        failures += rows(expectation.rowsWritten, named: "rowsWritten", found: rowsWritten)
        failures += rows(expectation.rowsDifferent, named: "rowsDifferent", found: rowsDifferent)
        failures += requests(expectation.requests)
        failures += bytes(expectation.bytes)
        failures += artwork(expectation.artwork)
        failures += removals(expectation.artwork)
        failures += files(expectation.files)
        failures += screen(expectation.screen)
        failures += search(expectation.search)
        return failures
    }

    /// A failure when a number is out of its bounds.
    func check(
        _ found: Int, _ expected: CountRange?, _ name: String, at position: SourcePosition, _ noun: String,
        evidence: [String] = []
    ) -> [Failure] {
        let expected = expected ?? CountRange(exactly: 0, at: position)
        guard !expected.contains(found) else { return [] }
        let message = "expected \(expected) \(noun), found \(found)"
        return [Failure(name, at: "\(expected.position)", message, evidence: evidence)]
    }

    /// A failure when items are not those expected; absent items are expected to be none.
    func check(
        _ found: Set<Int>, _ expected: Items?, _ name: String, at position: SourcePosition, _ noun: String,
        evidence: [String] = []
    ) -> [Failure] {
        let names = outcome.names
        switch expected {
        case .count(let count):
            guard !count.contains(found.count) else { return [] }
            let message = "expected \(count) \(noun), found \(found.count): \(names.names(found))"
            return [Failure(name, at: "\(count.position)", message, evidence: evidence)]
        case .ids(let references, let place):
            let wanted = names.keys(references, among: found)
            guard wanted != found else { return [] }
            var parts: [String] = []
            if !wanted.subtracting(found).isEmpty { parts.append("missing: \(names.names(wanted.subtracting(found)))") }
            if !found.subtracting(wanted).isEmpty {
                parts.append("too many: \(names.names(found.subtracting(wanted)))")
            }
            let message = "expected \(noun) \(names.names(wanted)); \(parts.joined(separator: "; "))"
            return [Failure(name, at: "\(place)", message, evidence: evidence)]
        case nil:
            guard !found.isEmpty else { return [] }
            let message = "expected no \(noun), found \(found.count): \(names.names(found))"
            return [Failure(name, at: "\(position)", message, evidence: evidence)]
        }
    }
}
