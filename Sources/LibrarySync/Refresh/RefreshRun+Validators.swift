import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// Conditional requests: what is believed of a 304, and what happens when one lied.
extension RefreshRun {
    /// What a list's validators brought.
    enum Unmodified<Row: PlexRow> {
        /// Every page is what it was, with this many elements in all.
        case unmodified(count: Int)
        /// The first page is another one now.
        case modified(Fetched<Row>)
        /// Nothing can be said; the list has to be read.
        case unknown
    }

    /// What this run believes: no validator once one lied, and nothing when it is time to read everything again.
    ///
    /// That time comes for those who leave out what a validator or a counter says they may: a library that is read as far
    /// as its lists tell each time keeps its budget of requests (sync-requirements, 3.3 and 4).
    func decideOnValidators() async throws(SyncError) {
        let gate = remembered(Checkpoint.validatorGate)
        if !startsOver {
            pass.validators = try await storing { try await services.store.validators() }
        }
        let present = services.now().timeIntervalSince1970
        let age = number(Checkpoint.verifiedInFull).map { present - TimeInterval($0) }
        let isFresh = age.map { $0 >= 0 && $0 < RefreshServices.trust } ?? false
        let isTrusted = isFresh && !options.contains(.verifyingInFull)
        let counters = provenCounters()
        let hasValidators = gate == nil && !pass.validators.isEmpty
        let tags = hasValidators ? provenTags() : []
        let isDue = !isFresh && !(counters.isEmpty && tags.isEmpty)
        pass.verifies = isDue || !options.isDisjoint(with: [.verifyingInFull, .startingOver])
        pass.believedCounters = isTrusted ? counters : []
        pass.believedTags = isTrusted ? tags : []
        pass.testedTags = isTrusted ? [] : tags
        asksOnCondition = isTrusted && hasValidators
        if !isTrusted { save(Checkpoint.verifiedInFull, String(Int64(present))) }
    }

    /// Asks for each page on the condition that it changed.
    ///
    /// A 304 for one page says nothing of where the others have moved to: as soon as one page is another, all are read.
    /// How many elements there are on a page is the server's to say, so that only those of all pages together tell
    /// whether every page was asked for.
    func askWhetherModified<Item: LibraryRecord & PlexRow>(
        _ list: PlexRequest, as type: Item.Type
    ) async throws(SyncError) -> Unmodified<Item> {
        var start = 0
        var pages = 0
        while true {
            let request = list.rows(from: start, size: services.pageSize)
            guard let validator = pass.validators[request.filing], let condition = validator.precondition,
                let count = validator.itemCount
            else { break }
            if let fetched = try await fetch(request, as: type, on: condition) {
                return start == 0 ? .modified(fetched) : .unknown
            }
            pages += 1
            start += count
            if count == 0 { break }
        }
        let stored = try await storing { try await services.store.count(Item.kind) }
        return pages > 0 && start >= stored ? .unmodified(count: start) : .unknown
    }

    /// Whether a 304 for a whole list may stand for the list.
    ///
    /// Before the study has found a kind's validators reliable (sync-requirements, 3.3) a 304 is evidence and nothing
    /// else. After it, what else the server says may still speak against it: the section's counter, or the count where
    /// there is no counter; playlists have neither.
    func isBelieved<Item: LibraryRecord & PlexRow>(
        unmodified list: PlexRequest, as type: Item.Type, count: Int
    ) async throws(SyncError) -> Bool {
        guard pass.believedTags.contains(Item.kind) else { return false }
        if Item.kind == .playlist { return true }
        if pass.contentChangedAt != nil { return !pass.counterMoved }
        return try await countAlone(of: list, as: type) == count
    }

    /// Whether the 304 for a list that turned out to be another one was a lie.
    ///
    /// The list may have changed between the two answers. In a pass that holds, the section's counter rules that out; a
    /// server without one, and playlists, are asked again.
    func hasLied<Item: LibraryRecord & PlexRow>(about list: PlexRequest, as type: Item.Type) async throws(SyncError)
        -> Bool
    {
        if Study.counted.contains(Item.kind), pass.contentChangedAt != nil { return true }
        return try await isSaidToBeUnmodified(list, as: type)
    }

    /// Whether the server says of a list that it is what the library was read from.
    func isSaidToBeUnmodified<Item: LibraryRecord & PlexRow>(
        _ list: PlexRequest, as type: Item.Type
    ) async throws(SyncError) -> Bool {
        guard case .unmodified = try await askWhetherModified(list, as: type) else { return false }
        return true
    }

    /// Files the validator of a page; one that is the same although the page changed has lied.
    func keepValidator(
        of answer: Answered, received: Int, _ list: PlexRequest, pageChanged: Bool
    ) async throws(SyncError) {
        let old = pass.validators[answer.filing]
        let isHealed = ItemKind.allCases.contains(where: readAgain.concerns)
        let new = StoredValidator(answer, itemCount: received)
        if let new, new.precondition == old?.precondition, pageChanged, !isHealed { pass.liar = list.name }
        guard new != old else { return }
        try await storing { try await services.store.saveValidator(new, for: answer.filing, in: run) }
    }

    /// Forgets the validators of pages that the list no longer has.
    func dropValidators(of list: PlexRequest, from end: Int) async throws(SyncError) {
        for filing in pass.validators.keys where filing.hasPrefix(list.name + " ") {
            let window = filing.split(separator: " ").last?.split(separator: "+") ?? []
            guard let start = window.first.flatMap({ Int($0) }), start > 0, start >= end else { continue }
            try await storing { try await services.store.saveValidator(nil, for: filing, in: run) }
        }
    }

    /// After a lie no validator is believed any more: none is kept and none sent.
    func closeGateIfLiedTo() async throws(SyncError) {
        guard let liar = pass.liar else { return }
        note("The server said that \(liar) had not changed, although it had: its validators are not believed any more.")
        save(Checkpoint.validatorGate, "closed")
        try await storing {
            for filing in try await services.store.validators().keys {
                try await services.store.saveValidator(nil, for: filing, in: run)
            }
        }
    }
}

extension StoredValidator {
    /// The validators of a page; nothing where it came without.
    fileprivate init?(_ answer: Answered, itemCount: Int) {
        self.init(etag: answer.etag, lastModified: answer.datedModification, itemCount: itemCount)
        if precondition == nil { return nil }
    }

    /// The condition under which the page need not be sent again.
    fileprivate var precondition: Precondition? {
        etag.map(Precondition.ifNoneMatch) ?? lastModified.map(Precondition.ifModifiedSince)
    }
}

extension Answered {
    /// The answer's Last-Modified, where nothing can have changed within the same second since: it has to be a minute
    /// older than the answer (RFC 9110, 8.8.2.2).
    fileprivate var datedModification: String? {
        guard let lastModified, let modified = HTTPDate.seconds(lastModified), let serverTime else { return nil }
        return serverTime - modified >= 60 ? lastModified : nil
    }
}
