import FakePlex
import Foundation
import LibrarySync
import Testing

/// What is said of a folder that was synced into: runs, doctor, study.
@Suite(.timeLimit(.minutes(2)))
struct LibraryFolderTests {
    /// Serves a few albums, and syncs them into a folder once.
    private func withSyncedFolder(
        _ arguments: [String] = [], _ body: (FakePlex, String, [String]) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("synced-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withFakePlex(library: Catalog.generated(seed: 3, albums: 5)) { server in
            let options = ["--server", server.baseURL.absoluteString, "--into", folder.path]
            let outcome = try await run(["sync"] + options + arguments, server)
            #expect(outcome.status == 0, "\(outcome)")
            try await body(server, folder.path, options)
        }
    }

    private func run(_ arguments: [String], _ server: FakePlex) async throws -> Binary.Outcome {
        let outcome = try await Binary.run(arguments, environment: ["UNDERSTUDY_TOKEN": server.token])
        #expect(!outcome.out.contains(server.token) && !outcome.error.contains(server.token))
        return outcome
    }

    @Test func `the last runs are printed as a table and as JSON`() async throws {
        try await withSyncedFolder { server, folder, options in
            server.arm(FaultRule(.status(401)))
            #expect(try await run(["sync"] + options, server).status == 3)
            let table = try await run(["runs", "--in", folder], server)
            let lines = table.out.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[1].contains("unauthorized") && lines[2].contains("success"), "\(table.out)")
            let json = try await run(["runs", "--in", folder, "--json", "--limit", "1"], server)
            let runs = try #require(
                try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [[String: Any]])
            #expect(runs.count == 1)
            #expect(runs.first?["outcome"] as? String == "unauthorized")
            #expect(runs.first?["artworkFailed"] as? Int == 0)
        }
    }

    @Test func `a token may come from a file, a section may be named, and what was done is counted`() async throws {
        try await withSyncedFolder { server, folder, options in
            let file = URL(fileURLWithPath: folder).appendingPathComponent("token")
            try Data("\(server.token)\n".utf8).write(to: file)
            let key = server.catalog.sections[0].key
            let named = ["sync"] + options + ["--token-file", file.path, "--section", key]
            let outcome = try await Binary.run(named)
            #expect(outcome.status == 0, "\(outcome)")
            let requests = server.journal.count
            let again = try await Binary.run(named)
            let line = again.out.split(separator: "\n").last.map(String.init) ?? ""
            let sent = server.journal.count - requests
            #expect(line.hasPrefix("\(sent) requests, "), "\(again)")
            #expect(line.contains(" 0 rows of the library and "), "\(again)")
            let wrong = try await run(["sync"] + options + ["--section", "99"], server)
            #expect(wrong.status == 3 && wrong.error.contains("99"), "\(wrong)")
            #expect(![outcome.out, outcome.error, again.out, again.error].joined().contains(server.token))
        }
    }

    @Test func `the summary tells of pictures that came and of those that did not`() async throws {
        try await withSyncedFolder { server, _, options in
            server.arm(FaultRule(.status(500), match: RequestMatch(endpoint: [.image]), times: .once))
            let outcome = try await run(["sync"] + options + ["--artwork"], server)
            #expect(outcome.error.contains("is missing: its server answered with 500."), "\(outcome)")
            #expect(outcome.out.contains(/pictures: [1-9][0-9]* fetched, 0 removed, [1-9][0-9]* missing/), "\(outcome)")
            let again = try await run(["sync"] + options, server)
            #expect(again.out.contains("pictures: 0 fetched, 0 removed\n"), "\(again)")
        }
    }

    @Test(arguments: ["127.0.0.1:1/?X-Plex-Token=secret-one", "me:secret-one@127.0.0.1:1", "ftp://h/#secret-one"])
    func `what is no address is not repeated where it may hold a secret`(address: String) async throws {
        let outcome = try await Binary.run(
            ["sync", "--server", address, "--into", "nowhere"], environment: ["UNDERSTUDY_TOKEN": "x"])
        #expect(outcome.status == 2 && outcome.error.contains("is no address"), "\(outcome)")
        #expect(!(outcome.error + outcome.out).contains("secret-one"))
    }

    @Test func `a change without a new stamp is found with --verify`() async throws {
        try await withSyncedFolder { server, folder, options in
            let track = try #require(server.catalog.tracks.first)
            let edit = ["title": FieldValue.text("Changed in secret"), "updatedAt": .integer(track.updatedAt)]
            try server.apply([.edit(id: track.id, set: edit)])
            #expect(try await run(["sync"] + options, server).out.contains("0 rows of the library"))
            #expect(try await run(["sync"] + options + ["--verify"], server).out.contains("1 rows of the library"))
        }
    }

    @Test func `a library that is emptied is kept until that is accepted`() async throws {
        try await withSyncedFolder { server, folder, options in
            try server.apply(server.catalog.artists.map { .delete(id: $0.id) })
            let refused = try await run(["sync"] + options, server)
            #expect(refused.status == 3 && refused.error.contains("untrustworthyAnswer"), "\(refused)")
            #expect(try await run(["sync"] + options + ["--verify"], server).status == 3)
            let accepted = try await run(["sync"] + options + ["--accept-large-deletion"], server)
            #expect(accepted.status == 0 && accepted.out.contains("deleted"), "\(accepted)")
            #expect(try await run(["sync"] + options, server).status == 0)
        }
    }

    @Test(arguments: ["", " \n", "one\ntwo\n", "one two"])
    func `a file that holds no token, or more than one, is not sent as one`(text: String) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try await Binary.run(
            ["sync", "--server", "http://127.0.0.1:1", "--into", file.path + "-library", "--token-file", file.path])
        #expect(outcome.status == 2)
        #expect(outcome.error == "\(file.path): a file with a token and nothing else was expected.\n", "\(outcome)")
    }

    @Test func `a folder without a library has no runs and nothing to examine`() async throws {
        #expect(try await Binary.run(["runs", "--in", "/no/such/folder"]).status == 3)
        #expect(try await Binary.run(["doctor", "--in", "/no/such/folder"]).status == 3)
    }

    @Test func `a folder that cannot be one is told with its reason, and the advice once`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("file-\(UUID().uuidString)")
        try Data("a plain file".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let outcome = try await Binary.run(
            ["sync", "--server", "http://127.0.0.1:1", "--into", file.appendingPathComponent("library").path],
            environment: ["UNDERSTUDY_TOKEN": "not-a-secret"])
        #expect(outcome.status == 3)
        let advice = "Choose a folder that can be read and written."
        #expect(outcome.error.hasPrefix("storeUnusable: The folder "), "\(outcome.error)")
        #expect(outcome.error.components(separatedBy: advice).count == 2, "\(outcome.error)")
        #expect(!outcome.error.contains("Error Domain"), "\(outcome.error)")
    }

    @Test func `a whole library is found whole, and what is missing, damaged or left over is named`() async throws {
        try await withSyncedFolder(["--artwork"]) { server, folder, options in
            let whole = try await run(["doctor", "--in", folder], server)
            #expect(whole.status == 0, "\(whole)")
            let pictures = URL(fileURLWithPath: folder).appendingPathComponent("artwork")
            let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path).sorted()
            #expect(names.count >= 5)
            try FileManager.default.removeItem(at: pictures.appendingPathComponent(names[0]))
            try Data("other bytes".utf8).write(to: pictures.appendingPathComponent(names[1]))
            try Data("nobody's".utf8).write(to: pictures.appendingPathComponent("left-over.png"))
            let ill = try await run(["doctor", "--in", folder], server)
            #expect(ill.status == 1)
            #expect(ill.out.contains("missingPictures: 1 picture is missing: \(names[0])"), "\(ill.out)")
            #expect(ill.out.contains("damagedPictures: 1 "))
            #expect(ill.out.contains("orphanedPictures: 1 file belongs to no item: left-over.png"))
            // Its advice: to sync with pictures.
            #expect(try await run(["sync"] + options + ["--artwork"], server).status == 0)
            let well = try await run(["doctor", "--in", folder], server)
            #expect(well.status == 0, "\(well)")
        }
    }

    @Test func `a library is whole however many refreshes have failed since, and empty where none succeeded`()
        async throws
    {
        try await withSyncedFolder { server, folder, _ in
            server.arm(FaultRule(.status(401)))
            let empty = folder + "-empty"
            defer { try? FileManager.default.removeItem(atPath: empty) }
            for (place, failures, words) in [(folder, 101, "are whole"), (empty, 1, "no refresh has succeeded yet")] {
                let configuration = LibraryConfiguration(
                    server: server.baseURL, token: server.token, folder: URL(fileURLWithPath: place))
                try await withLibrarySession(configuration) { session in
                    for _ in 1...failures { #expect(await session.refresh(.background).error?.code == .unauthorized) }
                }
                let outcome = try await run(["doctor", "--in", place], server)
                #expect(outcome.status == 0 && outcome.out.contains(words), "\(outcome)")
            }
        }
    }

    @Test func `a damaged database is found damaged`() async throws {
        try await withSyncedFolder { server, folder, _ in
            let database = URL(fileURLWithPath: folder).appendingPathComponent("library.sqlite")
            let file = try FileHandle(forUpdating: database)
            let end = try file.seekToEnd()
            for page in stride(from: UInt64(4096), to: end, by: 4096) {
                try file.seek(toOffset: page)
                try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
            }
            try file.close()
            let outcome = try await run(["doctor", "--in", folder], server)
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.out.contains("damagedStore: "))
        }
    }

    @Test func `a study can be had as JSON, with everything that was seen`() async throws {
        try await withSyncedFolder { server, _, options in
            server.setValidators(true)
            let outcome = try await run(["study"] + options + ["--refreshes", "2", "--json"], server)
            let study = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: [[String: Any]]])
            let albums = try #require(study["observations"]).filter { $0["kind"] as? String == "albums" }
            #expect(albums.count == 4 && albums.allSatisfy { $0["status"] as? Int != nil })
            let counter = server.catalog.sections[0].contentChangedAt
            #expect(albums.allSatisfy { $0["contentChangedAt"] as? Int == counter && $0["scannedAt"] as? Int != nil })
            #expect(albums.compactMap { $0["etag"] as? String }.count > 0)
            let verdict = try #require(study["verdicts"]?.first { $0["kind"] as? String == "albums" })
            #expect(verdict["verdict"] as? String == "unreliable" && verdict["answers"] as? Int == 4)
        }
    }

    @Test func `a study says what its verdict rests on, and is continued by the next`() async throws {
        try await withSyncedFolder { server, _, options in
            let first = try await run(["study"] + options + ["--refreshes", "5"], server)
            #expect(first.status == 0, "\(first)")
            #expect(first.out.contains("unsupported"))
            for number in 1...2 {
                try server.apply([.edit(id: "album-1", set: ["title": .text("Title \(number)")])])
                #expect(try await run(["study"] + options + ["--refreshes", "1"], server).status == 0)
            }
            let last = try await run(["study"] + options + ["--refreshes", "1"], server)
            let albums = last.out.split(separator: "\n").first { $0.hasPrefix("albums") && $0.contains("counter") }
            #expect(albums?.contains(" reliable ") == true, "\(last.out)")
        }
    }

    @Test func `another server is refused, and taken when starting over`() async throws {
        try await withSyncedFolder { _, folder, _ in
            var other = Catalog.generated(seed: 4, albums: 6)
            other.server.machineIdentifier = String(repeating: "b", count: 40)
            try await withFakePlex(library: other) { server in
                let options = ["--server", server.baseURL.absoluteString, "--into", folder]
                let refused = try await run(["sync"] + options, server)
                #expect(refused.status == 3)
                #expect(refused.error.contains("otherServer"), "\(refused.error)")
                let taken = try await run(["sync"] + options + ["--start-over"], server)
                #expect(taken.status == 0, "\(taken)")
                let again = try await run(["sync"] + options, server)
                #expect(again.status == 0, "\(again)")
            }
        }
    }
}
