import FakePlex
import Foundation
import Scenarios
import Testing

@testable import Harness

/// Whatever happens, in whatever order: the client's library is one that the server had, and after a clean refresh the
/// one that it has.
@Suite(.serialized)
struct HistoryTests {
    /// Seeds of one run; `UNDERSTUDY_SEED` plays a single one again, `UNDERSTUDY_HISTORIES` as many as it says.
    static var seeds: [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["UNDERSTUDY_SEED"].flatMap({ UInt64($0) }) { return [seed] }
        let count = environment["UNDERSTUDY_HISTORIES"].flatMap { UInt64($0) } ?? 20
        return Array(1...max(1, count))
    }

    private static var small: Catalog {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            let path = root.appending(path: "Fixtures/libraries/small.json").standardizedFileURL.path
            return try Catalog(LibraryDescription.read(Array(Data(contentsOf: URL(filePath: path))), file: path))
        }
    }

    @Test(arguments: seeds)
    func `a history of edits, faults and refreshes ends as the server is`(seed: UInt64) async throws {
        var dice = Dice(seed: seed)
        let generated = Catalog.generated(seed: UInt64(1 + dice.below(1_000)), albums: 15 + dice.below(25))
        // The one has lists that the server computes, and whatever else a hand can put together.
        let catalog = dice.chance(50) ? try Self.small : generated
        let folder = StageFolder.new()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withFakePlex(library: catalog) { server in
            server.setValidators(dice.chance(30))
            // What is believed afterwards must hide nothing that a server tells.
            let studies = dice.chance(40)
            let section = catalog.sections[0].key
            var client = ClientDescription()
            // Lists of several pages, some of which a change leaves as they were.
            if dice.chance(70) { client.pageSize = 2 + dice.below(20) }
            let stage = Stage(server: server, folder: folder, section: section, subject: .understudy, client: client)
            let subject = try await stage.open()
            var failure: (any Error)?
            await withDiscardingTaskGroup { group in
                group.addTask { await subject.run() }
                var history = History(stage, section, dice, subject)
                do {
                    try await history.play(turns: 8, studying: studies, in: &group)
                } catch {
                    failure = error
                }
                await history.end()
            }
            if let failure {
                Issue.record("\(failure)\nreplay: UNDERSTUDY_SEED=\(seed) swift test --filter HistoryTests")
            }
            #expect(server.unmatchedRequests.isEmpty)
        }
    }
}
