import FakePlex
import Foundation
import Testing

@testable import Harness

/// Bad input is found before anything is played, and said with file, line and column.
struct PlanTests {
    private func messages(_ scenario: String) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("s.json").path
        try Data(scenario.utf8).write(to: URL(fileURLWithPath: file))
        do {
            _ = try Plan(files: [file], loader: LibraryLoader())
            return ""
        } catch {
            #expect(error.code == .invalidInput)
            return error.message.replacing(folder.path + "/", with: "")
        }
    }

    private func scenario(_ steps: String, library: String = #"{ "fixture": "small" }"#) -> String {
        "{ \"name\": \"x\", \"library\": \(library),\n\"steps\": [\n\(steps)\n] }"
    }

    @Test func `a scenario that is right is planned`() throws {
        #expect(try messages(scenario(#"{ "launch": {} }"#)) == "")
    }

    @Test(arguments: [
        (#"{ "server": [ { "delete": "low-tid" } ] }"#, "s.json:3:27: ", #"did you mean "low-tide"?"#),
        (#"{ "launch": {}, "expect": { "albums": { "new": ["Meridain"] } } }"#, "s.json:3:49: ", "did you mean"),
        (#"{ "refresh": { "reason": "userInitiated" } }"#, "s.json:3:1: ", "not running"),
        (#"{ "launch": {} }, { "launch": {} }"#, "s.json:3:19: ", "running already"),
        (#"{ "server": [ { "delete": "low-tide" } ] }"#, "s.json:3:1: ", "no step starts the client"),
        (#"{ "server": [ { "edit": "low-tide", "set": { "disc": 2 } } ] }"#, "s.json:3:", "no field \"disc\""),
        (#"{ "server": [ { "artwork": "low-tide", "colour": "teel" } ] }"#, "s.json:3:", "did you mean \"teal\"?"),
        (#"{ "launch": {} }, { "open": "harbour-lights" }"#, "s.json:3:29: ", "album"),
        (#"{ "server": [ { "fault": "repeatedItem", "item": "low-tid" } ] }"#, "s.json:3:50: ", "did you mean"),
        (
            #"{ "launch": {}, "expect": { "screen": { "order": ["low-tide", "low-tid"] } } }"#, "s.json:3:",
            "did you mean"
        ),
        (
            #"{ "server": [ { "fault": "damage", "item": "nobody", "child": "Part" } ] }"#, "s.json:3:44: ",
            "no item has the id"
        ),
        (#"{ "server": [ { "rekey": ["low-tide", "meridain"] } ] }"#, "s.json:3:39: ", "did you mean"),
        (#"{ "server": [ { "section": null }, { "section": null } ] }"#, "s.json:3:", "has no section"),
    ])
    func `a reference that cannot be is found where it stands`(step: String, place: String, words: String) throws {
        let text = try messages(scenario(step))
        #expect(text.contains(place), "\(text)")
        #expect(text.contains(words), "\(text)")
    }

    @Test func `an unknown fixture names the nearest known one`() throws {
        let text = try messages(scenario(#"{ "launch": {} }"#, library: #"{ "fixture": "smal" }"#))
        #expect(text.hasPrefix("s.json:1:40: "), "\(text)")
        #expect(text.contains("did you mean \"small\"?"), "\(text)")
    }

    /// Where a fixture of this name lies, seen from a scenario in `a/b/`.
    @Test(arguments: ["a/b/mine.json", "a/Fixtures/libraries/mine.json", "Fixtures/libraries/mine.json"])
    func `a fixture is found beside the scenario, or in the fixtures of a folder above`(place: String) throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("lookup-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let library = root.appendingPathComponent(place)
        let scenario = root.appendingPathComponent("a/b/s.json")
        for file in [library, scenario] {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        }
        let described =
            #"{ "section": { "key": "4", "title": "Music" }, "artists": [ { "id": "only", "title": "O" } ] }"#
        try Data(described.utf8).write(to: library)
        try Data(self.scenario(#"{ "launch": {} }"#, library: #"{ "fixture": "mine" }"#).utf8).write(to: scenario)
        let plan = try Plan(files: [scenario.path], loader: LibraryLoader())
        #expect(plan.variants.first?.catalog.artists.map(\.id) == ["only"])
    }

    @Test func `the nearest fixture is the one that is meant, and a file is looked for beside the scenario`() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("lookup-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        func write(_ text: String, to place: String) throws -> String {
            let file = root.appendingPathComponent(place)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return file.path
        }
        func library(_ id: String) -> String {
            #"{ "section": { "key": "4", "title": "M" }, "artists": [ { "id": "\#(id)", "title": "O" } ] }"#
        }
        func artists(_ source: String) throws -> [String?]? {
            let file = try write(scenario(#"{ "launch": {} }"#, library: source), to: "a/b/s.json")
            return try Plan(files: [file], loader: LibraryLoader()).variants.first?.catalog.artists.map(\.id)
        }
        _ = try write(library("far"), to: "Fixtures/libraries/small.json")
        #expect(try artists(#"{ "fixture": "small" }"#) == ["far"])
        _ = try write(library("near"), to: "a/Fixtures/libraries/small.json")
        #expect(try artists(#"{ "fixture": "small" }"#) == ["near"])
        _ = try write(library("beside"), to: "a/b/small.json")
        #expect(try artists(#"{ "fixture": "small" }"#) == ["beside"])
        _ = try write(library("named"), to: "a/libraries/mine.json")
        #expect(try artists(#"{ "file": "../libraries/mine.json" }"#) == ["named"])
    }

    @Test func `a title that two items have is no name for either`() throws {
        let steps = #"{ "server": [ { "delete": "Nightjar" } ] }, { "launch": {} }"#
        let text = try messages(scenario(steps))
        #expect(text.hasPrefix("s.json:3:27: "), "\(text)")
        #expect(text.contains("nightjar") && text.contains("nightjar-deluxe"), "\(text)")
    }

    @Test func `an item that an earlier step added may be spoken of`() throws {
        let steps = """
            { "server": [ { "add": "artist", "item": { "id": "novice", "title": "Novice" } } ] },
            { "launch": {}, "expect": { "search": { "artists": ["novice"] } } }
            """
        #expect(try messages(scenario(steps)) == "")
    }

    @Test func `an item under another key may be spoken of by the same id`() throws {
        let steps = """
            { "launch": {} },
            { "server": [ { "rekey": ["low-tide"] } ] },
            { "refresh": { "reason": "userInitiated" },
              "expect": { "albums": { "new": ["low-tide"], "deleted": 1 } } }
            """
        #expect(try messages(scenario(steps)) == "")
    }

    @Test func `nothing selected is an error and not a success`() {
        #expect(throws: HarnessError.self) { try ScenarioFinder.files(at: []) }
        #expect(throws: HarnessError.self) { try ScenarioFinder.files(at: ["/nowhere/at/all"]) }
    }
}
