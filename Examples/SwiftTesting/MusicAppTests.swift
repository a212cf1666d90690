import FakePlex
import Foundation
import Testing

/// The example app as a person uses it: a process that reads lines and prints lines, against a server on a socket.
@Suite(.timeLimit(.minutes(2)))
struct MusicAppTests {
    private enum Keys {
        static let harbour = 4_001
        static let tide = 4_101
        static let mix = 4_900
    }

    @Test func `a first launch fills the screen, and every command answers`() async throws {
        try await withFolder { folder in
            try await withFakePlex(library: library()) { server in
                let app = try await runMusicApp(
                    server.baseURL, token: server.token, folder,
                    [
                        "album \(Keys.tide)", "search harbour low", "filter genre=dub, years=2010-2019, by=year, down",
                        "tags genre", "artists", "playlists", "playlist \(Keys.mix)", "play \(Keys.tide)",
                        "picture \(Keys.tide)", "runs", "album 99999", "nonsense",
                    ])
                #expect(app.status == 0 && app.error.isEmpty, "\(app.error)")
                #expect(app.text.hasPrefix("== Albums (0 in all)\n"), "nothing is cached yet")
                #expect(app.text.contains("=~ Albums (3 in all)"))
                let grid = app.section("=~ Albums (3 in all)")
                #expect(grid.contains { $0.hasSuffix("\(Keys.tide)  Low Tide (Harbour Lights · 2016) *") }, "\(grid)")
                #expect(app.section("== Low Tide").contains { $0.contains("Undertow") })
                #expect(app.section("albums: 1 found") == ["  \(Keys.tide)  Low Tide (Harbour Lights · 2016) *"])
                let filtered = app.section("== Albums (2 in all)").map { $0.split(separator: "(")[0] }
                #expect(
                    filtered.map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == ["Low Tide", "Ebb"])
                #expect(app.text.contains("  Dub (2)"))
                #expect(app.section("== Mix").last?.contains("Undertow (Harbour Lights · Low Tide)") == true)
                #expect(app.section("playing Low Tide").first?.contains("/library/parts/") == true)
                #expect(app.text.contains("picture of \(Keys.tide): "))
                #expect(app.text.contains("run 1 launch: success, "))
                #expect(app.text.contains("! The cached library has no such item. Refresh, in case it is new."))
                #expect(app.text.contains("? nonsense: nothing can be done with that."))
                #expect(server.unmatchedRequests.isEmpty)
            }
        }
    }

    @Test func `a launch without the server shows everything from the cache, and a banner with advice`() async throws {
        try await withFolder { folder in
            let server = try await withFakePlex(library: library()) { server in
                _ = try await runMusicApp(server.baseURL, token: server.token, folder, ["album \(Keys.tide)"])
                return server.baseURL
            }
            let app = try await runMusicApp(
                server, token: "the-token-that-was", folder,
                [
                    "refresh", "album \(Keys.tide)", "search undertow", "filter artist=\(Keys.harbour)",
                    "picture \(Keys.tide)", "runs",
                ])
            #expect(app.status == 0 && app.error.isEmpty, "\(app.error)")
            #expect(app.text.hasPrefix("== Albums (3 in all)\n"), "the first paint is the whole grid")
            #expect(app.section("== Albums (3 in all)").allSatisfy { $0.hasSuffix(" *") }, "pictures come from disk")
            #expect(app.text.contains("refresh: offline\n"))
            #expect(
                app.text.contains("! offline: No connection to the server for /identity. Check that the server runs"))
            #expect(app.section("== Low Tide").contains { $0.contains("Undertow") })
            #expect(app.text.contains("tracks: 1 found"))
            #expect(app.section("== Albums (1 in all)").contains { $0.contains("Low Tide") })
            #expect(app.text.contains("picture of \(Keys.tide): "))
            #expect(app.text.contains("run 2 userInitiated: offline, 0 new, 0 changed"))
            #expect(!app.text.contains("the-token-that-was"))
        }
    }

    @Test func `an album that changed is redrawn, and nothing else`() async throws {
        try await withFolder { folder in
            try await withFakePlex(library: library()) { server in
                _ = try await runMusicApp(server.baseURL, token: server.token, folder, [])
                try server.apply([.edit(id: "tide", set: ["title": .text("High Tide")])])
                let app = try await runMusicApp(server.baseURL, token: server.token, folder, ["refresh"])
                #expect(app.section("== Albums (3 in all)").contains { $0.contains("Low Tide") }, "from the cache")
                #expect(app.text.contains("refresh: success; albums: 0 new, 1 changed, 0 deleted\n"))
                #expect(
                    app.section("=~ Albums (3 in all)")
                        == ["  ~ \(Keys.tide)  High Tide (Harbour Lights · 2016) *"])

                try server.apply([.delete(id: "tide")])
                let last = try await runMusicApp(server.baseURL, token: server.token, folder, ["refresh"])
                #expect(last.section("=~ Albums (2 in all)") == ["  - \(Keys.tide)  High Tide"])
            }
        }
    }

    @Test func `the commands that the README prints are understood`() async throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
        let sentence = try #require(readme.firstMatch(of: /and then, line by line, ([^.]*)\./)?.1)
        let commands = sentence.matches(of: /`([^`]+)`/).map { String($0.1) }
        #expect(commands.count > 4)
        #expect(readme.contains("PLEX_TOKEN=not-a-secret swift run MusicApp http://127.0.0.1:PORT my-music"))
        try await withFolder { folder in
            try await withFakePlex(library: library()) { server in
                let app = try await runMusicApp(server.baseURL, token: server.token, folder, commands)
                #expect(app.status == 0 && !app.text.contains("? "), "\(app.text)")
            }
        }
    }

    @Test func `without a token it says how it is used`() async throws {
        let app = try await runMusicApp(
            try #require(URL(string: "http://127.0.0.1:1")), token: nil, FileManager.default.temporaryDirectory, [])
        #expect(app.status == 64)
        #expect(app.error.hasPrefix("usage: PLEX_TOKEN=… MusicApp "))
    }

    private func library() throws -> Catalog {
        var library = Catalog()
        try library.add(CatalogArtist(id: "harbour", title: "Harbour Lights", ratingKey: Keys.harbour))
        try library.add(CatalogArtist(id: "moor", title: "Moor"))
        try library.add(
            CatalogAlbum(
                id: "tide", title: "Low Tide", ratingKey: Keys.tide, year: 2016, genres: ["Dub"],
                artwork: Artwork()),
            to: "harbour")
        try library.add(
            CatalogAlbum(id: "ebb", title: "Ebb", year: 2011, genres: ["dub"], artwork: Artwork()), to: "moor")
        try library.add(CatalogAlbum(id: "flow", title: "Flow", year: 1991, artwork: Artwork()), to: "moor")
        try library.add(CatalogTrack(id: "undertow", title: "Undertow"), to: "tide")
        try library.add(CatalogPlaylist(id: "mix", title: "Mix", ratingKey: Keys.mix), tracks: ["undertow"])
        return library
    }
}
