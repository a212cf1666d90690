import FakePlex
import Scenarios

extension Judge {
    /// Pictures that were downloaded, and files that were written.
    func artwork(_ expected: Scenarios.ArtworkExpectation?) -> [Failure] {
        guard let expected else { return [] }
        let sent = outcome.requests.filter { $0.endpoint == .image && $0.status == 200 && $0.bodyBytes > 0 }
        let again = Dictionary(grouping: sent, by: { $0.itemKey ?? 0 }).filter { $0.value.count > 1 }
        var failures = check(
            Set(sent.compactMap(\.itemKey)), expected.fetched, "artwork.fetched", at: expected.position,
            "pictures fetched", evidence: sent.prefix(6).map(\.line)
        ).map { explained($0, known: Set(sent.compactMap(\.itemKey))) }
        if !again.isEmpty {
            let message = "fetched more than once: \(outcome.names.names(again.keys))"
            failures.append(Failure("artwork.fetched", at: "\(expected.position)", message))
        }
        if let written = expected.written {
            failures += check(
                pictureChanges.written.count, written, "artwork.written", at: expected.position,
                "picture files written", evidence: pictureChanges.written)
        }
        if let failed = expected.failed {
            let found = outcome.after.failedPictures - outcome.before.failedPictures
            failures += check(found, failed, "artwork.failed", at: expected.position, "pictures noted as failed")
        }
        return failures
    }

    /// Says it where pictures were fetched of items whose reference stands as it stood.
    private func explained(_ failure: Failure, known fetched: Set<Int>) -> Failure {
        let (before, after) = (outcome.before.library, outcome.after.library)
        let same = fetched.filter { key in
            LibraryTable.allCases.contains { table in
                guard let row = after[table][key] else { return false }
                return before[table][key] == row
            }
        }
        guard !same.isEmpty else { return failure }
        var failure = failure
        failure.message += " (\(same.count) of them belong to items that did not change)"
        return failure
    }

    /// Picture files that went; none unless the scenario names them.
    func removals(_ expected: Scenarios.ArtworkExpectation?) -> [Failure] {
        let position = expected?.position ?? outcome.step.expectation?.position ?? outcome.step.position
        return check(
            pictureChanges.removed.count, expected?.removed, "artwork.removed", at: position, "picture files removed",
            evidence: pictureChanges.removed)
    }

    /// How many picture files there are.
    func files(_ expected: CountRange?) -> [Failure] {
        guard let expected else { return [] }
        return check(outcome.after.pictures.count, expected, "files", at: expected.position, "picture files")
    }

    private var pictureChanges: (written: [String], removed: [String]) {
        let (before, after) = (outcome.before.pictures, outcome.after.pictures)
        return (
            after.filter { before[$0.key] != $0.value }.keys.sorted(),
            before.keys.filter { after[$0] == nil }.sorted()
        )
    }
}
