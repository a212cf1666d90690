import FakePlex
import Foundation
import Testing

/// A client killed at any moment: sync-requirements, promise 1, S5, S18, S41.
///
/// Each trial follows from its seed. `UNDERSTUDY_CRASH_SEED=17` plays that one alone, `UNDERSTUDY_CRASHES=1000` so many
/// of each sort.
@Suite(.serialized)
struct CrashTests {
    /// What a kill waits for.
    enum Moment: String, Sendable, CaseIterable {
        /// The client waits for a certain request, of whose answer it has a certain part.
        case request
        /// SQLite is in the middle of a certain write to the library or to its log.
        case write
    }

    static let environment = ProcessInfo.processInfo.environment
    static let seeds: [UInt64] =
        environment["UNDERSTUDY_CRASH_SEED"].flatMap { UInt64($0) }.map { [$0] }
        ?? Array(1...(environment["UNDERSTUDY_CRASHES"].flatMap { UInt64($0) } ?? 25))

    @Test(.timeLimit(.minutes(30)), arguments: Scene.Job.allCases, Moment.allCases)
    func `a client killed at any moment leaves the library of before or of after, and its next refresh completes`(
        job: Scene.Job, moment: Moment
    ) async throws {
        try await withFolder { place in
            try await Scene.with(job, in: place) { scene in
                var kills = 0
                for seed in Self.seeds {
                    let folder = place.appending(path: "\(seed)")
                    try scene.copy(to: folder)
                    var random = Dice(seed: seed)
                    let replay = "UNDERSTUDY_CRASH_SEED=\(seed) swift test --filter CrashTests"
                    let isKilled =
                        switch moment {
                        case .request: try await killAtRequest(scene, folder, &random, replay)
                        case .write: try await killAtWrite(scene, folder, &random, replay)
                        }
                    if isKilled { kills += 1 }
                    try scene.expectBeforeOrAfter(folder, replay)
                    let next = try await Child(scene.server, folder).run()
                    #expect(next.outcome == "success", "\(next): \(replay)")
                    try scene.expectWhole(folder, replay)
                    try FileManager.default.removeItem(at: folder)
                }
                #expect(Self.seeds.count < 5 || kills > Self.seeds.count / 2, "only \(kills) clients were killed")
            }
        }
    }

    private func killAtRequest(
        _ scene: Scene, _ folder: URL, _ random: inout Dice, _ replay: String
    ) async throws -> Bool {
        let server = scene.server
        // An answer that has no more bytes than that comes whole, and nobody is killed.
        let bytes = random.below(4) == 0 ? random.below(6_000) : random.below(400)
        server.beginStep(0)
        server.arm(
            FaultRule(.stall(afterBytes: bytes), firstOccurrence: 1 + random.below(scene.requests), times: .once))
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        server.onChange { continuation.yield() }
        let end = try await Child(server, folder).run(onEnd: { continuation.finish() }) { child in
            for await _ in changes where server.heldRequests > 0 {
                child.kill()
                break
            }
        }
        server.disarmFaults()
        #expect(end.signal == SIGKILL || end.outcome == "success", "\(end): \(replay)")
        return end.signal != nil
    }

    private func killAtWrite(
        _ scene: Scene, _ folder: URL, _ random: inout Dice, _ replay: String
    ) async throws -> Bool {
        let options = ["last=\(1 + random.below(scene.writes))", "part=\(random.below(4_200))"]
        let end = try await Child(scene.server, folder, options).run()
        #expect(end.signal == SIGKILL || end.outcome == "success", "\(end): \(replay)")
        return end.signal != nil
    }
}

/// Numbers that follow from a seed (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A number from 0 to one below the limit, which is at least 1.
    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
    }
}
