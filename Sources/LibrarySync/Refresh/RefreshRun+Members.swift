import LibraryModel
import LibraryStore
import PlexXML

/// What collections and playlists hold, read only where it may be another thing now.
extension RefreshRun {
    func readMembers() async throws(SyncError) {
        let affected = try await storing { try await services.store.affectedLists(in: run) }
        for key in due(.collection, affected.collections) {
            try await whileListed(key, .collection) { () throws(SyncError) in try await readMembers(of: key) }
        }
        for key in due(.playlist, affected.playlists) {
            try await whileListed(key, .playlist) { () throws(SyncError) in try await readEntries(of: key) }
        }
    }

    /// Reads what a list holds; where that is not found, and the list is not listed any more, the library moved meanwhile.
    private func whileListed(
        _ key: RatingKey, _ kind: ItemKind, _ read: () async throws(SyncError) -> Void
    ) async throws(SyncError) {
        do throws(SyncError) {
            try await read()
        } catch {
            guard error.code == .notFound, try await !listed(kind).contains(key.value) else { throw error }
            throw error.ofWhatWasListed
        }
    }

    /// The keys of the collections or playlists that the server lists now.
    private func listed(_ kind: ItemKind) async throws(SyncError) -> Set<Int64> {
        let list: PlexRequest =
            kind == .collection ? .all(18, section: pass.section) : .playlists(section: pass.section)
        return try await readPages(of: list, as: MemberRow.self, identify: \.ratingKey.value, key: \.ratingKey) {
            (_, _) throws(SyncError) in true
        }.seen
    }

    /// Whether the content of collections and playlists may have to be read although their lists are what they were: for
    /// that their rows are needed.
    var isContentDue: Bool { isComputedDue || !readAgain.lists.isEmpty }

    /// Whether what the server computes may be another thing now.
    ///
    /// It may follow from what the library does not keep, such as how often something was played: then only the section's
    /// counter tells.
    private var isComputedDue: Bool { pass.anythingChanged || (pass.counterMoved && pass.contentChangedAt != nil) }

    /// New and changed ones, those with a hole, and those that the server computes, where they may have moved; all where
    /// everything is verified.
    private func due(_ kind: ItemKind, _ affected: [RatingKey]) -> [RatingKey] {
        let reading = pass[kind]
        if pass.verifies, reading.isComplete { return reading.seen.sorted().compactMap { RatingKey($0) } }
        var keys = Set(reading.fresh)
        let unread = readAgain.lists[kind] ?? []
        keys.formUnion((affected + unread).filter { !reading.isComplete || reading.seen.contains($0.value) })
        if isComputedDue { keys.formUnion(reading.smart) }
        return keys.sorted()
    }

    /// Members in order.
    ///
    /// A list that is damaged does not replace one that was whole.
    private func readMembers(of collection: RatingKey) async throws(SyncError) {
        var members: [RatingKey] = []
        var seen: Set<RatingKey> = []
        var isDamaged = false
        let list = PlexRequest.members(of: collection)
        let paged = try await readPages(of: list, as: MemberRow.self, identify: \.ratingKey.value, key: \.ratingKey) {
            (fetched, _) throws(SyncError) in
            reportDamage(on: fetched.page, of: "member of collection \(collection)")
            if !fetched.page.damaged.isEmpty { isDamaged = true }
            for row in fetched.page.rows {
                if seen.insert(row.ratingKey).inserted {
                    members.append(row.ratingKey)
                } else {
                    note("Member \(row.ratingKey) stands twice in collection \(collection).")
                }
            }
            return true
        }
        if try await isDoubtful(list, as: MemberRow.self, of: .collection, collection, paged) { isDamaged = true }
        let all = members
        if isDamaged { pass.unreadLists[.collection, default: []].insert(collection) }
        if isDamaged, !startsOver, try await storing({ try await !services.store.members(of: collection).isEmpty }) {
            return
        }
        try await storing { try await services.store.setMembers(all, of: collection, in: run) }
    }

    /// Entries in order, the same track as often as it stands there; what is no track has no place here.
    private func readEntries(of playlist: RatingKey) async throws(SyncError) {
        // What the server computes moves with the section, whose counter is looked at again anyway.
        if !pass[.playlist].smart.contains(playlist) { pass.entriesWereRead = true }
        var entries: [PlaylistEntry] = []
        var seen: Set<Int64> = []
        var isDamaged = false
        let list = PlexRequest.entries(of: playlist)
        let paged = try await readPages(of: list, as: PlaylistItemRow.self, identify: \.itemID, key: \.ratingKey) {
            (fetched, _) throws(SyncError) in
            reportDamage(on: fetched.page, of: "entry of playlist \(playlist)")
            if !fetched.page.damaged.isEmpty { isDamaged = true }
            for row in fetched.page.rows {
                if let itemID = row.itemID, !seen.insert(itemID).inserted {
                    note("Place \(itemID) stands twice in playlist \(playlist).")
                    continue
                }
                guard row.type == nil || row.type == "track" else {
                    note("Playlist \(playlist) holds a \(row.type ?? "thing"), which has no place here.")
                    continue
                }
                entries.append(PlaylistEntry(itemID: row.itemID, trackKey: row.ratingKey))
            }
            return true
        }
        if try await isDoubtful(list, as: PlaylistItemRow.self, of: .playlist, playlist, paged) { isDamaged = true }
        let all = entries
        if isDamaged { pass.unreadLists[.playlist, default: []].insert(playlist) }
        if isDamaged, !startsOver, try await storing({ try await !services.store.entries(of: playlist).isEmpty }) {
            return
        }
        try await storing { try await services.store.setEntries(all, of: playlist, in: run) }
    }
}
