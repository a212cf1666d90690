import FakePlex
import Foundation
import Testing

/// What `sync` shows of its progress to a person who looks, and to nobody else.
@Suite(.timeLimit(.minutes(2)))
struct ProgressTests {
    /// Gives a command a terminal of its own, and writes what that shows to stdout.
    private static let script = "/usr/bin/script"
    private static var hasTerminals: Bool { FileManager.default.isExecutableFile(atPath: script) }

    /// Syncs a few albums with their pictures, and hands the process to `run`.
    private func sync(_ run: (Process) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "progress-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withFakePlex(library: Catalog.generated(seed: 3, albums: 5)) { server in
            let process = try Binary.command()
            process.arguments = [
                "sync", "--server", server.baseURL.absoluteString, "--into", folder.path, "--artwork",
            ]
            process.environment = ProcessInfo.processInfo.environment.merging(["UNDERSTUDY_TOKEN": server.token]) { $1 }
            try await run(process)
        }
    }

    @Test(.enabled(if: hasTerminals, "there is no script(1) to make a terminal"))
    func `a terminal shows pages, elements and pictures on one line, which goes when it is over`() async throws {
        try await sync { process in
            let words = [try #require(process.executableURL?.path)] + (process.arguments ?? [])
            process.executableURL = URL(filePath: Self.script)
            #if os(Linux)
            process.arguments = ["-qec", words.map { "'\($0)'" }.joined(separator: " "), "/dev/null"]
            #else
            process.arguments = ["-q", "/dev/null"] + words
            #endif
            let outcome = try await Binary.finish(process)
            #expect(outcome.status == 0, "\(outcome)")
            let lines = outcome.out.components(separatedBy: "\r\u{1B}[2K")
            #expect(lines.contains { $0.contains(/^[1-9][0-9]* pages, [1-9][0-9]* elements, 0 pictures$/) }, "\(lines)")
            #expect(
                lines.contains { $0.contains(/^[1-9][0-9]* pages, [0-9]+ elements, [1-9][0-9]* pictures$/) }, "\(lines)"
            )
            #expect(lines.last?.contains("pages,") == false, "\(lines)")
        }
    }

    @Test func `a file gets nothing of it`() async throws {
        try await sync { process in
            let outcome = try await Binary.finish(process)
            #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome)")
        }
    }
}
