package import Foundation
package import Scenarios

/// What a subject is given to live with.
package struct SubjectSetting: Sendable {
    package var server: URL
    package var token: String
    /// The key of the music section.
    package var section: String
    /// Whether the scenario says which section it is; else a client may find it itself.
    package var isSectionTold: Bool
    /// An empty folder, or the one that the subject had before.
    package var folder: URL
    package var client: ClientDescription
    package var clock: StageClock
    package var now: @Sendable () -> Date
    /// The catalog's revision, asked when a refresh begins.
    package var revision: @Sendable () -> Int
    /// To be called whenever something may have changed that the runner waits for.
    package var changed: @Sendable () -> Void
}

/// The sync clients that can be judged, by the name that the command line uses.
public enum SubjectName: String, Sendable, CaseIterable {
    /// The engine of this package, in process.
    case understudy
    /// The control: a client with every sin.
    case wipeAndReload = "wipe-and-reload"

    func open(_ setting: SubjectSetting) async throws -> any Subject {
        switch self {
        case .understudy: try await LibrarySyncSubject(setting)
        case .wipeAndReload: try WipeAndReload(setting)
        }
    }
}
