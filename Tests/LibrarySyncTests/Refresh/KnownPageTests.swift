import Foundation
import LibraryModel
import LibraryStore
import PlexXML
import Testing

@testable import LibrarySync

/// Something wrong with an album's element, and what a refresh says of it.
private struct Flaw: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var verdict: String
    var change: @Sendable (inout TinyPlex) -> Void

    init(_ name: String, says verdict: String, _ change: @escaping @Sendable (inout TinyPlex) -> Void) {
        testDescription = name
        self.verdict = verdict
        self.change = change
    }
}

/// Pages that come again byte for byte are not looked at, and nothing is lost by it.
struct KnownPageTests {
    private func small(_ configuration: inout LibraryConfiguration) { configuration.pageSize = 5 }

    /// A library of six artists and twelve albums, read in pages of five.
    private func bench(
        artists: Int = 6, _ adjust: (inout TinyPlex) -> Void = { _ in }
    ) async throws -> Workbench {
        var plex = TinyPlex(artists: artists)
        adjust(&plex)
        let bench = Workbench(plex)
        #expect(try await refresh(bench).error == nil)
        return bench
    }

    private func refresh(_ bench: Workbench, verifyingInFull: Bool = false) async throws -> RefreshResult {
        try await bench.session(small) { await $0.refresh(.userInitiated, verifyingInFull: verifyingInFull) }
    }

    private func recognized(_ bench: Workbench) -> Int { bench.events.count { $0.name == .pageRecognized } }

    @Test func `a page that comes again is recognized, and its items count as unchanged`() async throws {
        let bench = try await bench()
        #expect(recognized(bench) == 0)
        let result = try await refresh(bench)
        #expect(recognized(bench) == 7)
        // It counts as a page that came all the same.
        #expect(bench.events.drop { $0.name != .pageRecognized }.count { $0.name == .pageRead } >= 7)
        #expect(result.libraryRowsWritten == 0)
        #expect(result.rowsWritten["knownPage"] == nil)
        #expect(result.counts[.artist]?.unchanged == 6 && result.counts[.album]?.unchanged == 12)
    }

    @Test func `a changed page is read, and those beside it are recognized`() async throws {
        let bench = try await bench()
        bench.server.change { $0.editAlbum(1060) { $0.title = "On the last page" } }
        let result = try await refresh(bench)
        #expect(result.counts[.album]?.changed == 1 && result.counts[.album]?.unchanged == 11)
        #expect(recognized(bench) == 4)
        #expect(result.rowsWritten["knownPage"] == 1)
        #expect(try await bench.contents().albums.contains("1060 On the last page"))
        #expect(try await refresh(bench).libraryRowsWritten == 0)
        #expect(recognized(bench) == 11)
    }

    /// Why what the server computes may be another thing although its list is the same.
    enum Reason: CaseIterable {
        case somethingChanged, counterMoved
    }

    @Test(arguments: Reason.allCases)
    func `pages of collections and playlists are read where what the server computes may have moved`(
        reason: Reason
    ) async throws {
        let bench = try await bench {
            $0.collections[0].isSmart = true
            $0.playlists[0].isSmart = true
        }
        bench.server.change { plex in
            switch reason {
            case .somethingChanged: plex.editAlbum(1010) { $0.title = "Another" }
            case .counterMoved: plex.counter = 101
            }
            plex.collections[0].content = [1010, 1020]
            plex.playlists[0].content = [101_001, 102_001, 101_001]
        }
        #expect(try await refresh(bench).error == nil)
        #expect(recognized(bench) == (reason == .counterMoved ? 5 : 4))
        let contents = try await bench.contents()
        #expect(contents.members[900_001] == [1010, 1020])
        #expect(contents.entries[900_002] == [101_001, 102_001, 101_001])
    }

    @Test(arguments: [0, 7])
    func `a playlist is edited on one of two pages, and the other is recognized`(number: Int) async throws {
        let bench = try await bench { plex in
            plex.playlists = (0..<8).map { number in
                TinyPlex.Item(key: 900_010 + Int64(number), title: "List \(number)", content: [101_001, 101_101])
            }
        }
        /// No change of a playlist moves the section's counter.
        @Sendable func edit(_ number: Int, _ change: @escaping @Sendable (inout TinyPlex.Item) -> Void) {
            bench.server.change { plex in
                change(&plex.playlists[number])
                plex.playlists[number].updatedAt += 1
                plex.counter = plex.counter.map { $0 - 1 }
            }
        }
        edit(number) { $0.content.reverse() }
        let result = try await refresh(bench)
        #expect(result.error == nil)
        #expect(result.counts[.playlist]?.changed == 1 && result.counts[.playlist]?.unchanged == 7)
        #expect(recognized(bench) == 7)
        #expect(try await bench.contents().entries[900_010 + Int64(number)] == [101_101, 101_001])
        // And one that changes while it is read is still noticed.
        edit(number) { $0.title = "Renamed" }
        bench.server.script { request, _ in
            if request.url.path.hasSuffix("/items") { edit(7 - number) { _ in } }
            return nil
        }
        #expect(try await refresh(bench).error?.code == .untrustworthyAnswer)
    }

