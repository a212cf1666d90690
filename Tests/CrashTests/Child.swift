import FakePlex
import Foundation
import Testing

/// The helper in a process of its own.
struct Child {
    /// How it ended.
    struct End: Sendable {
        var out: String
        var error: String
        /// The signal that killed it, if one did.
        var signal: Int32?
        var status: Int32

        /// What it said of itself, if it got so far.
        var outcome: String? { word("outcome") }
        /// How often SQLite wrote to its files, if it was asked.
        var writes: Int? { word("writes").flatMap { Int($0) } }

        private func word(_ name: String) -> String? {
            out.split(separator: "\n").last { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
        }
    }

    let process = Process()
    private let input = Pipe()
    private let out = Pipe()
    private let error = Pipe()

    init(_ server: FakePlex, _ folder: URL, _ options: [String] = []) throws {
        let places = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
            .map { URL(filePath: $0).deletingLastPathComponent().appending(path: "SyncHelper") }
        let built: URL = try #require(places.first { FileManager.default.isExecutableFile(atPath: $0.path) })
        process.executableURL = built
        process.arguments = [server.baseURL.absoluteString, folder.path] + options
        process.environment = ProcessInfo.processInfo.environment.merging(["UNDERSTUDY_TOKEN": server.token]) { $1 }
        process.standardInput = input
        process.standardOutput = out
        process.standardError = error
    }

    /// Runs it to its end, whatever brings that about; `onEnd` is told of it, on any thread.
    func run(
        onEnd: @escaping @Sendable () -> Void = {}, whileRunning body: (Child) async throws -> Void = { _ in }
    ) async throws -> End {
        let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in
            continuation.finish()
            onEnd()
        }
        try process.run()
        async let words = Self.read(error)
        do {
            try await body(self)
        } catch {
            kill()
            throw error
        }
        try input.fileHandleForWriting.close()
        async let text = Self.read(out)
        for await _ in ended {}
        let isSignal = process.terminationReason == .uncaughtSignal
        return End(
            out: await text, error: await words, signal: isSignal ? process.terminationStatus : nil,
            status: process.terminationStatus)
    }

    /// Ends it as a crash or the system would: without a word.
    func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    /// The first line that it prints.
    func line() async -> String {
        await Self.onThread {
            var bytes: [UInt8] = []
            while let byte = try? out.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
                bytes.append(byte)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func read(_ pipe: Pipe) async -> String {
        await onThread { String(decoding: (try? pipe.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self) }
    }

    /// Blocks a thread of its own, and none of those that all tests share.
    private static func onThread(_ body: @escaping @Sendable () -> String) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
