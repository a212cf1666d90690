import Foundation
import LibrarySync

// A client in a process of its own, for tests that kill it, starve it of room, or let it meet another one.
//
//     SyncHelper <server> <folder> [option=value…]
//
// Opens the library, shows the grid, refreshes, fetches the pictures, closes, and prints one line: `outcome success` or
// the code of what went wrong. The token comes in UNDERSTUDY_TOKEN.
//
//     bytes=N     no file grows beyond N bytes (RLIMIT_FSIZE): a write that would fails as on a full volume
//     late=yes    … but only after the refresh, when pictures are all that is left to fetch
//     writes=yes  counts the writes that SQLite makes to its files, and prints `writes N` in the end
//     last=N      kills the process in the Nth of them, after part=N bytes of it
//     refuse=N    refuses the Nth of them and all that follow, as the system does with errno=N
//     user=N      works as this user; only root can become another one
//     hold=yes    prints `open` once the library is open, and goes on when its standard input ends

struct Usage: Error, CustomStringConvertible {
    var description: String
}

func option(_ name: String) -> String? {
    CommandLine.arguments.dropFirst(3).first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
}

func number(_ name: String) throws -> UInt64? {
    guard let text = option(name) else { return nil }
    guard let value = UInt64(text) else { throw Usage(description: "\(name)=\(text) is no number") }
    return value
}

func limitFiles(to bytes: UInt64) throws {
    signal(SIGXFSZ, SIG_IGN)
    #if canImport(Glibc)
    let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
    #else
    let fileSize = RLIMIT_FSIZE
    #endif
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    guard setrlimit(fileSize, &limit) == 0 else {
        throw Usage(description: "the limit cannot be set: errno \(errno)")
    }
}

func line(_ text: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
}

do {
    guard CommandLine.arguments.count >= 3, let server = URL(string: CommandLine.arguments[1]) else {
        throw Usage(description: "SyncHelper <server> <folder> [option=value…]")
    }
    if let user = try number("user") {
        guard setgid(gid_t(user)) == 0, setuid(uid_t(user)) == 0 else {
            throw Usage(description: "user \(user) is not to be had: errno \(errno)")
        }
    }
    let last = try number("last")
    let countsWrites = option("writes") == "yes"
    let refused = try number("refuse").map { (first: $0, number: Int32(try number("errno") ?? UInt64(EIO))) }
    if last != nil || countsWrites || refused != nil {
        try DatabaseWrites.watch(killingAt: last, after: Int(number("part") ?? 0), refusing: refused)
    }
    let limit = try number("bytes")
    let isLate = option("late") == "yes"
    if let limit, !isLate { try limitFiles(to: limit) }
    var configuration = LibraryConfiguration(
        server: server, token: ProcessInfo.processInfo.environment["UNDERSTUDY_TOKEN"] ?? "",
        folder: URL(filePath: CommandLine.arguments[2]))
    configuration.onEvent = { event in
        guard event.name == .storeFailed else { return }
        try? FileHandle.standardError.write(contentsOf: Data((event.message + "\n").utf8))
    }
    let holds = option("hold") == "yes"
    let result = try await withLibrarySession(configuration) { session in
        if holds {
            try line("open")
            _ = try FileHandle.standardInput.readToEnd()
        }
        let result = await session.refresh(.userInitiated)
        if let limit, isLate { try limitFiles(to: limit) }
        try await session.show(.grid(page: 0))
        await session.rest()
        return result
    }
    if let error = result.error { FileHandle.standardError.write(Data("\(error)\n".utf8)) }
    if countsWrites { try line("writes \(DatabaseWrites.count)") }
    try line("outcome \(result.outcome)")
} catch let error as SyncError {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    try line("outcome \(error.code)")
} catch {
    FileHandle.standardError.write(Data("SyncHelper: \(error)\n".utf8))
    exit(64)
}
