import Foundation

/// A picture file as it lies on the disk: equal as long as nobody touched it.
struct PictureFile: Sendable, Equatable {
    var bytes: Int
    var modified: Date
    /// The file's number on its volume, which changes when it is written anew.
    var inode: UInt64

    /// The files of a folder by name; empty where there is no such folder.
    static func all(in folder: URL) throws -> [String: PictureFile] {
        let files = FileManager.default
        guard files.fileExists(atPath: folder.path) else { return [:] }
        var found: [String: PictureFile] = [:]
        for name in try files.contentsOfDirectory(atPath: folder.path) {
            let attributes = try files.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
            found[name] = PictureFile(
                bytes: (attributes[.size] as? Int) ?? 0,
                modified: (attributes[.modificationDate] as? Date) ?? .distantPast,
                inode: (attributes[.systemFileNumber] as? UInt64) ?? UInt64((attributes[.systemFileNumber] as? Int) ?? 0))
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
