import FakePlex
import Foundation
import LibrarySync

@testable import Harness

/// The database of a client that has synced the small library, made once and given to each case as a copy.
actor Frozen {
    /// With lists as they are, and with lists that lack what only details tell.
    static let plain = Frozen(missingTags: [])
    static let moodless = Frozen(missingTags: ["Mood"])

    private let missingTags: [String]
    private var making: Task<Data, any Error>?

    private init(missingTags: [String]) { self.missingTags = missingTags }

    /// The database's bytes.
    func bytes() async throws -> Data {
        if let making { return try await making.value }
        let task = Task { [missingTags] in try await Self.make(missingTags: missingTags) }
        making = task
        return try await task.value
    }

    private static func make(missingTags: [String]) async throws -> Data {
        let folder = StageFolder.new()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a leftover in the temporary folder harms nobody
        try await withFakePlex(library: SmallLibrary.make()) { server in
            if !missingTags.isEmpty {
                server.arm(FaultRule(.missingTags(missingTags), match: RequestMatch(endpoint: [.albums])))
            }
            try await withLibrarySession(Bench.configuration(server, folder)) { session in
                let result = await session.refresh(.userInitiated)
                if let error = result.error { throw error }
            }
        }
        return try Data(contentsOf: Bench.database(in: folder))
    }
}
