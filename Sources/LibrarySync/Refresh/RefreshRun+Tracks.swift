import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// Tracks: by count and by what was updated, and all of them only where that does not add up.
///
/// sync-requirements, section 4, gives the budget. Real servers ignore a filter that they do not know and answer with
/// everything (wire contract, 2.6), so that an answer as large as the count proves nothing.
///
/// Nor does an answer without tracks prove that there are none: the moment since which is asked moves on only behind
/// tracks that came, and by one refresh less than it could. What one answer lacked, the next one has.
extension RefreshRun {
    func readTracks() async throws(SyncError) {
        let stored = try await storing { try await services.store.count(.track) }
        if readAgain.kinds.contains(.track) { return try await readAllTracks(libraryIsEmpty: stored == 0) }
        let doubted = try await doubtedTracks()
        guard let doubted else { return try await readAllTracks(libraryIsEmpty: stored == 0) }
        defer {
            if !pass[.track].isComplete {
                pass[.track].unread.formUnion(doubted.unread)
                pass[.track].strays.formUnion(doubted.strays)
            }
        }
        if isUnmoved(.track) { return }
        if stored > 0, !pass.verifies, !pass.albumsMoved, let last = lastAsked,
            let gone = try await goneInSmallChange(among: stored)
        {
            let since = min(number(Checkpoint.tracksSince) ?? last, last)
            if try await readUpdatedTracks(since: since - RefreshServices.overlap, stored, gone: gone) {
                pass.tracksSince = pass[.track].total > 0 ? last : since
                return
            }
            // What it did not explain is no part of what is read now.
            pass[.track] = KindReading()
        }
        try await readAllTracks(libraryIsEmpty: stored == 0)
    }

    /// When the server's tracks were last asked for, by its clock; nothing where that was set back since: what it stamps
    /// now looks old.
    ///
    /// One that ran ahead and was put right may be past that time again. Then ours, by which more time went by, tells how
    /// long ago it was.
    private var lastAsked: Int64? {
        guard let last = number(Checkpoint.serverTime), let present = pass.serverTime, present >= last else {
            return nil
        }
        guard let then = number(Checkpoint.clientTime), let now = pass.clientTime else { return last }
        return min(last, present - (now - then))
    }

    private var allTracks: PlexRequest { .all(10, section: pass.section) }

    /// The stored tracks that go with albums which the server no longer lists; nothing where the other lists do not leave
    /// it open that the rest are what they were: large removals want every witness.
    private func goneInSmallChange(among stored: Int) async throws(SyncError) -> [RatingKey]? {
        for kind in [ItemKind.artist, .album] where pass[kind].vanishing > 0 {
            let stored = try await storing { try await services.store.count(kind) }
            let claim = DeletionGuard.Claim(kind: kind, stored: stored, vanishing: pass[kind].vanishing)
            if claim.needsEvidence { return nil }
        }
        guard pass[.album].vanishing <= RefreshServices.countedAlbums else { return nil }
        let gone = try await tracksOfVanishingAlbums()
        return DeletionGuard.Claim(kind: .track, stored: stored, vanishing: gone.count).needsEvidence ? nil : gone
    }

