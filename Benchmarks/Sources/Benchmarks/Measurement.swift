import Foundation
import LibraryModel
import LibrarySync

/// Everything that is measured of a library of one size.
///
/// Floors and what is held against them are measured in turns, so that a slow minute of the machine slows both.
struct Measurement {
    var server: Server
    var albums: Int
    var rounds: Int
    /// Whether numbers are held to their targets, or only reported.
    var isJudged: Bool
    private(set) var entries: [Entry] = []

    init(server: Server, albums: Int, rounds: Int, isJudged: Bool) {
        self.server = server
        self.albums = albums
        self.rounds = rounds
        self.isJudged = isJudged
    }

    private func judged(_ target: Entry.Target) -> Entry.Target? { isJudged ? target : nil }

    private func say(_ words: String) {
        FileHandle.standardError.write(Data("\(albums) albums: \(words)\n".utf8))
    }

    private mutating func add(
        _ what: String, in unit: Entry.Unit, _ rounds: [(floor: Double, ours: Double)], _ target: Entry.Target
    ) {
        entries.append(Entry(what, albums: albums, in: unit, rounds: rounds, target: judged(target)))
    }

    private mutating func add(_ what: String, in unit: Entry.Unit, _ value: Double, _ target: Entry.Target) {
        entries.append(
            Entry(what: what, albums: albums, unit: unit, ours: value, target: judged(target)))
    }

    /// Measures everything; returns the peak memory of a first sync, in bytes, less what an idle process has.
    mutating func run() async throws {
        let library = Scratch()
        let recorder = Recorder()
        defer { recorder.close() }
        say("a first sync, to learn its requests")
        let first = try await Syncing(server.url, into: library.url, transport: recorder)
        let requests = recorder.record.requests
        count(requests: first)
        try await compareFirstSync(requests, rowsOf: library.url)
        try await compareQuietRefresh(of: library.url, recorder)
        try await measureProvenCounter(of: library.url, recorder)
    }

    // MARK: - A first sync

    private mutating func compareFirstSync(_ requests: [TransportRequest], rowsOf library: URL) async throws {
        var parsing: [(Double, Double)] = []
        var syncing: [(Double, Double)] = []
        var parts: [(fetch: Double, parse: Double, insert: Double)] = []
        for round in 1...rounds {
            say("first sync and its floors, round \(round) of \(rounds)")
            let replay = try await Replay(of: requests)
            let scratch = Scratch()
            let inserting = try Rows.secondsInserting(rowsOf: library)
            let sync = try await Syncing(server.url, into: scratch.url)
            let megabytes = Double(replay.bytes) / 1_000_000
            parsing.append((megabytes / replay.emptyParsing.seconds, megabytes / replay.ownParsing.seconds))
            let floor = (replay.fetching + replay.emptyParsing).seconds + inserting
            syncing.append((floor, sync.time.seconds))
            parts.append((replay.fetching.seconds, replay.emptyParsing.seconds, inserting))
        }
        add("parse", in: .megabytesPerSecond, parsing, .atLeast(0.6))
        add("first sync", in: .seconds, syncing, .atMost(2))
        say(
            "the floor is \(parts.map(\.fetch).median.short) s fetching, \(parts.map(\.parse).median.short) s parsing, "
                + "\(parts.map(\.insert).median.short) s inserting")
    }

    private mutating func count(requests sync: Syncing) {
        func pages(_ kind: ItemKind, of size: Int) -> Int { (sync.count(kind) + size - 1) / size }
        let lists = pages(.artist, of: 1_000) + pages(.album, of: 1_000) + pages(.track, of: 1_000)
        let budget = lists + sync.count(.collection) + sync.count(.playlist) + pages(.album, of: 100) + 8
        add("requests of a first sync", in: .requests, Double(sync.result.requests), .atMost(Double(budget)))
        quietBudget =
            [ItemKind.artist, .album, .collection, .playlist].reduce(0) { $0 + max(1, pages($1, of: 1_000)) } + 2 + 4
    }

    private var quietBudget = 0

    // MARK: - A refresh without changes

    private mutating func compareQuietRefresh(of folder: URL, _ recorder: Recorder) async throws {
        var times: [(Double, Double)] = []
        var written = 0
        var requests = 0
        for round in 1...rounds {
            say("refresh without changes and its floors, round \(round) of \(rounds)")
            recorder.reset()
            _ = try await Syncing(server.url, into: folder, transport: recorder)
            let replay = try await Replay(of: recorder.record.requests)
            let refresh = try await Syncing(server.url, into: folder)
            times.append(((replay.fetching + replay.ownParsing).seconds, refresh.time.seconds))
            written = max(written, refresh.result.libraryRowsWritten)
            requests = max(requests, refresh.result.requests)
        }
        add("refresh, nothing changed", in: .seconds, times, .atMost(1.3))
        add("rows written by it", in: .rows, Double(written), .atMost(0))
        add("requests of it", in: .requests, Double(requests), .atMost(Double(quietBudget)))
    }

    /// The section's counter is believed after five quiet refreshes and two changes of each kind that it counts.
    private mutating func measureProvenCounter(of folder: URL, _ recorder: Recorder) async throws {
        say("refreshes by which the change counter is proven")
        var configuration = LibraryConfiguration(server: server.url, token: Server.token, folder: folder)
        configuration.transport = recorder
        let server = server
        let rounds = rounds
        let seen = try await withLibrarySession(configuration) { session in
            for _ in 1...5 { _ = try await Syncing(session) }
            for number in 1...2 {
                let edits = ["artist-2", "album-1", "track-1-1", "collection-1"].map {
                    "{ \"edit\": \"\($0)\", \"set\": { \"title\": \"Benchmark \(number)\" } }"
                }
                try server.change("[\(edits.joined(separator: ", "))]")
                _ = try await Syncing(session)
            }
            var seen: [(requests: Int, beyond: Double)] = []
            for _ in 1...max(rounds, 5) {
                recorder.reset()
                let refresh = try await Syncing(session)
                let beyond = refresh.time - recorder.record.roundTrips
                seen.append((refresh.result.requests, beyond.seconds * 1_000))
            }
            return seen
        }
        let most = seen.map(\.requests).max() ?? 0
        add("requests, counter proven", in: .requests, Double(most), .atMost(3))
        add("beyond round trips, counter proven", in: .milliseconds, seen.map(\.beyond).median, .atMost(10))
    }
}
