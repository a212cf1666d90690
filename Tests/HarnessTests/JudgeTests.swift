import FakePlex
import Foundation
import Scenarios
import Testing

@testable import Harness

/// Expectations against what happened, without a server or a client.
struct JudgeTests {
    /// What a step's expectation makes of an outcome that is changed by `happened`.
    private func failures(
        _ expect: String, _ happened: (inout StepOutcome) throws -> Void
    ) throws -> [String] {
        try judged(expect, happened).map(\.expectation)
    }

    private func judged(
        _ expect: String, place: Int = 0, _ happened: (inout StepOutcome) throws -> Void
    ) throws -> [Failure] {
        let text = """
            { "name": "n", "library": { "fixture": "small" },
              "steps": [ { "launch": {}, "expect": \(expect) }, { "refresh": { "reason": "userInitiated" } } ] }
            """
        let file = try ScenarioFile.read(Array(text.utf8), file: "s.json")
        let scenario = try #require(file.variants.first?.scenario)
        var outcome = StepOutcome(
            step: scenario.steps[place], before: Observation(), after: Observation(), accounts: [],
            requests: [], now: 0, names: ItemNames(try Rehearsal(scenario, Self.catalog)), catalog: Self.catalog)
        try happened(&outcome)
        return Judge(outcome: outcome).failures()
    }

    private static let catalog = Catalog.generated(seed: 7, albums: 4)

    private func tile(_ id: String) throws -> SubjectTile {
        SubjectTile(key: try Self.catalog.resolve(id), texts: [id])
    }

    @Test func `a refresh has to end, and a launch need not have one`() throws {
        #expect(try judged("{}", place: 0) { _ in }.isEmpty)
        let failure = try #require(try judged("{}", place: 1) { _ in }.first)
        #expect(failure.expectation == "outcome")
        #expect(failure.message == "expected a refresh to end in success, and none ended")
    }

    @Test(arguments: [
        ([], "the server still has them"), (["album-1"], "the server still has 1 of them"),
        (["album-1", "album-2"], "gone from the server, too"),
    ])
    func `a loss that no step names is told with what the server says of it`(gone: [String], words: String) throws {
        let failures = try judged(#"{ "outcome": "success" }"#) { outcome in
            outcome.accounts = [
                RefreshAccount(outcome: "success", message: nil, rowsWritten: [:], beganAtRevision: 0)
            ]
            for id in ["album-1", "album-2"] {
                outcome.before.library.tables[.albums, default: [:]][try Self.catalog.resolve(id)] = []
            }
            for id in gone { try outcome.catalog.apply(.delete(id: id), at: 0) }
        }
        #expect(failures.map(\.expectation) == ["albums.deleted"])
        #expect(failures.first?.message.contains(words) == true)
    }

    @Test func `an order is one that some view shows without a gap`() throws {
        let expect = #"{ "screen": { "banner": null, "order": ["album-2", "album-3"] } }"#
        let (one, two, three) = (try tile("album-1"), try tile("album-2"), try tile("album-3"))
        func shown(_ views: [String: [SubjectTile]]) throws -> [String] {
            try failures(expect) { $0.after.screen.views = views }
        }
        #expect(try shown(["a": [three, two], "b": [one, two, three]]) == [])
        #expect(try shown(["a": [two, one, three]]) == ["screen.order"])
        #expect(try shown(["a": [three, two]]) == ["screen.order"])
        #expect(try shown(["a": [two], "b": [three]]) == ["screen.order"])
        #expect(try shown([:]) == ["screen.order"])
    }

    @Test func `files that were written are judged where the scenario says how many, those removed always`() throws {
        func failures(_ expect: String) throws -> [String] {
            try self.failures(expect) { outcome in
                outcome.before.pictures["gone.png"] = PictureFile(bytes: 1, inode: 1, modified: [0])
                outcome.after.pictures["new.png"] = PictureFile(bytes: 1, inode: 2, modified: [0])
            }
        }
        #expect(try failures(#"{ "artwork": { "fetched": 0, "removed": 1 } }"#) == [])
        #expect(try failures(#"{ "artwork": { "fetched": 0, "removed": 1, "written": 2 } }"#) == ["artwork.written"])
        #expect(try failures(#"{ "artwork": { "fetched": 0, "written": 1 } }"#) == ["artwork.removed"])
    }

    @Test func `pictures that failed are judged where the scenario says how many, by what the step added`() throws {
        func failures(_ expect: String) throws -> [String] {
            try self.failures(expect) { ($0.before.failedPictures, $0.after.failedPictures) = (3, 5) }
        }
        #expect(try failures(#"{ "artwork": { "failed": 2 } }"#) == [])
        #expect(try failures(#"{ "artwork": {} }"#) == [])
        #expect(try failures(#"{ "artwork": { "failed": 5 } }"#) == ["artwork.failed"])
    }

