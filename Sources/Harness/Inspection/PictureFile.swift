import Foundation

/// A picture file as it lies on the disk: equal as long as nobody touched it.
struct PictureFile: Sendable, Equatable {
    var bytes: Int
    /// The file's number on its volume, which changes when it is written anew.
    var inode: UInt64
    /// When it was last written, in seconds and nanoseconds.
    var modified: [Int]

    /// The files of a folder by name; empty where there is no such folder.
    static func all(in folder: URL) throws -> [String: PictureFile] {
        let files = FileManager.default
        guard files.fileExists(atPath: folder.path) else { return [:] }
        var found: [String: PictureFile] = [:]
        for name in try files.contentsOfDirectory(atPath: folder.path) {
            // stat(2) itself: a scenario looks at hundreds of files, and Foundation's attributes cost ten times as much.
            var status = stat()
            guard stat("\(folder.path)/\(name)", &status) == 0 else { throw CocoaError(.fileReadNoSuchFile) }
            #if canImport(Darwin)
            let modified = status.st_mtimespec
            #else
            let modified = status.st_mtim
            #endif
            found[name] = PictureFile(
                bytes: Int(status.st_size), inode: UInt64(status.st_ino), modified: [modified.tv_sec, modified.tv_nsec])
        }
        return found
    }

    /// What is wrong with the bytes of a picture; nothing where they are whole.
    ///
    /// The fake serves PNG alone, so that a whole picture begins with the signature and ends with the chunk `IEND`.
    static func damage(_ data: Data) -> String? {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard data.starts(with: signature) else { return "is no PNG" }
        guard data.suffix(8).starts(with: Array("IEND".utf8)) else { return "ends before its last chunk" }
        return nil
    }
}