    /// Reads the tracks that were updated since; says whether they, and those that are left, explain the server's count.
    private func readUpdatedTracks(
        since: Int64, _ stored: Int, gone: [RatingKey]
    ) async throws(SyncError) -> Bool {
        guard let count = try await countAlone(of: allTracks, as: Track.self), count > 0 else { return false }
        var isBelievable = true
        let updated = allTracks.adding("updatedAt>>", String(since))
        var known = 0
        var empty = pass[.album].newAlbums
        let kept = kept(.album)
        _ = try await readPages(of: updated, as: Track.self, identify: \.ratingKey.value, key: \.ratingKey) {
            (fetched, repeated) throws(SyncError) in
            let rows = fetched.page.rows
            let total = fetched.page.container.totalSize ?? fetched.received
            if total >= count || rows.contains(where: { $0.updatedAt.map { $0 < since } ?? false }) {
                isBelievable = false
                return false
            }
            empty.subtract(rows.lazy.map(\.albumKey.value))
            let keys = rows.map(\.ratingKey)
            known += try await storing { try await services.store.stored(Track.self, keys: keys) }.count
            pass[.track].leftOut += rows.count { !kept($0.albumKey) } + fetched.page.damaged.count
            try await stage(fetched, skipping: repeated, libraryIsEmpty: false)
            pass[.track].total += rows.count
            return true
        }
        // An album that came without a track may have those of another one, which nothing need say of them.
        guard isBelievable, pass[.track].leftOut == 0, empty.isEmpty else {
            return false
        }
        // Where the counter is believed, nobody asks again before it moves.
        if pass[.track].total == 0, pass.believedCounters.contains(.track),
            try await countAlone(of: updated, as: Track.self) ?? 0 > 0
        {
            return false
        }
        let added = pass[.track].total - known
        let leftOut = number(Checkpoint.tracksLeftOut) ?? 0
        // Some of what was left out may belong to an album that is known only now.
        if leftOut > 0, !pass[.album].newAlbums.isEmpty {
            return false
        }
        if stored - gone.count + added + Int(leftOut) == count {
            // A track that moved to another album, which nothing need say of it, can stand in the count for another one
            // that came, or is gone.
            if try await areGone(gone) { return true }
        }
        return false
    }

    /// The tracks that go with the albums that the server no longer lists.
    private func tracksOfVanishingAlbums() async throws(SyncError) -> [RatingKey] {
        guard pass[.album].vanishing > 0 else { return [] }
        let limit = RefreshServices.countedAlbums
        return try await storing {
            let unseen = try await services.store.unseen(.album, in: run, limit: limit)
            var tracks: [RatingKey] = []
            for key in unseen.keys { tracks += try await services.store.album(key)?.tracks.map(\.ratingKey) ?? [] }
            return tracks
        }
    }

    /// Whether the server says that it has none of these tracks any more.
    private func areGone(_ tracks: [RatingKey]) async throws(SyncError) -> Bool {
        for batch in tracks.batches {
            guard try await ask(for: batch, of: .track).isDenied else { return false }
        }
        return true
    }

    private func readAllTracks(libraryIsEmpty: Bool) async throws(SyncError) {
        let parents = parents(.album)
        let kept = kept(.album)
        var accepted = 0
        var filled: Set<Int64> = []
        let paged = try await readPages(of: allTracks, as: Track.self, identify: \.ratingKey.value, key: \.ratingKey) {
            (fetched, repeated) throws(SyncError) in
            let rows = fetched.page.rows
            pass[.track].orphans += rows.count { !parents($0.albumKey) }
            pass[.track].strays.formUnion(rows.lazy.filter { !kept($0.albumKey) }.map(\.ratingKey))
            filled.formUnion(rows.lazy.map(\.albumKey.value))
            let distinct = Set(rows.lazy.filter { kept($0.albumKey) }.map(\.ratingKey.value))
            accepted += distinct.subtracting(repeated).count
            let damaged = fetched.page.damaged.compactMap(\.ratingKey)
            if !damaged.isEmpty, !startsOver {
                accepted += try await storing { try await services.store.stored(Track.self, keys: damaged) }.count
            }
            try await stage(
                fetched, skipping: repeated, libraryIsEmpty: libraryIsEmpty,
                parent: Parentage(kind: .album, key: \.albumKey))
            return true
        }
        pass.tracksSince = pass.serverTime
        pass[.track].total = paged.received
        pass[.track].isComplete = true
        if !paged.repeated.isEmpty { pass[.track].hasRepeats = true }
        pass[.track].endsFull = paged.endsFull
        pass.tracksLeftOut = paged.received - accepted
        try checkOrphans(of: .album, among: .track)
        try await checkChildlessAlbums(withTracks: filled)
        try await count(vanishingOf: .track)
    }
}
