import LibraryModel
import LibraryStore

/// The rule by which validators are believed or not: sync-requirements, 3.3.
///
/// `reliable`: at least five refreshes without a change were all answered with 304, the same validator or an unmoved
/// counter; at least two known changes were all answered with another one; and never did content change under the
/// same. `unsupported`: five answers and no validator in them. `unreliable`: everything else, too little evidence
/// included.
enum Study {
    /// Kinds that a section's counter counts; playlists belong to no section.
    static let counted: [ItemKind] = [.artist, .album, .track, .collection]

    private static let unchangedNeeded = 5
    private static let changesNeeded = 2
    private static let answersNeeded = 5

    /// What is to be thought of the section's counter, for each kind that it counts.
    ///
    /// A refresh is one without a change where no counted kind changed. What the library does not keep, such as how
    /// often something was played, is no change.
    static func counterVerdicts(_ observations: [Observation]) -> [ItemKind: StudyVerdict] {
        let runs = Dictionary(grouping: observations.filter { counted.contains($0.kind) }, by: \.runID)
        let quiet = Set(runs.filter { $0.value.allSatisfy { !$0.isChanged } }.keys)
        var verdicts: [ItemKind: StudyVerdict] = [:]
        for kind in counted {
            let seen = observations.filter { $0.kind == kind }
            var evidence = StudyEvidence()
            evidence.answers = seen.count
            evidence.withValidator = seen.count { $0.contentChangedAt != nil }
            for (before, now) in zip(seen, seen.dropFirst()) {
                guard let old = before.contentChangedAt, let new = now.contentChangedAt else { continue }
                if now.isChanged {
                    evidence.note(change: true, isConfirmed: new != old)
                } else if quiet.contains(now.runID) {
                    evidence.note(change: false, isConfirmed: new == old)
                }
            }
            verdicts[kind] = verdict(kind, .counter, evidence)
        }
        return verdicts
    }

    /// What is to be thought of the validators in the heads of each kind's list.
    static func tagVerdicts(_ observations: [Observation]) -> [ItemKind: StudyVerdict] {
        var verdicts: [ItemKind: StudyVerdict] = [:]
        for kind in ItemKind.allCases {
            let seen = observations.filter { $0.kind == kind && ($0.status == 304 || $0.bodyHash != nil) }
            var evidence = StudyEvidence()
            evidence.answers = seen.count
            evidence.withValidator = seen.count { $0.status == 304 || $0.listValidator != nil }
            var last: Observation?
            for now in seen {
                if now.status == 304 {
                    evidence.note(change: false, isConfirmed: true)
                    continue
                }
                if let before = last, let old = before.listValidator, let new = now.listValidator {
                    let isChange = before.bodyHash != now.bodyHash
                    evidence.note(change: isChange, isConfirmed: isChange == (old != new))
                }
                last = now
            }
            verdicts[kind] = verdict(kind, .etag, evidence)
        }
        return verdicts
    }

    private static func verdict(
        _ kind: ItemKind, _ validator: StudyVerdict.Validator, _ evidence: StudyEvidence
    ) -> StudyVerdict {
        let word: StudyVerdict.Word
        if evidence.withValidator == 0, evidence.answers >= answersNeeded {
            word = .unsupported
        } else if evidence.unchanged >= unchangedNeeded, evidence.unchangedConfirmed == evidence.unchanged,
            evidence.changes >= changesNeeded, evidence.changesConfirmed == evidence.changes
        {
            word = .reliable
        } else {
            word = .unreliable
        }
        return StudyVerdict(kind: kind, validator: validator, word: word, evidence: evidence)
    }
}

extension Observation {
    /// What the list would be asked for with the next time.
    fileprivate var listValidator: String? { etag ?? lastModified }
}
