import LibraryModel
import LibraryStore

/// The budget: least recently used pictures make room for new ones.
extension ArtworkCache {
    /// Removes pictures that were not used for longest until the rest fits; says whether the new one stays.
    ///
    /// When everything that is left is on a screen, the new one goes, and is not fetched again before a screen shows less:
    /// a budget that is too small shows fewer pictures, and does not fetch the same ones for ever.
    func makeRoom(sparing wanted: Wanted) async throws -> Bool {
        if let knownBytes, knownBytes <= services.budget { return true }
        var excess = try await countBytes() - services.budget
        while excess > 0 {
            let oldest = try await services.store.leastRecentlyUsedArtwork(limit: shown.count + 64)
            // Room is not made for what nobody looks at.
            let isAhead = isAhead(wanted)
            if isAhead { canPrefetch = false }
            guard !isAhead, let victim = oldest.first(where: { !shown.contains($0.owner) && $0.owner != wanted.owner })
            else {
                if !isAhead { roomless.insert(wanted.reference) }
                services.folder.remove(try await services.store.removeArtwork(wanted.owner))
                saved[wanted.owner] = nil
                knownBytes = nil
                tell(wanted, "there is no room for it within the budget")
                return false
            }
            services.folder.remove(try await services.store.removeArtwork(victim.owner))
            saved[victim.owner] = nil
            removed += 1
            excess = try await countBytes() - services.budget
        }
        return true
    }

    private func countBytes() async throws -> Int64 {
        let bytes = try await services.store.artworkBytes()
        knownBytes = bytes
        return bytes
    }
}
