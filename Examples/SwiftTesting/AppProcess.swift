import Foundation
import Testing

/// What the example app printed, and how it ended.
struct AppOutput {
    var text: String
    var error: String
    var status: Int32

    /// The lines that follow this one and are indented.
    func section(_ heading: String) -> [String] {
        let lines = text.split(separator: "\n").map(String.init)
        guard let start = lines.firstIndex(of: heading) else { return [] }
        return Array(lines[(start + 1)...].prefix { $0.hasPrefix("  ") })
    }
}

/// Runs the example app, which reads these lines.
func runMusicApp(_ server: URL, token: String?, _ folder: URL, _ lines: [String]) async throws -> AppOutput {
    let process = Process()
    let places = [CommandLine.arguments[0], Bundle.main.executablePath ?? ""]
        .map { URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("MusicApp") }
    let built: URL = try #require(places.first { FileManager.default.isExecutableFile(atPath: $0.path) })
    process.executableURL = built
    process.arguments = [server.absoluteString, folder.path]
    process.environment = token.map { ["PLEX_TOKEN": $0] } ?? [:]
    let (input, out, error) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (input, out, error)
    async let text = readToEnd(out)
    async let words = readToEnd(error)
    let status = try await withCheckedThrowingContinuation { continuation in
        process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
        do {
            try process.run()
            // Fewer bytes than a pipe holds, so that nobody waits.
            input.fileHandleForWriting.write(Data(lines.map { $0 + "\n" }.joined().utf8))
            try input.fileHandleForWriting.close()
        } catch {
            continuation.resume(throwing: error)
        }
    }
    return AppOutput(text: await text, error: await words, status: status)
}

/// A folder that is gone when the scope ends.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("music-app-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// Reads a pipe on a thread of its own, since that blocks.
private func readToEnd(_ pipe: Pipe) async -> String {
    await withCheckedContinuation { continuation in
        let handle = pipe.fileHandleForReading
        Thread.detachNewThread {
            let data = (try? handle.readToEnd()) ?? Data()
            continuation.resume(returning: String(decoding: data, as: UTF8.self))
        }
    }
}
