import LibraryModel
import Testing

@testable import LibraryStore

/// What the store promises of known pages: see ``SyncStore/setKnownPages(_:of:in:)``.
struct KnownPageTests {
    private func page(_ hash: String, _ keys: Int64...) -> KnownPage {
        KnownPage(
            bodyHash: hash, total: 9, offset: nil,
            items: keys.map { KnownPage.Item(key: $0, parent: $0 == 12 ? 1 : nil) })
    }

    @Test func `a page is known with the commit, by its body alone, and as it was given`() async throws {
        try await withStore { store in
            let page = page("a", 11, 12, 4_300_000_001)
            try await store.sync { run in
                try await store.setKnownPages(["albums 0": page], of: .album, in: run)
                #expect(try await store.knownPage("albums 0", bodyHash: "a") == nil)
            }
            #expect(try await store.knownPage("albums 0", bodyHash: "a") == page)
            #expect(try await store.knownPage("albums 0", bodyHash: "b") == nil)
            #expect(try await store.knownPage("albums 1", bodyHash: "a") == nil)
        }
    }

    @Test func `pages that are not named are forgotten, those of other kinds are not`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.setKnownPages(["albums 0": page("a"), "albums 1": page("b")], of: .album, in: run)
                try await store.setKnownPages(["artists 0": page("c")], of: .artist, in: run)
            }
            let summary = try await store.sync { run in
                try await store.setKnownPages(["albums 0": nil], of: .album, in: run)
            }
            #expect(summary.rowsWritten == ["knownPage": 1, "syncRun": 1])
            #expect(try await store.knownPage("albums 0", bodyHash: "a") != nil)
            #expect(try await store.knownPage("albums 1", bodyHash: "b") == nil)
            #expect(try await store.knownPage("artists 0", bodyHash: "c") != nil)
        }
    }

    @Test(arguments: ["Renamed", "First"])
    func `a row or its tags written without their list being read make the kind's pages unknown`(
        title: String
    ) async throws {
        try await withStore { store in
            try await store.fill()
            try await store.sync { run in
                try await store.setKnownPages(["albums 0": page("a", 11)], of: .album, in: run)
                try await store.setKnownPages(["artists 0": page("b", 1)], of: .artist, in: run)
            }
            var album = try #require(try await store.stored(Album.self, keys: keys(11)).values.first)
            album.title = title
            if title == "First" { album.tags = [Tag(.genre, "Rock")] }
            let written = album
            try await store.sync { run in try await store.upsert([written], in: run) }
            #expect(try await store.knownPage("albums 0", bodyHash: "a") == nil)
            #expect(try await store.knownPage("artists 0", bodyHash: "b") != nil)
        }
    }

    @Test func `an abandoned run changes no page`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.setKnownPages(["albums 0": page("a")], of: .album, in: run)
            }
            let run = try await store.begin(reason: .background, at: date())
            try await store.setKnownPages(["albums 0": page("b")], of: .album, in: run)
            try await store.abandon(run, record: record(run, "offline"))
            #expect(try await store.knownPage("albums 0", bodyHash: "a") != nil)
            let summary = try await store.sync { _ in }
            #expect(summary.rowsWritten == ["syncRun": 1])
        }
    }

    @Test func `no page is known of a kind that lacks an item for want of a parent`() async throws {
        try await withStore { store in
            try await store.fill()
            let summary = try await store.sync { run in
                try await store.upsert([anAlbum(51, by: 5)], in: run)
                try await store.setKnownPages(["albums 0": page("a", 51)], of: .album, in: run)
                try await store.setKnownPages(["artists 0": page("b", 1)], of: .artist, in: run)
            }
            #expect(summary.orphanCount == 1)
            #expect(try await store.knownPage("albums 0", bodyHash: "a") == nil)
            #expect(try await store.knownPage("artists 0", bodyHash: "b") != nil)
        }
    }

    @Test func `starting over knows nothing of the pages of before`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.setKnownPages(["albums 0": page("a")], of: .album, in: run)
            }
            try await store.sync { run in try await store.startOver(in: run) }
            #expect(try await store.knownPage("albums 0", bodyHash: "a") == nil)
        }
    }
}
