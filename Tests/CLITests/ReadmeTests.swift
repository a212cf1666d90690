import Foundation
import Testing

/// What the README prints is what happens: its commands and files are taken from it as they stand.
@Suite(.timeLimit(.minutes(5)))
struct ReadmeTests {
    /// A command as the README prints it.
    struct Command {
        var environment: [String: String] = [:]
        var arguments: [String]

        /// With a word in the place of another that stands for the reader's own.
        func replacing(_ word: String, with other: String) -> Command {
            var command = self
            command.arguments = arguments.map { $0.replacing(word, with: other) }
            return command
        }

        func run() async throws -> Binary.Outcome { try await Binary.run(arguments, environment: environment) }
    }

    private static func readme() throws -> String {
        try String(contentsOf: Binary.package.appending(path: "README.md"), encoding: .utf8)
    }

    /// The indented lines that call the built command, by what they ask of it.
    private static func commands() throws -> [String: Command] {
        var commands: [String: Command] = [:]
        for line in try readme().split(separator: "\n") where line.hasPrefix("    ") {
            var words = line.split(separator: " ").map(String.init)
            var environment: [String: String] = [:]
            while let pair = words.first?.split(separator: "="), pair.count == 2 {
                environment[String(pair[0])] = String(pair[1])
                words.removeFirst()
            }
            guard words.first == ".build/release/understudy", words.count > 1 else { continue }
            commands[words.dropFirst().prefix(words.contains("--subject") ? 4 : 1).joined(separator: " ")] =
                Command(environment: environment, arguments: Array(words.dropFirst()))
        }
        return commands
    }

    /// The text of the blocks that are marked as JSON.
    private static func blocks() throws -> [String] {
        try readme().components(separatedBy: "```json\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    @Test func `the commands of "Point a client at the fake" work as printed`() async throws {
        let commands = try Self.commands()
        let serve = try #require(commands["serve"])
        let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let status = try await ServeTests().withServed(Array(serve.arguments.dropFirst())) { tell, words in
            #expect(words["token"] == "not-a-secret")
            let port = try #require(words["url"].flatMap { URL(string: $0)?.port })
            func play(_ name: String) async throws -> String {
                let command = try #require(commands[name], "the README prints no command \(name)")
                let outcome = try await command.replacing("PORT", with: String(port))
                    .replacing("my-library", with: folder.path).run()
                #expect(outcome.status == 0, "\(name): \(outcome)")
                return outcome.out
            }
            #expect(try await play("sync").contains(/albums +43 +0 +0 +0/))
            let actions = try #require(try Self.blocks().first { $0.contains("\"faults\"") })
            for line in actions.split(separator: "\n") { #expect(try tell(String(line)) == "ok", "\(line)") }
            #expect(try await play("sync").contains(/albums +0 +1 +41 +1/))
            #expect(try await play("runs").contains("success"))
            #expect(try await play("doctor").contains("whole"))
            #expect(try await play("study").contains(/albums +counter/))
        }
        #expect(status == 0)
    }

    @Test func `the control fails as printed`() async throws {
        let command = try #require(try Self.commands()["run scenarios/qa-checklist --subject wipe-and-reload"])
        let outcome = try await command.run()
        #expect(outcome.status == 1)
        let printed = try #require(
            try Self.readme().components(separatedBy: "```\n").first { $0.hasPrefix("FAIL") })
        let lines = printed.split(separator: "\n").filter { $0 != "…" }
        #expect(lines.count > 6)
        for line in lines {
            // Times are the machine's, and long lines are cut.
            let start = line.replacing("…", with: "").components(separatedBy: "  (")[0]
            #expect(outcome.out.contains(start), "\(start)")
        }
    }

    @Test func `the scenario is the one of the checklist, and a mistake in it is told as printed`() async throws {
        let scenario = try #require(try Self.blocks().first { $0.contains("\"covers\"") })
        let file = Binary.package.appending(path: "scenarios/qa-checklist/qa-3-one-album-edited.json")
        #expect(try String(contentsOf: file, encoding: .utf8) == scenario)
        let printed = try #require(try Self.readme().split(separator: "\n").first { $0.hasPrefix("my-first.json:") })
        let folder = FileManager.default.temporaryDirectory.appending(path: "readme-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = folder.appending(path: "my-first.json")
        try Data(scenario.replacing("\"edit\": \"low-tide\"", with: "\"edit\": \"low-tyde\"").utf8).write(to: first)
        let outcome = try await Binary.run(["run", first.path])
        #expect(outcome.status == 2 && outcome.out.isEmpty)
        #expect(outcome.error.contains(printed), "\(outcome.error)")
    }
}
