import Foundation
import Scenarios
import Testing

@testable import FakePlex
@testable import Harness

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What must hold unasked: each check against a client that synced well, of which one thing was then spoiled.
@Suite(.timeLimit(.minutes(1)))
struct StandingChecksTests {
    /// A client after its first sync, closed again.
    struct Synced: Sendable {
        var server: FakePlex
        var subject: any Subject
        var checks: StandingChecks

        func file(_ path: String) -> URL { checks.folder.appending(path: path) }

        /// Runs SQL on the client's database, which no client of ours ever would.
        func spoil(_ statements: String...) throws {
            let file = try SQLiteFile(subject.databaseFile, writable: true)
            for sql in ["PRAGMA foreign_keys = OFF"] + statements { try file.run(sql) }
        }

        /// Sends a request and does not look at the answer.
        func ask(_ path: String, header: (name: String, value: String)? = nil) async throws {
            var request = URLRequest(url: try #require(URL(string: server.baseURL.absoluteString + path)))
            request.setValue(server.token, forHTTPHeaderField: "X-Plex-Token")
            if let header { request.setValue(header.value, forHTTPHeaderField: header.name) }
            _ = try await URLSession.shared.data(for: request)
        }
    }

    /// The names of the checks that fail once something was spoiled; none may before.
    private func failures(_ spoil: (Synced) async throws -> Void) async throws -> Set<String> {
        let catalog = Catalog.generated(seed: 7, albums: 3)
        let text = #"{ "name": "n", "library": { "fixture": "small" }, "steps": [ { "launch": {} } ] }"#
        let scenario = try #require(try ScenarioFile.read(Array(text.utf8), file: "s.json").variants.first?.scenario)
        let folder = StageFolder.new()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await withFakePlex(library: catalog) { server in
            let section = catalog.sections[0].key
            let stage = Stage(server: server, folder: folder, section: section, subject: .understudy)
            let subject = try await stage.open()
            try await withThrowingTaskGroup { group in
                group.addTask { await subject.run() }
                try await subject.launch()
                await subject.rest()
                await subject.close()
                try await group.waitForAll()
            }
            let synced = Synced(
                server: server, subject: subject,
                checks: StandingChecks(
                    scenario: scenario, location: "s.json:1:1", subject: subject, server: server,
                    names: ItemNames(try Rehearsal(scenario, catalog)), folder: folder, acceptable: [catalog],
                    section: section))
            #expect(try synced.checks.failures().isEmpty)
            try await spoil(synced)
            return Set(try synced.checks.failures().map(\.expectation))
        }
    }

    @Test func `a library that is not the server's`() async throws {
        let found = try await failures { try $0.spoil("UPDATE album SET title = 'another'") }
        #expect(found == ["oracle"])
    }

    @Test func `rows that refer to nothing, and tags that nothing bears`() async throws {
        let torn = try await failures { try $0.spoil("UPDATE track SET albumKey = 999999") }
        #expect(torn == ["database", "oracle"])
        let unborne = try await failures {
            try $0.spoil("INSERT INTO tag (kind, name, folded) VALUES ('genre', 'Nobody', 'nobody')")
        }
        #expect(unborne == ["database"])
    }

    @Test func `a file in which SQLite finds a fault`() async throws {
        let found = try await failures { synced in
            // An index that does not hold what it is said to hold.
            try synced.spoil(
                "PRAGMA writable_schema = ON",
                "UPDATE sqlite_schema SET sql = 'CREATE INDEX albumYear ON album (addedAt)' WHERE name = 'albumYear'")
            let evidence = try synced.checks.failures().flatMap(\.evidence)
            #expect(evidence.contains { $0.contains("missing from index albumYear") }, "\(evidence)")
        }
        #expect(found == ["database"])
    }

    @Test func `a picture that is missing, cut off, or belongs to nothing`() async throws {
        let spoils: [@Sendable (URL) throws -> Void] = [
            { try FileManager.default.removeItem(at: $0) },
            { try Data(try Data(contentsOf: $0).dropLast(1)).write(to: $0) },
            { try FileManager.default.copyItem(at: $0, to: $0.appendingPathExtension("png")) },
        ]
        for spoil in spoils {
            let found = try await failures { synced in
                let picture = try #require(try synced.subject.pictures().first)
                try spoil(synced.subject.pictureFolder.appending(path: picture.file))
            }
            #expect(found == ["picture files"])
        }
    }

    @Test func `a token in a file, and in the name of one`() async throws {
        let inside = try await failures { try Data("x \($0.server.token) y".utf8).write(to: $0.file("notes")) }
        #expect(inside == ["secrets"])
        let outside = try await failures { try Data().write(to: $0.file("for-\($0.server.token)")) }
        #expect(outside == ["secrets"])
    }

    @Test func `a token in an address`() async throws {
        let found = try await failures { try await $0.ask("/identity?X-Plex-Token=\($0.server.token)") }
        #expect(found == ["token"])
    }

    @Test func `a request that no endpoint answers, with the nearest one`() async throws {
        let found = try await failures { synced in
            try await synced.ask("/library/section")
            let failure = try #require(synced.checks.ofRequests().first)
            #expect(failure.evidence.first?.contains("the nearest endpoint is /library/sections") == true)
        }
        #expect(found == ["unmatched requests"])
    }

    @Test func `a request that is no HTTP`() async throws {
        let header = (name: "X-Long", value: String(repeating: "x", count: 200_000))
        let found = try await failures { try? await $0.ask("/identity", header: header) }
        #expect(found == ["malformed requests"])
    }

    @Test func `a fault that no request met`() async throws {
        let found = try await failures {
            $0.server.arm(FaultRule(.status(503), match: RequestMatch(endpoint: [.image])))
        }
        #expect(found == ["unfired faults"])
    }
}
