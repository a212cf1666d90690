import Foundation

/// The folder with the pictures: whole files only, under names that say nothing of the server.
struct ArtworkFolder: Sendable {
    let url: URL

    /// What files are called while they are written.
    private static let temporaryPrefix = "incoming-"

    /// Opens the folder, which is made where it is missing.
    init(_ url: URL) throws {
        self.url = url
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Writes a file beside its place, then moves it there, so that nobody ever sees half of it.
    func write(_ bytes: Data, as name: String) throws {
        let temporary = place(Self.temporaryPrefix + UUID().uuidString)
        do {
            try bytes.write(to: temporary)
            // rename(2) replaces in one step, which FileManager.moveItem does not.
            guard rename(temporary.path, place(name).path) == 0 else {
                throw CocoaError(.fileWriteUnknown)
            }
        } catch {
            try? FileManager.default.removeItem(at: temporary)  // cleanup: the write's own error is what matters
            throw error
        }
    }

    /// The bytes of a file; nothing where it is not there or cannot be read.
    func read(_ name: String) -> Data? { try? Data(contentsOf: place(name)) }

    /// Bytes of a file; nothing where it is not there.
    func length(_ name: String) -> Int64? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: place(name).path)
        return (attributes?[.size] as? NSNumber)?.int64Value
    }

    /// Removes files; those that are gone already are no matter.
    func remove(_ names: some Sequence<String>) {
        for name in names { try? FileManager.default.removeItem(at: place(name)) }
    }

    /// Removes every file that is not among these; says how many.
    func sweep(keeping names: Set<String>) throws -> Int {
        let present = try FileManager.default.contentsOfDirectory(atPath: url.path)
        let orphans = present.filter { !names.contains($0) }
        remove(orphans)
        return orphans.count
    }

    private func place(_ name: String) -> URL { url.appending(path: name) }
}