    @Test func `an item that stands on a recognized page and on one before it is reported, and read when it is alone`()
        async throws
    {
        let bench = try await bench()
        let whole = bench.server.plex.artists
        bench.server.change { plex in
            plex.artists[0] = TinyPlex.Item(key: 6, title: "An impostor")
        }
        let result = try await refresh(bench)
        #expect(result.error == nil)
        #expect(result.verdicts.contains { $0.contains("artist 6 stands twice") }, "\(result.verdicts)")
        #expect(try await refresh(bench).verdicts.contains { $0.contains("artist 6 stands twice") })
        bench.server.change { $0.artists = whole }
        #expect(try await refresh(bench).error == nil)
        let artists = try await bench.store { try await $0.stored(Artist.self, keys: [key(6)]) }
        #expect(artists[key(6)]?.title == "Artist 6")
    }

    @Test func `the page of a playlist whose entries could not be read is read, and they with it`() async throws {
        let bench = try await bench { $0.playlists[0].isSmart = true }
        bench.server.script { request, _ in
            request.url.path.hasSuffix("/items") ? .answer(TinyPlex.emptySuccess) : nil
        }
        bench.server.change { $0.counter = 101 }
        #expect(try await refresh(bench).verdicts.contains { $0.contains("it is read again") })
        bench.server.script(nil)
        bench.server.change { $0.playlists[0].content.reverse() }
        bench.server.change { $0.playlists[0].content.swapAt(0, 1) }
        #expect(try await refresh(bench).error == nil)
        #expect(recognized(bench) == 10)
        #expect(try await bench.contents().entries[900_002] == bench.server.plex.playlists[0].content)
    }

