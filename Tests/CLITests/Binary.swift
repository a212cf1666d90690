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

    /// Runs it to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let process = try command()
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
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
