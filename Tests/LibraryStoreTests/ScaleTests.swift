import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// What reads cost in a large library.
///
/// `UNDERSTUDY_ALBUMS=100000` makes it as large as that, ten tracks an album, and prints the times.
struct ScaleTests {
    static let asked = ProcessInfo.processInfo.environment["UNDERSTUDY_ALBUMS"].flatMap { Int64($0) }
    static let albums = asked ?? 8_000
    static let tracksPerAlbum: Int64 = asked == nil ? 1 : 10

    @Test(.timeLimit(.minutes(10)))
    func `a page deep inside a large library costs what the first one does`() async throws {
        let meter = WorkMeter()
        try await withStore { store in
            try await fill(store)
            try await meter.attach(to: store)
            let rare = AlbumFilter(tags: [Tag(.genre, "Rare")])
            let common = AlbumFilter(tags: [Tag(.genre, "Common")])
            let lists: [(String, AlbumQuery)] =
                AlbumOrder.Key.allCases.map { ("by \($0)", AlbumQuery(sortedBy: AlbumOrder($0))) } + [
                    ("by addedAt, the last first", AlbumQuery(sortedBy: AlbumOrder(.addedAt, isDescending: true))),
                    ("a common tag by artist", AlbumQuery(matching: common)),
                    ("a common tag by title", AlbumQuery(matching: common, sortedBy: AlbumOrder(.title))),
                    ("a rare tag by title", AlbumQuery(matching: rare, sortedBy: AlbumOrder(.title))),
                    ("years by artist", AlbumQuery(matching: AlbumFilter(years: 1960...1969))),
                ]
            for (name, query) in lists {
                let pages = try await walk(store, query)
                #expect(Set(pages.keys).count == (try await store.albumCount(matching: query.filter)))
                let first = try await meter.instructions { _ = try await store.albums(query) }
                let deep = try await meter.instructions { _ = try await store.albums(pages.deep) }
                #expect(first > 0)
                // Twice the work where a page begins within an artist.
                #expect(deep < first * 3 + 2_000, "\(name): first \(first), deep \(deep)")
                try await report(name, "first") { _ = try await store.albums(query) }
                try await report(name, "deep") { _ = try await store.albums(pages.deep) }
            }
            try await checkGrid(store, meter)
            try await reportReads(store)
        }
    }

    /// The grid is read by page numbers; whoever went deep once has milestones.
    private func checkGrid(_ store: LibraryStore, _ meter: WorkMeter) async throws {
        let last = Int(Self.albums) - 60
        func read(_ offset: Int) async throws { _ = try await store.albums(offset: offset, limit: 60) }
        let first = try await meter.instructions { try await read(0) }
        let cold = try await ContinuousClock().measure { try await read(last) }
        report("grid, deep for the first time: \(cold)")
        for (name, offset) in [("first", 0), ("half-way", last / 2), ("deep", last)] {
            let work = try await meter.instructions { try await read(offset) }
            // Besides the page itself, at most the albums from one milestone to the next are passed.
            #expect(work < first * 3 + 30 * AlbumMilestones.distance, "\(name): first \(first), then \(work)")
            try await report("grid", name) { try await read(offset) }
        }
    }

    /// The keys of all pages, and the question for the page nine tenths of the way.
    private func walk(
        _ store: LibraryStore, _ query: AlbumQuery
    ) async throws -> (keys: [RatingKey], deep: AlbumQuery) {
        var questions: [AlbumQuery] = []
        var keys: [RatingKey] = []
        var next: AlbumQuery? = query
        while let query = next {
            questions.append(query)
            let page = try await store.albums(query)
            keys += page.albums.map(\.ratingKey)
            next = page.next
        }
        return (keys, questions[questions.count * 9 / 10])
    }

    private func reportReads(_ store: LibraryStore) async throws {
        guard Self.asked != nil else { return }
        report("album count: \(try await time { _ = try await store.albumCount() })")
        report("genres: \(try await time { _ = try await store.albumTags(.genre) })")
        report("search \"track 77\": \(try await time { _ = try await store.search("track 77", limit: 1_000) })")
        report("search \"e\": \(try await time { _ = try await store.search("e", limit: 1_000) })")
        let clock = ContinuousClock()
        let edit = try await clock.measure {
            try await store.sync { run in try await store.upsert([album(5_000, "Edited")], in: run) }
        }
        report("commit of one edit: \(edit)")
    }

    /// The least of seven, which is what the machine can do when nobody disturbs it.
    private func time(_ body: () async throws -> Void) async throws -> Duration {
        var least = Duration.seconds(1_000)
        for _ in 0..<7 { least = min(least, try await ContinuousClock().measure(body)) }
        return least
    }

    private func report(_ name: String, _ place: String, _ body: () async throws -> Void) async throws {
        if Self.asked != nil { report("\(name), \(place): \(try await time(body))") }
    }

    private func report(_ line: String) {
        if Self.asked != nil { print("scale: \(line)") }
    }

    private func album(_ number: Int64, _ title: String) throws -> Album {
        var album = try anAlbum(1_000_000 + number, by: 1 + number % max(1, Self.albums / 6), title)
        album.year = 1950 + Int(number % 70)
        album.addedAt = 1_400_000_000 + number * 7_919 % 100_003
        album.tags = [Tag(.genre, "Genre \(number % 97)")]
        if number % 3 != 0 { album.tags.append(Tag(.genre, "Common")) }
        if number % 40 == 0 { album.tags.append(Tag(.genre, "Rare")) }
        return album
    }

    private func fill(_ store: LibraryStore) async throws {
        let run = try await store.begin(reason: .launch, at: date())
        let artists = max(1, Self.albums / 6)
        let staging = try await ContinuousClock().measure {
            try await store.upsert((1...artists).map { try anArtist($0, "Artist \($0 * 7_919 % artists)") }, in: run)
            for start in stride(from: 0, to: Self.albums, by: 1_000) {
                let numbers = start..<min(start + 1_000, Self.albums)
                try await store.upsert(numbers.map { try album($0, "Album \($0 * 104_729 % 9_973)") }, in: run)
                let tracks = try numbers.flatMap { number in
                    try (0..<Self.tracksPerAlbum).map {
                        try aTrack(10_000_000 + number * 100 + $0, on: 1_000_000 + number, "Track \(number % 991)")
                    }
                }
                try await store.upsert(tracks, in: run)
            }
        }
        let began = ContinuousClock.now
        _ = try await store.commit(run, record: record(run)) { step in
            if Self.asked != nil { print("scale: \(step) begins at \(began.duration(to: .now))") }
        }
        report("staged in \(staging), committed in \(began.duration(to: .now))")
    }
}
