import Foundation
import Testing

/// The built command, which `swift build --build-tests` puts beside the tests.
enum Binary {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Outcome {
        var status: Int32
        var out: String
        var error: String
    }

    static func command() throws -> Process {
        let process = Process()
        let places = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
            .map { URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("understudy") }
        let built: URL = try #require(places.first { FileManager.default.isExecutableFile(atPath: $0.path) })
        process.executableURL = built
        process.currentDirectoryURL = package
        return process
    }

    private static let setpriv = "/usr/bin/setpriv"

    /// Whether ``run(_:environment:asSomeoneElseFrom:)`` can run it as a user whom permissions stop.
    static var canBeSomeoneElse: Bool { geteuid() != 0 || FileManager.default.isExecutableFile(atPath: setpriv) }

    /// Runs it to its end; where a folder is given that everyone may read, by a user who is not root.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], asSomeoneElseFrom folder: URL? = nil
    ) async throws -> Outcome {
        let process = try command()
        process.arguments = arguments
        if let folder, let built = process.executableURL, geteuid() == 0 {
            // Where it was built, another user may not look.
            let copy = folder.appending(path: "understudy")
            try FileManager.default.copyItem(at: built, to: copy)
            process.currentDirectoryURL = folder
            process.executableURL = URL(filePath: setpriv)
            process.arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", copy.path] + arguments
        }
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return try await finish(process)
    }

    /// Runs a process to its end.
    static func finish(_ process: Process) async throws -> Outcome {
        let (out, error) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = error
        process.standardInput = FileHandle.nullDevice
        async let text = read(out)
        async let words = read(error)
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return Outcome(status: status, out: await text, error: await words)
    }

    /// Reads a pipe to its end, on a thread of its own since that blocks.
    private static func read(_ pipe: Pipe) async -> String {
        await withCheckedContinuation { continuation in
            let handle = pipe.fileHandleForReading
            Thread.detachNewThread {
                let data = (try? handle.readToEnd()) ?? Data()
                continuation.resume(returning: String(decoding: data, as: UTF8.self))
            }
        }
    }
}
