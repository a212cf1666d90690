import LibraryModel
import LibraryStore
import PlexXML

/// What is done about elements that cannot be read: sync-requirements, promise 4.
extension RefreshRun {
    func rememberedDamage() -> ReadAgain { ReadAgain(remembered(Checkpoint.readAgain) ?? "") }

    func rememberDamage() {
        save(Checkpoint.readAgain, ReadAgain(pass.kinds, unreadLists: pass.unreadLists).text)
    }

    /// The tracks that the last refresh doubted and that are no better now; nothing where one of them is gone, or can be
    /// read, has an album and is not what is stored: then all tracks are read.
    func doubtedTracks() async throws(SyncError) -> (unread: Set<RatingKey>, strays: Set<RatingKey>)? {
        let wanted = readAgain.tracks
        guard !wanted.isEmpty else { return ([], []) }
        let page: PlexPage<Track>
        do throws(SyncError) {
            page = try await fetch(.items(wanted.sorted()), as: Track.self).page
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
        let spoiled = Set(page.damaged.compactMap(\.ratingKey) + page.spoiled)
        let whole = page.rows.filter { !spoiled.contains($0.ratingKey) }
        let stored = try await storing { try await services.store.stored(Track.self, keys: whole.map(\.ratingKey)) }
        let others = whole.filter { stored[$0.ratingKey] != $0 }
        let strays = try await leftOut(of: others, Parentage(kind: .album, key: \.albumKey))
        guard strays.count == others.count else { return nil }
        guard spoiled.union(whole.map(\.ratingKey)).isSuperset(of: wanted) else { return nil }
        return (wanted.intersection(spoiled), wanted.filter { strays.contains($0.value) })
    }

    /// Rows have what they had where that could not be read: their title, or their tags where one lacks its word.
    func keepingParts<Item: LibraryRecord>(
        of rows: [Item], _ stored: [RatingKey: Item], where flawed: [DamagedElement]
    ) -> [Item] {
        guard !flawed.isEmpty else { return rows }
        let isUntitled = Set(flawed.filter { $0.attribute == "title" }.compactMap(\.ratingKey))
        let isUntagged = Set(flawed.filter { $0.attribute != "title" }.compactMap(\.ratingKey))
        return rows.map { row in
            guard let old = stored[row.ratingKey] else { return row }
            var row = row
            if isUntitled.contains(row.ratingKey) { row.title = old.title }
            guard isUntagged.contains(row.ratingKey), var tagged = row as? any Tagged, let old = old as? any Tagged
            else { return row }
            tagged.tags = old.tags
            return tagged as? Item ?? row
        }
    }
}

extension PlexPage {
    /// The rows that were read, but not all of each as the server has it.
    var spoiled: [RatingKey] { replaced.compactMap(\.ratingKey) + flawed.compactMap(\.ratingKey) }
}

/// Items that tags describe.
private protocol Tagged {
    var tags: [Tag] { get set }
}

extension Artist: Tagged {}
extension Album: Tagged {}

extension LibraryItem {
    /// Whether two items are alike in everything but their tags.
    func isEqualButForTags(_ other: Self) -> Bool {
        guard var tagged = self as? any Tagged, let other = other as? any Tagged else { return self == other }
        tagged.tags = other.tags
        return tagged as? Self == other as? Self
    }
}