    @Test(arguments: [(0, 0, true), (1, 1, true), (1, 0, false), (0, 2, false)])
    func `findings are counted`(expected: Int, found: Int, holds: Bool) throws {
        let result = try failures(#"{ "reported": \#(expected) }"#) { outcome in
            var account = RefreshAccount(outcome: "success", message: nil, rowsWritten: [:], beganAtRevision: 0)
            account.findings = Array(repeating: "a finding", count: found)
            outcome.accounts = [account]
        }
        #expect(result == (holds ? [] : ["reported"]))
    }

    @Test(arguments: [(nil as Int?, true), (300, true), (299, false)])
    func `pictures take no more room than a client was allowed`(budget: Int?, holds: Bool) throws {
        let result = try failures("{}") { outcome in
            outcome.artworkBudget = budget
            for name in ["a", "b", "c"] {
                outcome.after.pictures[name] = PictureFile(bytes: 100, inode: 1, modified: [0, 0])
            }
        }
        #expect(result == (holds ? [] : ["artworkBudget"]))
    }

    @Test(arguments: [(1, true), (2, false), (0, false)])
    func `picture files are counted`(files: Int, holds: Bool) throws {
        let result = try failures(#"{ "files": 1 }"#) { outcome in
            for number in 0..<files {
                outcome.after.pictures["\(number)"] = PictureFile(bytes: 100, inode: 1, modified: [0, 0])
            }
        }
        #expect(result == (holds ? [] : ["files"]))
    }

    @Test func `rows that came or changed are those that are named, and no others`() throws {
        func changes(_ expect: String, _ change: (inout StepOutcome, Int) -> Void) throws -> [String] {
            try failures(expect) { change(&$0, try Self.catalog.resolve("album-1")) }
        }
        func comes(_ outcome: inout StepOutcome, _ key: Int) { outcome.after.library.tables[.albums] = [key: ["a"]] }
        func moves(_ outcome: inout StepOutcome, _ key: Int) {
            outcome.before.library.tables[.albums] = [key: ["a"]]
            outcome.after.library.tables[.albums] = [key: ["b"]]
        }
        #expect(try changes(#"{ "albums": { "new": ["album-1"] } }"#, comes) == [])
        #expect(try changes(#"{ "albums": { "new": ["album-2"] } }"#, comes) == ["albums.new"])
        #expect(try changes(#"{ "albums": {} }"#, comes) == ["albums.new"])
        let nothing = try changes(#"{ "albums": { "new": ["album-1"] } }"#) { _, _ in }
        #expect(nothing == ["albums.new"])
        #expect(try changes(#"{ "albums": { "changed": ["album-1"] } }"#, moves) == [])
        #expect(try changes(#"{ "albums": { "changed": ["album-2"] } }"#, moves) == ["albums.changed"])
        #expect(try changes(#"{ "albums": {} }"#, moves) == ["albums.changed"])
    }

    @Test(arguments: [("Low Tide", false), ("Somebody · Low Tide", false), ("High Tide", true)])
    func `what the screen hides stands in no line of it`(line: String, holds: Bool) throws {
        let result = try failures(#"{ "screen": { "banner": null, "hides": ["Low Tide"] } }"#) { outcome in
            outcome.after.screen.views["playlist"] = [SubjectTile(key: 1, texts: ["Ebb", line])]
        }
        #expect(result == (holds ? [] : ["screen.hides"]))
    }

    @Test func `what a step names is what is called so by then, and not what is called so later`() throws {
        let text = """
            { "name": "n", "library": { "fixture": "small" },
              "steps": [
                { "launch": {} },
                { "refresh": { "reason": "userInitiated" }, "expect": { "albums": { "changed": ["Album One"] } } },
                { "server": [ { "edit": "album-1", "set": { "title": "Another" } },
                              { "edit": "album-2", "set": { "title": "Album One" } } ] },
                { "refresh": { "reason": "userInitiated" } } ] }
            """
        var catalog = Self.catalog
        try catalog.apply(.edit(id: "album-1", set: ["title": .text("Album One")]), at: 1_800_000_000)
        let scenario = try #require(try ScenarioFile.read(Array(text.utf8), file: "s.json").variants.first?.scenario)
        let names = ItemNames(try Rehearsal(scenario, catalog))
        let title = ItemReference(text: "Album One")
        #expect(try names.at(step: 1).key(title) == catalog.resolve("album-1"))
        #expect(try names.at(step: 3).key(title) == catalog.resolve("album-2"))
    }

    @Test func `an item shows one picture in all views`() throws {
        func judged(_ one: String?, _ other: String?) throws -> [String] {
            try failures(#"{ "screen": { "banner": null } }"#) { outcome in
                outcome.after.screen.views["grid"] = [SubjectTile(key: 1, texts: [], picture: one)]
                outcome.after.screen.views["collection"] = [SubjectTile(key: 1, texts: [], picture: other)]
            }
        }
        #expect(try judged("a", "a") == [])
        #expect(try judged("a", "b") == ["screen.pictures"])
        #expect(try judged("a", nil) == ["screen.pictures"])
    }
}
