public import LibraryModel
import LibraryStore

/// What refreshes so far have shown of a validator.
public struct StudyEvidence: Sendable, Equatable {
    /// Answers that were seen.
    public internal(set) var answers = 0
    /// Answers that had the validator.
    public internal(set) var withValidator = 0
    /// Refreshes in which nothing had changed.
    public internal(set) var unchanged = 0
    /// How many of those the validator confirmed.
    public internal(set) var unchangedConfirmed = 0
    /// Known changes.
    public internal(set) var changes = 0
    /// How many of those the validator showed.
    public internal(set) var changesConfirmed = 0

    mutating func note(change: Bool, isConfirmed: Bool) {
        if change {
            changes += 1
            if isConfirmed { changesConfirmed += 1 }
        } else {
            unchanged += 1
            if isConfirmed { unchangedConfirmed += 1 }
        }
    }
}

/// Whether a server's validator for one kind of item can be believed, and why.
public struct StudyVerdict: Sendable, Equatable, CustomStringConvertible {
    /// What the server gives to tell whether a list is another one.
    public enum Validator: String, Sendable, CaseIterable {
        /// A list's `ETag`, or its `Last-Modified` from a server that gives no `ETag`.
        case etag
        /// The section's `contentChangedAt`.
        case counter
    }

    /// The three things that can be thought of a validator.
    public enum Word: String, Sendable, CaseIterable {
        /// At least five refreshes without a change and two with one, and every one of them told rightly.
        case reliable
        /// Everything else, too little evidence included.
        case unreliable
        /// Five answers, and no validator in any.
        case unsupported
    }

    /// Whose list it is.
    public var kind: ItemKind
    /// What was judged.
    public var validator: Validator
    /// The verdict.
    public var word: Word
    /// What it rests on.
    public var evidence: StudyEvidence

    /// The verdict with its evidence, as a sentence.
    public var description: String {
        let seen = evidence
        let numbers =
            "\(seen.unchangedConfirmed) of \(seen.unchanged) refreshes without a change confirmed (5 needed), "
            + "\(seen.changesConfirmed) of \(seen.changes) changes shown (2 needed), "
            + "\(seen.withValidator) of \(seen.answers) answers with a validator"
        return "\(kind.plural), \(validator.rawValue): \(word.rawValue); \(numbers)"
    }
}

extension LibrarySession {
    /// What the refreshes so far say of the server's validators, for each kind of item.
    ///
    /// Every refresh adds to it; the last 64 of each kind count. Throws where the cached library cannot be read.
    public func study() async throws(SyncError) -> [StudyVerdict] {
        do {
            let seen = try await store.observations()
            let (tags, counters) = (Study.tagVerdicts(seen), Study.counterVerdicts(seen))
            return ItemKind.allCases.flatMap { kind in [tags[kind], counters[kind]].compactMap(\.self) }
        } catch {
            throw SyncError(storing: error)
        }
    }
}
