import FakePlex
import Foundation
import LibrarySync

@testable import Harness

/// The database of a client that has synced the small library, made once and given to each case as a copy.
actor Frozen {
    /// With lists as they are, and with lists that lack what only details tell.
    static let plain = Frozen(missingTags: [])
    static let moodless = Frozen(missingTags: ["Mood"])
    /// The same, after refreshes that proved the section's change counter.
    static let studied = Frozen(missingTags: [], isStudied: true)
    static let studiedMoodless = Frozen(missingTags: ["Mood"], isStudied: true)

    private let missingTags: [String]
    private let isStudied: Bool
    private var making: Task<Data, any Error>?

    private init(missingTags: [String], isStudied: Bool = false) {
        self.missingTags = missingTags
        self.isStudied = isStudied
    }

    /// The database's bytes.
    func bytes() async throws -> Data {
        if let making { return try await making.value }
        let task = Task { [missingTags, isStudied] in try await Self.make(missingTags, isStudied: isStudied) }
        making = task
        return try await task.value
    }

    private static func make(_ missingTags: [String], isStudied: Bool) async throws -> Data {
        let folder = StageFolder.new()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in the temporary folder harms nobody
        try await withFakePlex(library: SmallLibrary.make()) { server in
            if !missingTags.isEmpty {
                server.arm(FaultRule(.missingTags(missingTags), match: RequestMatch(endpoint: [.albums])))
            }
            try await withLibrarySession(Bench.configuration(server, folder)) { session in
                func refresh() async throws {
                    let result = await session.refresh(.userInitiated)
                    if let error = result.error { throw error }
                }
                try await refresh()
                guard isStudied else { return }
                for edits in SmallLibrary.studyEdits {
                    try server.apply(edits)
                    try await refresh()
                }
                for _ in 1...5 { try await refresh() }
            }
        }
        return try Data(contentsOf: Bench.database(in: folder))
    }
}