    @Test func `a recognized page keeps its albums when another page loses one`() async throws {
        let bench = try await bench()
        bench.server.change { $0.deleteAlbum(1061) }
        let result = try await refresh(bench)
        #expect(result.counts[.album]?.deleted == 1)
        #expect(
            try await bench.contents().counts == [.artist: 6, .album: 11, .track: 33, .collection: 1, .playlist: 1])
    }

    @Test func `a page that went and comes back is read`() async throws {
        let bench = try await bench()
        let albums = bench.server.plex.albums
        let before = try await bench.contents()
        bench.server.change { $0.deleteAlbum(1060) }
        bench.server.change { $0.deleteAlbum(1061) }
        #expect(try await refresh(bench).counts[.album]?.deleted == 2)
        bench.server.change { plex in
            plex.albums = albums
            plex.tracks = TinyPlex(artists: 6).tracks
        }
        #expect(try await refresh(bench).counts[.album]?.new == 2)
        #expect(try await bench.contents() == before)
    }

    @Test func `a page of another size makes those of the old size unknown`() async throws {
        let bench = try await bench()
        let albums = bench.server.plex.albums
        bench.server.change { $0.editAlbum(1010) { $0.title = "Between" } }
        try await bench.refresh()
        #expect(try await bench.contents().albums.contains("1010 Between"))
        bench.server.change { $0.albums = albums }
        #expect(try await refresh(bench).counts[.album]?.changed == 1)
        #expect(try await bench.contents().albums.contains("1010 Album 1010"))
    }

    @Test func `an album left out for want of its artist comes with the artist, though its page is the same`()
        async throws
    {
        let whole = TinyPlex(artists: 6).artists[0]
        let bench = try await bench {
            $0.artists[0].raw = "<Directory ratingKey=\"1\" type=\"artist\" updatedAt=\"soon\"/>"
        }
        #expect(try await bench.contents().counts[.album] == 10)
        bench.server.change { $0.artists[0] = whole }
        #expect(try await refresh(bench).error == nil)
        #expect(
            try await bench.contents().counts == [.artist: 6, .album: 12, .track: 36, .collection: 1, .playlist: 1])
    }

    @Test func `a recognized page still speaks against a list of artists that lacks most`() async throws {
        let bench = try await bench(artists: 40)
        let before = try await bench.contents()
        bench.server.change { $0.artists.removeLast(35) }
        let result = try await refresh(bench)
        #expect(result.error?.code == .untrustworthyAnswer)
        #expect(recognized(bench) >= 16)
        #expect(try await bench.contents() == before)
    }

    @Test(arguments: [
        Flaw("a damaged one", says: "album 1010 was left out") {
            $0.albums[0].raw = "<Directory ratingKey=\"1010\" type=\"album\" title=\"Broken\"/>"
        },
        Flaw("one with a forbidden character", says: "XML forbids") { $0.albums[0].title = "Bell \u{7}" },
        Flaw("one with a genre that has no word", says: "but for one thing: its Genre has no word") {
            $0.albums[0].children = "<Genre/>"
        },
        Flaw("one that stands twice", says: "stands twice") { $0.albums.insert($0.albums[0], at: 1) },
        Flaw("one of an artist that is not listed", says: "1 albums belong to artists") { $0.albums[0].parent = 77 },
    ])
    private func `what is wrong with an element is told at each refresh, since its page is read each time`(
        _ flaw: Flaw
    ) async throws {
        let bench = try await bench()
        bench.server.change(flaw.change)
        for _ in 1...3 { #expect(try await refresh(bench).verdicts.contains { $0.contains(flaw.verdict) }) }
    }

    @Test func `albums on recognized pages whose artist is not listed any more are told of at each refresh`()
        async throws
    {
        let bench = try await bench()
        bench.server.change { $0.artists.removeLast() }
        for _ in 1...2 {
            #expect(try await refresh(bench).verdicts.contains { $0.contains("2 albums belong to artists") })
        }
        #expect(recognized(bench) == 7)
    }

    @Test func `starting over reads what another server adds to a page that is the same`() async throws {
        func tags(_ bench: Workbench) async throws -> [String] {
            let albums = try await bench.store { try await $0.stored(Album.self, keys: [key(1010)]) }
            return albums[key(1010)]?.tags.map(\.name) ?? []
        }
        let bench = try await bench { $0.albums[0].detailChildren = "<Mood tag=\"Calm\"/>" }
        #expect(try await tags(bench) == ["Calm"])
        bench.server.change { plex in
            plex.machine = "another"
            plex.albums[0].detailChildren = "<Mood tag=\"Wild\"/>"
        }
        #expect(try await bench.session(small) { await $0.startOver() }.error == nil)
        #expect(try await tags(bench) == ["Wild"])
    }

    @Test func `what is observed of recognized pages is what was observed when they were read`() async throws {
        let bench = try await bench()
        try await bench.session(small) { session in
            for _ in 1...2 { #expect(await session.refresh(.userInitiated).error == nil) }
        }
        let seen = try await bench.store { try await $0.observations().filter { $0.kind == .album } }
        let hashes = seen.map(\.bodyHash)
        #expect(hashes.count == 3 && Set(hashes).count == 1 && hashes[0] != nil)
    }

    @Test func `the validator that comes with a recognized page is used at the next refresh`() async throws {
        let bench = try await bench()
        bench.server.change { $0.givesValidators = true }
        #expect(try await refresh(bench).error == nil)
        #expect(recognized(bench) == 5)
        bench.server.forget()
        #expect(try await refresh(bench).error == nil)
        #expect(bench.server.requests.contains { $0.isList("8") && $0.headers["If-None-Match"] != nil })
    }

    @Test func `pages are forgotten when a later version reads more of them`() async throws {
        let bench = try await bench()
        let read = try #require(bench.server.requests.first { $0.isList("8") })
        let hash = ContentHash.of(bench.server.plex.answer(read).body)
        let request = PlexRequest.all(8, section: "4").rows(from: 0, size: 5).filing
        let known = try await bench.store { store in
            let now = try await store.knownPage(request, bodyHash: "\(plexReadingVersion) \(hash)")
            let unversioned = try await store.knownPage(request, bodyHash: hash)
            return (now: now, unversioned: unversioned)
        }
        #expect(known.now != nil && known.unversioned == nil)
    }

    @Test func `verifying in full recognizes nothing`() async throws {
        let bench = try await bench()
        #expect(try await refresh(bench, verifyingInFull: true).libraryRowsWritten == 0)
        #expect(recognized(bench) == 0)
    }

    @Test func `rows that were written without their list being read make its pages unknown`() async throws {
        let bench = try await bench()
        let before = try await bench.contents()
        try await bench.store { store in
            let run = try await store.begin(reason: .background, at: Date(timeIntervalSince1970: 0))
            try await store.prune(.album, in: run)
            _ = try await store.commit(
                run, record: .init(run, endedAt: Date(timeIntervalSince1970: 0), outcome: "success"))
        }
        #expect(try await bench.contents().albums.isEmpty)
        #expect(try await refresh(bench).counts[.album]?.new == 12)
        #expect(try await bench.contents().albums == before.albums)
    }
}
