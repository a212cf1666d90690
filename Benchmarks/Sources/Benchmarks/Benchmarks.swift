import Foundation

/// Measures the engine against floors of the same run: `Benchmarks --server BINARY [--large] [--results FILE]`.
@main
struct Benchmarks {
    /// Bytes that a library of 100,000 albums and a million tracks may take: sync-requirements, section 4.
    private static let largeLimit = 300.0

    static func main() async throws {
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "sync-once", arguments.count == 2 { return try await Memory.syncOnce(arguments[1]) }
        if arguments.first == "insert-once", arguments.count == 2 { return try await Rows.insertOnce(arguments[1]) }
        func value(of name: String) -> String? {
            guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
            defer { arguments.removeSubrange(place...place + 1) }
            return arguments[place + 1]
        }
        guard let binary = value(of: "--server") else { throw Failure("say where understudy is: --server BINARY") }
        let results = value(of: "--results")
        let isLarge = arguments == ["--large"]
        guard isLarge || arguments.isEmpty else { throw Failure("unknown: \(arguments.joined(separator: " "))") }

        var report = Report()
        report.entries = isLarge ? try await large(binary) : try await judged(binary)
        print(report.table)
        if let results { try report.write(to: results) }
    }

    /// The two sizes that are held to their targets.
    private static func judged(_ binary: String) async throws -> [Entry] {
        var entries: [Entry] = []
        var peaks: [Double] = []
        for (albums, rounds) in [(2_400, 7), (20_000, 3)] {
            let server = try Server(binary: binary, albums: albums)
            defer { server.stop() }
            let readings = try (1...3).map { _ in try Memory.ofFirstSync(from: server.url) }
            peaks.append(megabytes(readings.map(\.peak)))
            var measurement = Measurement(server: server, albums: albums, rounds: rounds, isJudged: true)
            try await measurement.run()
            entries += measurement.entries
        }
        entries.append(
            Entry(
                what: "peak memory, by that at 2400", albums: 20_000, unit: .megabytes, floor: peaks[0], ours: peaks[1],
                ratio: peaks[1] / peaks[0], target: .atMost(1.3)))
        return entries
    }

    /// The size that has to work, and whose numbers are reported.
    private static func large(_ binary: String) async throws -> [Entry] {
        let albums = 100_000
        let server = try Server(binary: binary, albums: albums)
        defer { server.stop() }
        let reading = try Memory.ofFirstSync(from: server.url)
        var measurement = Measurement(server: server, albums: albums, rounds: 1, isJudged: false)
        try await measurement.run()
        return measurement.entries + [
            Entry(
                what: "peak memory", albums: albums, unit: .megabytes, ours: megabytes([reading.peak]),
                target: .atMost(largeLimit))
        ]
    }

    private static func megabytes(_ bytes: [Int]) -> Double { bytes.map { Double($0) / 1_000_000 }.median }
}
