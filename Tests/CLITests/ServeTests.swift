import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// `understudy serve` as a person or a script uses it: lines in, lines out.
@Suite(.timeLimit(.minutes(2)))
struct ServeTests {
    /// A served library, for the length of a closure.
    func withServed(
        _ arguments: [String],
        error: Any = FileHandle.nullDevice,
        _ body: (_ tell: (String) throws -> String, _ words: [String: String]) async throws -> Void
    ) async throws -> Int32 {
        let process = try Binary.command()
        process.arguments = ["serve"] + arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = error
        try process.run()
        func line() throws -> String {
            var bytes: [UInt8] = []
            while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
                bytes.append(byte)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        var words: [String: String] = [:]
        for _ in 0..<2 {
            let parts = try line().split(separator: " ").map(String.init)
            words[parts.first ?? ""] = parts.last
        }
        try await body(
            { text in
                try input.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
                return try line()
            }, words)
        process.interrupt()
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test func `it serves, obeys, and ends on an interruption`() async throws {
        let status = try await withServed(["--library", "Fixtures/libraries/small.json"]) { tell, words in
            #expect(words["url"]?.hasPrefix("http://127.0.0.1:") == true)
            #expect(words["token"]?.count == 20)
            let answer = try tell(#"{ "edit": "low-tide", "set": { "title": "High Tide" } }"#)
            #expect(answer == "ok")
            let server = try #require(words["url"])
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sync-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let arguments = ["sync", "--server", server, "--into", folder.path]
            let first = try await Binary.run(arguments, environment: ["UNDERSTUDY_TOKEN": words["token"] ?? ""])
            #expect(first.status == 0, "\(first)")
            #expect(first.out.contains("albums"))
            let wrong = try await Binary.run(arguments, environment: ["UNDERSTUDY_TOKEN": "wrong-token"])
            #expect(wrong.status == 3)
            #expect(wrong.error.contains("unauthorized"), "\(wrong)")
            #expect(!wrong.error.contains("wrong-token"))
        }
        #expect(status == 0)
    }

    @Test func `a server whose output nobody reads any more serves on`() async throws {
        let process = try Binary.command()
        process.arguments = ["serve", "--generate", "2", "--token", "not-a-secret"]
        let (input, output, said) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, said)
        try process.run()
        var head = Data()
        while !head.contains(0x0A), let byte = try output.fileHandleForReading.read(upToCount: 1) { head += byte }
        let address = try #require(String(decoding: head, as: UTF8.self).split(whereSeparator: \.isWhitespace).last)
        for pipe in [output, said] { try pipe.fileHandleForReading.close() }
        try input.fileHandleForWriting.write(contentsOf: Data("{ \"faults\": \"off\" }\n".utf8))
        var request = URLRequest(url: try #require(URL(string: "\(address)/library/sections")))
        request.setValue("not-a-secret", forHTTPHeaderField: "X-Plex-Token")
        for _ in 1...3 {
            let (_, answer) = try await URLSession.shared.data(for: request)
            #expect((answer as? HTTPURLResponse)?.statusCode == 200)
        }
        process.terminate()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && process.terminationReason == .exit)
    }

    @Test func `requests and a caution go to stderr, and all connections end with it`() async throws {
        let said = Pipe()
        let arguments = ["--generate", "2", "--host", "0.0.0.0", "--token", "not-to-be-said"]
        var address: URL?
        _ = try await withServed(arguments, error: said) { _, words in
            let port = try #require(words["url"].flatMap { URL(string: $0)?.port })
            address = URL(string: "http://127.0.0.1:\(port)/library/sections")
            var request = URLRequest(url: try #require(address))
            request.setValue(words["token"], forHTTPHeaderField: "X-Plex-Token")
            let (_, answer) = try await URLSession.shared.data(for: request)
            #expect((answer as? HTTPURLResponse)?.statusCode == 200)
        }
        let lines = String(decoding: try said.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(lines.hasPrefix("CAUTION: listening on 0.0.0.0: "), "\(lines)")
        #expect(lines.contains("GET /library/sections") && lines.contains("200"), "\(lines)")
        #expect(!lines.contains("not-to-be-said"))
        let gone = URLRequest(url: try #require(address))
        await #expect(throws: URLError.self) { try await URLSession.shared.data(for: gone) }
    }

    @Test func `next takes the scenario's server steps one by one`() async throws {
        let scenario = "scenarios/qa-checklist/qa-3-one-album-edited.json"
        let status = try await withServed([scenario, "--token", "abc"]) { tell, words in
            #expect(words["token"] == "abc")
            let answers = [try tell("next"), try tell("next")]
            #expect(answers == ["ok", "error: nothing is next: every server step was taken"])
        }
        #expect(status == 0)
    }

    @Test(arguments: [
        ("nonsense", "error: expected next, or server actions as JSON"),
        (#"{ "delete": "low-tid" }"#, #"did you mean "low-tide"?"#),
        (#"{ "delet": "low-tide" }"#, #"did you mean "delete"?"#),
    ])
    func `a line that cannot be obeyed is answered by an error`(line: String, words: String) async throws {
        _ = try await withServed(["--library", "Fixtures/libraries/small.json"]) { tell, _ in
            let answer = try tell(line)
            #expect(answer.hasPrefix("error: "), "\(answer)")
            #expect(answer.contains(words), "\(answer)")
        }
    }

    @Test func `a port in use ends with 3 and a sentence`() async throws {
        _ = try await withServed(["--generate", "3"]) { _, words in
            let port = try #require(words["url"].flatMap { URL(string: $0)?.port })
            let second = try await Binary.run(["serve", "--generate", "3", "--port", String(port)])
            #expect(second.status == 3)
            #expect(second.error.contains("in use"), "\(second.error)")
        }
    }
}
