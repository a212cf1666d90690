import Foundation

/// Where cases keep their folders.
enum StageFolder {
    /// What a case of the largest library that scenarios use may need, with room for many beside it.
    private static let roomNeeded: UInt64 = 2 << 30
    private static let prefix = "understudy-stage-"

    /// A new folder of its own for a case, which does not exist yet.
    ///
    /// In memory where Linux has a roomy file system there, which saves a tenth of the time; `TMPDIR` overrides that.
    static func new() -> URL {
        parent.appendingPathComponent("\(prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)")
    }

    private static let parent: URL = {
        let place = roomiest
        sweep(place)
        return place
    }()

    private static var roomiest: URL {
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
    }

    /// Removes what runs left behind that were killed or interrupted: folders of processes that are no more.
    private static func sweep(_ parent: URL) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            guard let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }), kill(owner, 0) != 0,
                errno == ESRCH
            else { continue }
            // Another run may be sweeping, too.
            try? FileManager.default.removeItem(at: parent.appendingPathComponent(name))
        }
    }
}
