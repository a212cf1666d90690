import Foundation
import LibraryModel
import LibraryStore

extension ArtworkCache {
    /// The picture of an item that is on disk, else the one that is fetched now.
    func picture(of wanted: Wanted) async throws -> Picture? {
        if let present = try await picture(onDisk: wanted.owner) { return present }
        let row = try await services.store.artwork(for: [wanted.owner])[wanted.owner]
        let error = await waiters.outcome(of: wanted) {
            enqueue(wanted, row, for: .now)
            startWorkers()
            // What was given up before, or comes after the session's end, is not asked for again.
            if !isUnderWay(wanted) { waiters.settle(wanted, Self.missing(wanted, "it cannot be had now")) }
        }
        if let error { throw error }
        if let present = try await picture(onDisk: wanted.owner) { return present }
        throw Self.missing(wanted, "the item has another one by now")
    }

    /// A picture that is whole; to be looked at is a use.
    private func picture(onDisk owner: RatingKey) async throws -> Picture? {
        guard let row = try await services.store.artwork(for: [owner])[owner], let file = row.file, isIntact(file),
            let data = services.folder.read(file.name), data.count == file.length
        else { return nil }
        // It is there to be seen, whether its use can be noted or not.
        do { try await services.store.noteUse([owner], at: services.now()) } catch { report(error) }
        return Picture(data: data, hash: file.hash)
    }

    static func missing(_ wanted: Wanted, _ why: String) -> SyncError {
        SyncError(.noPicture, "The picture of item \(wanted.owner) is missing: \(why).")
    }
}
