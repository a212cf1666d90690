import LibraryModel
import PlexXML

/// What else the server says of a list that came empty, or nearly so: a first sync has no rows that would speak for
/// what is missing, and the content of lists is guarded by no count of rows (sync-requirements, promise 3).
extension RefreshRun {
    /// An empty list of a library that is read for the first time is asked for its count as well.
    func checkEmptiness<Row: PlexRow>(of list: PlexRequest, as type: Row.Type) async throws(SyncError) {
        guard remembered(Checkpoint.machineIdentifier) == nil else { return }
        guard let count = try await countAlone(of: list, as: type), count > 0 else { return }
        throw .inconsistent("\(list) came empty, and has \(count) elements when they are counted.")
    }

    /// A total that is too low would cut a list where a page ends, and nothing else would tell.
    func checkEnd<Row: PlexRow>(of list: PlexRequest, as type: Row.Type, at end: Int) async throws(SyncError) {
        let next = try await fetch(list.rows(from: end, size: 1), as: type)
        // A server that ignores paging sends what was there before.
        guard next.received > 0, next.page.container.offset == end else { return }
        throw .inconsistent("\(list) goes on behind the \(end) elements that it is said to have.")
    }

    /// A list that is said to hold something and comes empty is not believed; one that lacks many is counted.
    ///
    /// Real servers' counts drift a little, and those of smart lists by more (wire contract, 2.15 and 4.12), so that
    /// smart ones may hold less, and small differences are no contradiction.
    private func checkAgainstCount<Row: PlexRow>(
        _ list: PlexRequest, as type: Row.Type, of kind: ItemKind, _ key: RatingKey, _ paged: PagedPass
    ) async throws(SyncError) {
        let received = paged.received
        guard !acceptsLosses, let said = pass[kind].said[key], received < said else { return }
        if paged.endsFull { try await checkEnd(of: list, as: type, at: received) }
        if pass[kind].smart.contains(key) { return }
        let missing = DeletionGuard.Claim(kind: kind, stored: said, vanishing: said - received)
        guard missing.needsEvidence else { return }
        if received > 0, try await countAlone(of: list, as: type) == received { return }
        throw .inconsistent("The \(kind.rawValue) \(key) is said to hold \(said) items, and \(received) came.")
    }

    /// Holds what came of a list against how many it is said to hold; says whether it has to be read again before it is
    /// believed, since the server computes it and it came empty.
    ///
    /// Its count alone may be an old one, so that this is no reason to give the refresh up.
    func isDoubtful<Row: PlexRow>(
        _ list: PlexRequest, as type: Row.Type, of kind: ItemKind, _ key: RatingKey, _ paged: PagedPass
    ) async throws(SyncError) -> Bool {
        try await checkAgainstCount(list, as: type, of: kind, key, paged)
        let said = pass[kind].said[key]
        guard paged.received == 0, said != 0, !acceptsLosses, pass[kind].smart.contains(key) else { return false }
        if let count = try await countAlone(of: list, as: type), count > 0 {
            throw .inconsistent("The \(kind.rawValue) \(key) came empty, and has \(count) items when they are counted.")
        }
        guard let said else { return false }
        note("The \(kind.rawValue) \(key) is said to hold \(said) items, and came empty: it is read again.")
        return true
    }

    /// Where no album has a track, or many have none, the albums themselves are asked how many they have.
    func checkChildlessAlbums(withTracks: Set<Int64>) async throws(SyncError) {
        let albums = pass[.album]
        guard albums.isComplete, !pass[.track].isDamaged, !acceptsLosses else { return }
        let childless = albums.seen.filter { !withTracks.contains($0) }
        let filled = albums.seen.count - childless.count
        guard DeletionGuard.isImplausible(orphans: childless.count, of: albums.seen.count, parents: filled) else {
            return
        }
        let asked = childless.sorted().prefix(DeletionGuard.sampleSize).compactMap { RatingKey($0) }
        let told = try await fetch(.items(asked), as: MemberRow.self).page.rows.count { $0.leafCount ?? 0 > 0 }
        guard told > 0 else { return }
        throw .inconsistent(
            "\(childless.count) of \(albums.seen.count) albums have no track in the server's list of tracks, and \(told) "
                + "of \(asked.count) say that they have.")
    }
}
