import LibraryModel
import LibraryStore

extension ArtworkCache {
    /// Fetches what is not on disk yet, as far as the budget goes; says how many pictures came.
    ///
    /// Nothing is evicted for it, what a screen asks for comes first, and it ends when the server cannot be reached or
    /// the task is cancelled: no request begins then, and those under way are not waited for.
    func prefetch() async throws -> Int {
        prefetches += 1
        defer {
            prefetches -= 1
            // What still waits is left out by the workers, unless somebody else wants it.
            if prefetches == 0 { canPrefetch = false }
        }
        let before = prefetched
        var last: RatingKey?
        canPrefetch = try await services.store.artworkBytes() < services.budget
        while canPrefetch, !Task.isCancelled {
            let batch = try await services.store.absentArtwork(after: last, limit: Self.prefetchBatch)
            guard let end = batch.last else { break }
            last = end.owner
            for row in batch { enqueue(Wanted(owner: row.owner, reference: row.reference), nil, isPrefetched: true) }
            startWorkers()
            await drained()
        }
        return prefetched - before
    }

    /// Items that are looked at together.
    private static let prefetchBatch = 64
}
