import Foundation

/// The most memory that a process has held, in bytes.
enum Memory {
    /// Of this process.
    ///
    /// `ru_maxrss` would do on Linux but for its memory: a child begins with the figure of the process that started it.
    static func peak() -> Int {
        #if os(Linux)
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
        #else
        var usage = rusage()
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss
        #endif
    }

    /// Of a first sync in a process of its own: before it began, and in all.
    struct Reading: Codable {
        var idle: Int
        var peak: Int
    }

    /// Has this program sync once in a child.
    static func ofFirstSync(from url: URL) throws -> Reading {
        try Child.output(of: ["sync-once", url.absoluteString])
    }

    /// What the child does.
    static func syncOnce(_ address: String) async throws {
        guard let url = URL(string: address) else { throw Failure("\(address) is no address") }
        let folder = Scratch()
        let idle = peak()
        _ = try await Syncing(url, into: folder.url)
        try Child.say(Reading(idle: idle, peak: peak()))
    }
}
