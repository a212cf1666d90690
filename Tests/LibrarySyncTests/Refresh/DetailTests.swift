import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Tags that only details carry: sync-requirements, S23.
struct DetailTests {
    private static func bench() -> Workbench { Workbench(plex) }

    private static var plex: TinyPlex {
        var plex = TinyPlex()
        for index in plex.albums.indices {
            plex.albums[index].children = "<Genre tag=\"Pop\"/>"
            plex.albums[index].detailChildren = "<Genre tag=\"Pop\"/><Mood tag=\"Calm\"/>"
        }
        return plex
    }

    private func tags(of album: Int64, in bench: Workbench) async throws -> [String] {
        try await bench.store { store in
            try await store.stored(Album.self, keys: [key(album)])[key(album)]?.tags.map(\.name) ?? []
        }
    }

    private func asked(_ bench: Workbench) -> [String] {
        bench.server.metadata.map(\.url.path).filter { $0.contains("/library/metadata/") }
    }

    @Test func `an album has the tags of its details`() async throws {
        let bench = Self.bench()
        #expect(try await bench.refresh().error == nil)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
        #expect(asked(bench) == ["/library/metadata/1010,1011,1020,1021,1030,1031"])
    }

    @Test func `details that were read for a stamp are not read again, and a list that lacks them changes nothing`()
        async throws
    {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.forget()
        let result = try await bench.refresh()
        #expect(result.libraryRowsWritten == 0)
        #expect(asked(bench).isEmpty)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
    }

    @Test func `details of an edited album alone are read again`() async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.forget()
        bench.server.change { $0.editAlbum(1010) { $0.detailChildren = "<Mood tag=\"Wild\"/>" } }
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 1)
        #expect(asked(bench) == ["/library/metadata/1010"])
        #expect(try await tags(of: 1010, in: bench) == ["Wild"])
    }

    @Test func `a list with other tags under the old stamp has the details read again`() async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.forget()
        bench.server.change { plex in
            plex.albums[0].children = "<Genre tag=\"Rock\"/>"
            plex.albums[0].detailChildren = "<Genre tag=\"Rock\"/><Mood tag=\"Calm\"/>"
        }
        try await bench.refresh()
        #expect(asked(bench) == ["/library/metadata/1010"])
        #expect(try await tags(of: 1010, in: bench) == ["Rock", "Calm"])
    }

    @Test func `a server that has no details of what it lists is not believed`() async throws {
        let bench = Self.bench()
        try await bench.refresh()
        let before = try await bench.contents()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        bench.server.script { request, _ in
            request.url.path.contains("/library/metadata/") ? .answer(TinyPlex.error(404)) : nil
        }
        #expect(try await bench.refresh().error?.code == .notFound)
        #expect(try await bench.contents() == before)
        bench.server.script(nil)
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
    }

    @Test func `an album whose details do not come keeps its tags, and is asked about again`() async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.change { plex in
            for album: Int64 in [1010, 1020] { plex.editAlbum(album) { $0.title = "High Tide" } }
        }
        bench.server.script { request, _ in
            guard request.url.path.hasPrefix("/library/metadata/"), !request.isPicture else { return nil }
            var lacking = bench.server.plex
            lacking.albums.removeAll { $0.key == 1010 }
            return .answer(lacking.answer(request))
        }
        let result = try await bench.refresh()
        #expect(result.counts[.album]?.changed == 2)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
        bench.server.script(nil)
        bench.server.forget()
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        #expect(asked(bench) == ["/library/metadata/1010"])
    }

    /// Answers details with what stands here in place of the first album.
    private func detail(_ element: String, in bench: Workbench) {
        bench.server.script { request, _ in
            guard request.url.path.contains("/library/metadata/") else { return nil }
            let page = "<MediaContainer size=\"1\">\(element)</MediaContainer>"
            return .answer(TransportResponse(status: 200, body: Data(page.utf8)))
        }
    }

    @Test func `details of an album that was edited since its list was read are left to the next refresh`() async throws
    {
        let bench = Self.bench()
        detail(
            """
            <Directory ratingKey="1010" parentRatingKey="1" type="album" updatedAt="\(TinyPlex.birth + 1)">\
            <Mood tag="Wild"/></Directory>
            """, in: bench)
        #expect(try await bench.refresh().error == nil)
        #expect(try await tags(of: 1010, in: bench) == ["Pop"])
        bench.server.script(nil)
        try await bench.refresh()
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
    }

    @Test(arguments: ["ratingKey=\"1010\" rating=\"nan\"", "rating=\"5\""])
    func `details that came damaged take no tags away`(attributes: String) async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.title = "High Tide" } }
        detail("<Directory \(attributes) parentRatingKey=\"1\" type=\"album\"/>", in: bench)
        #expect(try await bench.refresh().counts[.album]?.changed == 1)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
    }

    @Test func `an album that once came without a stamp has the tags of its details again`() async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.albums[0].raw = """
                <Directory ratingKey="1010" parentRatingKey="1" type="album" title="Album 1010"><Genre tag="Pop"/>\
                </Directory>
                """
        }
        try await bench.refresh()
        #expect(try await tags(of: 1010, in: bench) == ["Pop"])
        bench.server.change { $0.albums[0].raw = nil }
        try await bench.refresh()
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
    }

    @Test(arguments: ["<Mood/>", "<Mood tag=\"\"/>", "<Mood tag=\"\u{4}\"/>"])
    func `a tag that is spoiled in details takes none away, and they are read again`(mood: String) async throws {
        let bench = Self.bench()
        try await bench.refresh()
        bench.server.change { $0.editAlbum(1010) { $0.detailChildren = "<Genre tag=\"Pop\"/><Mood tag=\"Wild\"/>" } }
        detail(
            """
            <Directory ratingKey="1010" parentRatingKey="1" type="album" title="T" \
            updatedAt="\(bench.server.plex.albums[0].updatedAt)"><Genre tag="Pop"/>\(mood)</Directory>
            """, in: bench)
        #expect(try await bench.refresh().isSuccess)
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Calm"])
        bench.server.script(nil)
        try await bench.refresh()
        #expect(try await tags(of: 1010, in: bench) == ["Pop", "Wild"])
        bench.server.forget()
        try await bench.refresh()
        #expect(asked(bench).isEmpty)
    }
}
