import Foundation

/// `understudy serve` in a process of its own, so that the server's memory is not the client's.
///
/// Belongs to one task.
final class Server {
    let url: URL
    static let token = "benchmark0123456789x"

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()

    /// Starts a server of a library of so many albums; it accepts requests when this returns.
    init(binary: String, albums: Int) throws {
        process.executableURL = URL(filePath: binary)
        process.arguments = ["serve", "--generate", "\(albums)", "--token", Self.token]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var address: URL?
        while address == nil {
            guard let line = Self.line(from: output, &unread) else { throw Failure("\(binary) served nothing") }
            if line.hasPrefix("url ") { address = URL(string: String(line.dropFirst(4))) }
        }
        guard let address else { throw Failure("\(binary) gave no address") }
        url = address
        _ = Self.line(from: output, &unread)  // the token
    }

    deinit { process.terminate() }

    /// Has the server change its library, by server actions as JSON.
    func change(_ actions: String) throws {
        try input.fileHandleForWriting.write(contentsOf: Data((actions + "\n").utf8))
        let answer = Self.line(from: output, &unread) ?? "nothing"
        guard answer == "ok" else { throw Failure("the server said \(answer) to \(actions)") }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func line(from pipe: Pipe, _ unread: inout Data) -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread = Data(unread[(end + 1)...])
                return line
            }
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { return nil }
            unread += more
        }
    }
}

/// What keeps a benchmark from being run.
struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
