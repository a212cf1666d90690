import LibraryModel
import LibraryStore

/// What a refresh adds to the study of validators, and what it takes from it.
extension RefreshRun {
    /// Kinds of which the study says that an unmoved counter is to be believed, those that lied once left out.
    func provenCounters() -> Set<ItemKind> {
        let proven = Study.counterVerdicts(pass.observations).filter { $0.value.word == .reliable }.map(\.key)
        return Set(proven).subtracting(liars())
    }

    /// Kinds of which the study says that the validators of their lists are to be believed.
    func provenTags() -> Set<ItemKind> {
        Set(Study.tagVerdicts(pass.observations).filter { $0.value.word == .reliable }.map(\.key))
    }

    private func liars() -> Set<ItemKind> {
        let names = remembered(Checkpoint.counterGate) ?? ""
        return Set(names.split(separator: " ").compactMap { ItemKind(rawValue: String($0)) })
    }

    /// Whether a kind's lists need not be read, since the section's counter stands where it stood.
    func isUnmoved(_ kind: ItemKind) -> Bool {
        !pass.counterMoved && pass.believedCounters.contains(kind) && !readAgain.reach.contains(kind)
    }

    /// Notes what was seen of each list, and closes the gate to a counter that lied.
    ///
    /// A list that was not read is no evidence for what made it be left out. What damage hides may be a change, and what
    /// is seen once it is gone is none.
    func noteObservations() async throws(SyncError) {
        var seen: [Observation] = []
        for kind in ItemKind.allCases where !isUnmoved(kind) {
            let reading = pass[kind]
            let isSpoiled = reading.isDamaged || readAgain.concerns(kind)
            var observation = Observation(
                runID: run.id, at: run.startedAt, kind: kind, status: reading.isNotModified ? 304 : 200,
                isChanged: seemsChanged(kind))
            observation.etag = reading.etag
            observation.lastModified = reading.lastModified
            observation.cacheControl = reading.cacheControl
            observation.contentChangedAt = pass.contentChangedAt
            observation.updatedAt = pass.updatedAt
            observation.scannedAt = pass.scannedAt
            observation.bodyHash = reading.isComplete && !isSpoiled ? reading.bodyHash : nil
            seen.append(observation)
        }
        let staged = seen
        try await storing { try await services.store.saveObservations(staged, in: run) }
        try await closeGateToCounters()
    }

    /// Whether the body of a kind's list is the one that it had when it was last read; nothing where it was not read whole
    /// then or now, or was spoiled.
    ///
    /// What is believed of a list is its body's: a lie is another one under the same validator. What an item's details
    /// brought, or what came whole at last, is none.
    func bodyIsSame(_ kind: ItemKind) -> Bool? {
        let last = pass.observations.last { $0.kind == kind && $0.status == 200 }
        guard let before = last?.bodyHash, pass[kind].isComplete, let now = pass[kind].bodyHash else { return nil }
        return before == now
    }

    private func seemsChanged(_ kind: ItemKind) -> Bool {
        if readAgain.concerns(kind) || bodyIsSame(kind) == true, !pass.counterMoved { return false }
        return pass[kind].isChanged || (pass[kind].isDamaged && pass.counterMoved)
    }

    /// A counter that was proven, and stood still although its list changed, is not believed again.
    private func closeGateToCounters() async throws(SyncError) {
        guard !pass.counterMoved, pass.contentChangedAt != nil else { return }
        let lying = Study.counted.filter { kind in
            pass[kind].isChanged && !readAgain.concerns(kind) && bodyIsSame(kind) != true
        }
        guard !lying.isEmpty else { return }
        let proven = provenCounters()
        let caught = lying.filter(proven.contains)
        guard !caught.isEmpty else { return }
        note(
            "The server's list of \(caught.map(\.plural).joined(separator: " and ")) changed although the section's "
                + "counter had not moved: the counter is not believed any more.")
        let all = liars().union(caught)
        save(Checkpoint.counterGate, all.map(\.rawValue).sorted().joined(separator: " "))
    }
}
