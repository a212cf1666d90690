import Foundation

/// Where cases keep their folders.
enum StageFolder {
    /// What a case of the largest library that scenarios use may need, with room for many beside it.
    private static let roomNeeded: UInt64 = 2 << 30

    /// A new folder of its own for a case, which does not exist yet.
    ///
    /// In memory where Linux has a roomy file system there, which saves a tenth of the time; `TMPDIR` overrides that.
    static func new() -> URL {
        parent.appendingPathComponent("understudy-\(UUID().uuidString)")
    }

    private static let parent: URL = {
        let usual = FileManager.default.temporaryDirectory
        #if os(Linux)
        let memory = "/dev/shm"
        guard ProcessInfo.processInfo.environment["TMPDIR"] == nil, FileManager.default.isWritableFile(atPath: memory),
            let room = try? FileManager.default.attributesOfFileSystem(forPath: memory)[.systemFreeSize] as? NSNumber,
            room.uint64Value >= roomNeeded
        else { return usual }
        return URL(fileURLWithPath: memory, isDirectory: true)
        #else
        return usual
        #endif
    }()
}
