import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What could not be read or kept comes as soon as it can, although everything that is believed says that nothing moved;
/// and that it comes is nobody's lie.
struct HealingTests {
    /// A server whose counter, or whose validators where it has no counter, were found reliable.
    private func studied(counter: Int?) async throws -> Workbench {
        var plex = TinyPlex()
        plex.counter = counter
        plex.givesValidators = true
        let bench = Workbench(plex)
        try await bench.study()
        return bench
    }

    /// The albums that come with a refresh after the server healed in secret.
    private func healed(_ bench: Workbench, _ heal: @escaping @Sendable (inout TinyPlex) -> Void) async throws
        -> Contents
    {
        bench.server.script(nil)
        bench.server.changeInSecret(heal)
        bench.moveTime(by: 3_600)
        let result = try await bench.refresh()
        #expect(result.isSuccess)
        #expect(!result.verdicts.contains { $0.contains("not believed any more") })
        return try await bench.contents()
    }

    private static func add(artist: Int64, album: Int64, to plex: inout TinyPlex) {
        if !plex.artists.contains(where: { $0.key == artist }) {
            plex.artists.append(TinyPlex.Item(key: artist, title: "Newcomer"))
        }
        plex.albums.append(TinyPlex.Item(key: album, title: "New one", parent: artist, updatedAt: plex.now))
        for number in 1...5 {
            plex.tracks.append(
                TinyPlex.Item(key: album * 100 + Int64(number), title: "T", parent: album, updatedAt: plex.now))
        }
    }

    /// Adds an album that is damaged or belongs to what is; it and its tracks come when that is healed.
    @discardableResult
    private func comesLate(
        in bench: Workbench, of artist: Int64, _ setDamage: @escaping @Sendable (inout TinyPlex, Bool) -> Void
    ) async throws -> Contents {
        bench.server.change { plex in
            Self.add(artist: artist, album: 5_000, to: &plex)
            setDamage(&plex, true)
        }
        #expect(try await bench.refresh().isSuccess)
        let contents = try await healed(bench) { setDamage(&$0, false) }
        #expect(contents.albums.contains("5000 New one"))
        #expect(contents.tracks.count == 23)
        return contents
    }

    @Test(arguments: [100, nil])
    func `tracks of an album that came without its key`(counter: Int?) async throws {
        let bench = try await studied(counter: counter)
        try await comesLate(in: bench, of: 1) { plex, isDamaged in
            let damaged = "<Directory type=\"album\" parentRatingKey=\"1\"/>"
            plex.albums[plex.albums.count - 1].raw = isDamaged ? damaged : nil
        }
    }

    @Test(arguments: [100, nil])
    func `albums of an artist that could not be read`(counter: Int?) async throws {
        let bench = try await studied(counter: counter)
        let contents = try await comesLate(in: bench, of: 50) { plex, isDamaged in
            let damaged = "<Directory type=\"artist\" title=\"Newcomer\"/>"
            plex.artists[plex.artists.count - 1].raw = isDamaged ? damaged : nil
        }
        #expect(contents.counts[.artist] == 4)
    }

    @Test(arguments: [100, nil])
    func `a title with a character that cannot be`(counter: Int?) async throws {
        let bench = try await studied(counter: counter)
        bench.server.change { plex in plex.editAlbum(1010) { $0.title = "Bell \u{7}" } }
        #expect(try await bench.refresh().isSuccess)
        #expect(try await healed(bench) { $0.albums[0].title = "Bell" }.albums.contains("1010 Bell"))
    }

    @Test(arguments: [100, nil])
    func `details that were those of an earlier edit`(counter: Int?) async throws {
        let bench = try await studied(counter: counter)
        bench.server.change { plex in plex.editAlbum(1010) { $0.detailChildren = "<Mood tag=\"Calm\"/>" } }
        bench.server.script { request, _ in
            guard request.url.path == "/library/metadata/1010" else { return nil }
            let old =
                "<MediaContainer size=\"1\"><Directory ratingKey=\"1010\" parentRatingKey=\"1\" type=\"album\" "
                + "title=\"Album\" updatedAt=\"\(TinyPlex.birth)\"/></MediaContainer>"
            return .answer(TransportResponse(status: 200, body: Data(old.utf8)))
        }
        #expect(try await bench.refresh().isSuccess)
        _ = try await healed(bench) { _ in }
        let album = try await bench.store { try await $0.stored(Album.self, keys: [key(1010)]) }[key(1010)]
        #expect(album?.tags.map(\.name) == ["Calm"])
    }

    @Test(arguments: [100, nil])
    func `what is left out at every refresh is no change, and no lie`(counter: Int?) async throws {
        var plex = TinyPlex()
        plex.counter = counter
        plex.givesValidators = true
        plex.albums[5].parent = 77
        plex.tracks.append(TinyPlex.Item(key: 555, title: "Of no album", parent: 777))
        let bench = Workbench(plex)
        try await bench.study {
            let result = try await bench.session { await $0.refresh(.userInitiated, verifyingInFull: true) }
            #expect(!result.verdicts.contains { $0.contains("not believed any more") })
            return result
        }
        let verdicts = try await bench.session { try await $0.study() }
        let validator: StudyVerdict.Validator = counter == nil ? .etag : .counter
        for kind in [ItemKind.artist, .track] where !(kind == .track && counter == nil) {
            let verdict = verdicts.first { $0.kind == kind && $0.validator == validator }
            #expect(verdict?.word == .reliable, "\(verdict as Any)")
        }
    }

    @Test(arguments: [100, nil])
    func `an album of no artist, where the artists' list is left out and the albums' is not`(counter: Int?)
        async throws
    {
        var plex = TinyPlex()
        plex.counter = counter
        plex.givesValidators = true
        plex.albums[5].parent = 77
        let bench = Workbench(plex)
        for round in 0...7 {
            if round == 1 || round == 2 {
                bench.server.change { plex in
                    plex.artists[0].title = "Edit \(round)"
                    plex.artists[0].updatedAt = plex.now
                }
            }
            #expect(try await bench.refresh().isSuccess)
        }
        for _ in 1...3 {
            bench.server.forget()
            #expect(!(try await bench.refresh().verdicts.contains { $0.contains("not believed any more") }))
            #expect(bench.server.metadata.contains { $0.isList("9") && $0.headers["If-None-Match"] == nil })
            #expect(!bench.server.metadata.contains { $0.isList("8") && $0.headers["If-None-Match"] == nil })
        }
    }

    @Test(arguments: [100, nil])
    func `albums that are kept when their artist can be read are no lie of their list's validator`(counter: Int?)
        async throws
    {
        var plex = TinyPlex()
        plex.counter = counter
        plex.givesValidators = true
        plex.artists[0].raw = "<Directory type=\"artist\" title=\"Artist\"/>"
        let bench = Workbench(plex)
        #expect(try await bench.refresh().isSuccess)
        #expect(try await healed(bench) { $0.artists[0].raw = nil }.albums.count == 6)
        #expect(try await !bench.store { try await $0.validators() }.isEmpty)
    }
}
