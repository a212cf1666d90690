import Foundation

/// The system's number (`errno`) for why a file could not be written.
struct FileFailure: Error, Equatable {
    var number: Int32
}

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

    /// The folder as it is, which may be missing.
    init(existing url: URL) { self.url = url }

    /// The names of all files; none where there is no folder, or none that can be read: of those that the database
    /// knows each one is missed then.
    func names() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] }

    /// Writes a file beside its place, then moves it there, so that nobody ever sees half of it.
    ///
    /// The bytes are not forced to the disk: after a power cut a file may be short, which its length and hash tell.
    func write(_ bytes: Data, as name: String) throws {
        let temporary = place(Self.temporaryPrefix + UUID().uuidString)
        do {
            try Self.write(bytes, to: temporary.path)
            // rename(2) replaces in one step, which FileManager.moveItem does not.
            guard rename(temporary.path, place(name).path) == 0 else { throw Self.failure() }
        } catch {
            remove([temporary.lastPathComponent])
            throw error
        }
    }

    private static func write(_ bytes: Data, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // write(2) itself: FileHandle does not say of every lack of room that it is one.
        try bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard written >= 0 || errno == EINTR else { throw failure() }
                rest = rest.dropFirst(max(0, written))
            }
        }
        try file.close()
    }

    /// What the system said last.
    private static func failure() -> FileFailure { FileFailure(number: errno) }

    /// The bytes of a file; nothing where it is not there or cannot be read, which is a miss either way: the picture is
    /// fetched again.
    func read(_ name: String) -> Data? { try? Data(contentsOf: place(name)) }

    /// Bytes of a file; nothing where it is not there.
    func length(_ name: String) -> Int64? {
        var status = stat()
        return lstat(place(name).path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Removes files; those that are gone already are no matter.
    func remove(_ names: some Sequence<String>) {
        for name in names { unlink(place(name).path) }
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
