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
        try await forgetLost()
        var last: RatingKey?
        canPrefetch = try await services.store.artworkBytes() < services.budget
        while canPrefetch, !Task.isCancelled {
            let batch = try await services.store.absentArtwork(after: last, limit: Self.prefetchBatch)
            guard let end = batch.last else { break }
            last = end.owner
            for row in batch { enqueue(Wanted(owner: row.owner, reference: row.reference), row, for: .someDay) }
            startWorkers()
            await drained()
        }
        return prefetched - before
    }

    /// Forgets pictures whose file is gone or has another length; whether its bytes are right is seen when it is shown.
    private func forgetLost() async throws {
        var last: RatingKey?
        while !Task.isCancelled {
            let rows = try await services.store.artworkOnDisk(after: last, limit: Self.lookedAtTogether)
            guard let end = rows.last else { return }
            last = end.owner
            for row in rows {
                guard let file = row.file, services.folder.length(file.name) != file.length else { continue }
                await forget(row.owner, file)
            }
        }
    }

    /// Items that are fetched together.
    private static let prefetchBatch = 64
    /// Rows whose files are looked for together.
    private static let lookedAtTogether = 1_000
}
