import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// What the lists lack, and whether that is believed: sync-requirements, promise 3.
extension RefreshRun {
    func stageDeletions() async throws(SyncError) {
        try await refuseEmptySection()
        try await refuseStrangers()
        try await stageDeletion(Artist.self, .all(8, section: pass.section))
        try await stageDeletion(Album.self, .all(9, section: pass.section))
        try await stageDeletion(Track.self, .all(10, section: pass.section))
        try await stageDeletion(Collection.self, .all(18, section: pass.section))
        try await stageDeletion(Playlist.self, .playlists(section: pass.section))
    }

    /// A music section that was not empty is not emptied, whatever the server says; nor is a library begun anew with an
    /// empty one, such as that of a server whose disk is not there.
    private func refuseEmptySection() async throws(SyncError) {
        guard !acceptsLosses else { return }
        let music = [ItemKind.artist, .album, .track]
        guard music.allSatisfy({ pass[$0].isComplete && pass[$0].total == 0 }) else { return }
        var stored: [String] = []
        for kind in music {
            let count = try await storing { try await services.store.count(kind) }
            if count > 0 { stored.append("\(count) \(kind.plural)") }
        }
        guard !stored.isEmpty else { return }
        throw SyncError(
            .untrustworthyAnswer,
            "The server lists no artists, albums and tracks at all, where \(stored.joined(separator: ", ")) are known.")
    }

    /// A server that knows none of the keys was built anew, and is not the one that the library was read from.
    private func refuseStrangers() async throws(SyncError) {
        guard !believesDeletions else { return }
        for kind in [ItemKind.artist, .album] {
            let reading = pass[kind]
            guard reading.isComplete, reading.vanishing > 0, reading.total > 0 else { return }
            let stored = try await storing { try await services.store.count(kind) }
            guard reading.vanishing == stored else { return }
        }
        throw SyncError(
            .otherSection, "None of the known artists and albums are on the server any more, but others are.")
    }

    private func stageDeletion<Item: LibraryRecord & PlexRow>(
        _ type: Item.Type, _ list: PlexRequest
    ) async throws(SyncError) {
        let kind = Item.kind
        guard pass[kind].isComplete else { return }
        if pass[kind].endsFull, pass[kind].isChanged { try await checkEnd(of: list, as: type, at: pass[kind].total) }
        if pass[kind].unidentified > 0, !startsOver {
            note(
                "\(pass[kind].unidentified) \(kind.plural) could not be identified, so that none was removed in this "
                    + "refresh.")
            return
        }
        guard pass[kind].vanishing > 0 else { return }
        let stored = try await storing { try await services.store.count(kind) }
        let claim = DeletionGuard.Claim(kind: kind, stored: stored, vanishing: pass[kind].vanishing)
        if claim.needsEvidence, !believesDeletions {
            let evidence = try await gatherEvidence(type, list, claim)
            if let objection = DeletionGuard.objection(to: claim, evidence) {
                throw SyncError(.untrustworthyAnswer, objection)
            }
            note("The removal of \(claim.vanishing) of \(stored) \(kind.plural) was verified.")
        } else if pass[kind].hasRepeats, !believesDeletions, try await isPushedOut(kind) {
            return
        }
        try await storing { try await services.store.prune(kind, in: run) }
    }

    /// Whether an item that the list lacks is on the server, where the list names another one twice.
    private func isPushedOut(_ kind: ItemKind) async throws(SyncError) -> Bool {
        let unseen = try await storing {
            try await services.store.unseen(kind, in: run, limit: DeletionGuard.sampleSize)
        }
        guard try await ask(for: unseen.keys, of: kind).answered > 0 else { return false }
        note(
            "The server's list of \(kind.plural) names one twice, and lacks what the server has: none was removed in this "
                + "refresh.")
        pass[kind].vanishing = 0
        return true
    }

    /// Asks the server in other ways whether the vanished items are gone, and stops at the first that says no.
    private func gatherEvidence<Item: LibraryRecord & PlexRow>(
        _ type: Item.Type, _ list: PlexRequest, _ claim: DeletionGuard.Claim
    ) async throws(SyncError) -> DeletionGuard.Evidence {
        let unseen = try await storing { try await services.store.unseen(Item.kind, in: run, limit: claim.vanishing) }
        let vanished = Set(unseen.keys.lazy.map(\.value))
        var evidence = DeletionGuard.Evidence(listed: pass[Item.kind].total)
        evidence.listedAgain = evidence.listed
        evidence.stillNamed = unseen.named
        func isSettled() -> Bool { DeletionGuard.objection(to: claim, evidence) != nil }
        if isSettled() { return evidence }
        evidence.counted = try await countAlone(of: list, as: type)
        if isSettled() { return evidence }
        let again = try await readPages(of: list, as: type, identify: \.ratingKey.value, key: \.ratingKey) {
            (_, _) throws(SyncError) in true
        }
        evidence.listedAgain = again.received
        evidence.cameBack = vanished.count { again.seen.contains($0) }
        if isSettled() { return evidence }
        let asked = Array(unseen.keys.prefix(DeletionGuard.sampleSize))
        (evidence.answeredByKey, evidence.isDenied) = try await ask(for: asked, of: Item.kind)
        return evidence
    }

    /// How many of these the server still has under their keys, and whether it says that it has none of them.
    ///
    /// It does so with 404 (wire contract, 2.9), or with items of another kind that have their keys now. Of several keys
    /// it may leave out those that it lacks and say no more, so that one is asked for alone then.
    func ask(
        for keys: [RatingKey], of kind: ItemKind
    ) async throws(SyncError) -> (answered: Int, isDenied: Bool) {
        let rows: [MemberRow]
        do throws(SyncError) {
            rows = try await fetch(.items(keys), as: MemberRow.self).page.rows
        } catch {
            guard error.code == .notFound else { throw error }
            return (0, true)
        }
        let asked = Set(keys)
        let answered = rows.count { asked.contains($0.ratingKey) && ($0.type ?? kind.rawValue) == kind.rawValue }
        guard rows.isEmpty, keys.count > 1 else { return (answered, answered == 0 && !rows.isEmpty) }
        return try await ask(for: [keys[0]], of: kind)
    }
}
