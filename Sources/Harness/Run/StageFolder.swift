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

    /// Finds out before any case is played whether there can be folders.
    ///
    /// - Throws: ``HarnessError``: none can be made.
    static func tryOut() throws {
        let folder = new()
        guard mkdir(folder.path, 0o700) != 0 else {
            rmdir(folder.path)
            return
        }
        let reason = String(cString: strerror(errno))
        throw HarnessError(
            .couldNotRun,
            "\(parent.path): no folder can be made there for the cases: \(reason). Have TMPDIR name a folder that can be "
                + "written.")
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
