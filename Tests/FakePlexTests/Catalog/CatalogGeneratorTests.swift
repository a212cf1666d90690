import Testing

@testable import FakePlex

struct CatalogGeneratorTests {
    @Test func `the home library has its counts`() {
        let home = Catalog.generated(seed: 7, albums: 2400)
        #expect(home.count(of: .artist) == 400)
        #expect(home.count(of: .album) == 2400)
        #expect((27_000...29_000).contains(home.count(of: .track)))
        #expect(home.count(of: .collection) == 25)
        #expect(home.count(of: .playlist) == 20)
        #expect(home.sections.map(\.key) == ["4"])
        #expect(home.albums.allSatisfy { (10...13).contains($0.trackKeys.count) })
        #expect(home.artists.allSatisfy { !$0.albumKeys.isEmpty })
    }

    @Test func `the same seed makes the same library and another seed another one`() {
        let library = Catalog.generated(seed: 7, albums: 120)
        #expect(library == Catalog.generated(seed: 7, albums: 120))
        #expect(library != Catalog.generated(seed: 8, albums: 120))
    }

    @Test func `a generated library never changes from version to version`() {
        let library = Catalog.generated(seed: 7, albums: 60)
        let albums = library.albums.map {
            "\($0.ratingKey) \($0.title) \($0.year ?? 0) \($0.genres) \($0.updatedAt) \($0.artwork?.colour ?? "")"
        }
        let tracks = library.tracks.map { "\($0.ratingKey) \($0.title) \($0.duration ?? 0) \($0.disc ?? 0)" }
        let playlists = library.playlists.map { "\($0.ratingKey) \($0.title) \($0.entries.map(\.trackKey))" }
        let everything = Array((albums + tracks + playlists).joined(separator: "\n").utf8)
        #expect(StableHash.hex(StableHash.of(everything), digits: 16) == "15044851da488df3")
    }

    @Test(arguments: [0, 1, 5, 100])
    func `any size works`(albums: Int) {
        let library = Catalog.generated(seed: 1, albums: albums)
        #expect(library.count(of: .album) == albums)
        #expect((library.count(of: .collection) > 0) == (albums > 0))
    }

    @Test func `ids are what the scenarios expect, and times lie before the default time`() {
        let library = Catalog.generated(seed: 7, albums: 200)
        for id in ["artist-3", "album-17", "track-17-4", "collection-2", "playlist-1"] {
            #expect(library.ratingKey(of: id) != nil, "\(id)")
        }
        #expect(library.albums.allSatisfy { $0.addedAt <= $0.updatedAt && $0.updatedAt < Catalog.defaultTime })
    }

    @Test func `some titles are nasty and some items lack things`() {
        let library = Catalog.generated(seed: 7, albums: 2400)
        #expect(library.albums.contains { $0.title.contains("&") })
        #expect(library.albums.contains { $0.title.contains("\"") })
        #expect(library.tracks.contains { $0.title.unicodeScalars.contains { $0.value > 0xFFFF } })
        #expect(library.albums.contains { $0.year == nil })
        #expect(library.albums.contains { $0.artwork == nil })
        #expect(library.tracks.contains { $0.disc == 2 })
        #expect(library.playlists.allSatisfy { Set($0.entries.map(\.trackKey)).count < $0.entries.count })
    }
}
