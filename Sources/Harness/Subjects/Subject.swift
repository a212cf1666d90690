package import Foundation

/// A sync client that is being judged.
///
/// The judge looks at what a client shows, at what it says of its refreshes, and at its files; never inside it.
package protocol Subject: Sendable {
    /// Does the client's work in the background until it is closed; called once, before anything else.
    func run() async
    /// Starts the client as a person would, and returns at its first paint.
    func launch() async throws
    /// Refreshes, and returns when that is over.
    func refresh(_ reason: RefreshReason, _ mode: RefreshMode) async
    /// Opens a view beside those that are open.
    func show(_ view: SubjectView) async throws
    /// Searches the whole library.
    func search(_ text: String) async throws -> SubjectHits
    /// What a person sees now.
    func screen() async throws -> SubjectScreen
    /// Waits until nothing is under way.
    func rest() async
    /// Ends the client as a person would who swipes it away; ``run()`` returns then.
    func close() async
    /// How many pieces of work are under way, each either computing, or waiting for one request, or for the clock.
    var activeWork: Int { get }
    /// How many requests it waits for now.
    var requestsInFlight: Int { get }
    /// What the client said of its refreshes since this was last called.
    func takeAccounts() async -> [RefreshAccount]
    /// What the client holds, read from its files.
    func library() throws -> LibrarySnapshot
    /// What its files hold that belongs to no item, in words; nothing where all is in order.
    func leftovers() throws -> [String]
    /// How many pictures its records say it could not have, all refreshes together; none where it keeps no records.
    func failedPictures() throws -> Int
    /// The pictures that the client believes to have, read from its files.
    func pictures() throws -> [PictureRecord]
    /// The folder with the pictures.
    var pictureFolder: URL { get }
    /// The client's database.
    var databaseFile: URL { get }
}

extension Subject {
    package func leftovers() throws -> [String] { [] }
    package func failedPictures() throws -> Int { 0 }
}

/// Why a refresh begins.
package enum RefreshReason: String, Sendable {
    case launch, userInitiated, background
}

/// What a refresh does beyond the usual.
package enum RefreshMode: String, Sendable {
    case usual, acceptingLargeDeletion, verifyingInFull, startingOver
}

/// A view that a person may open.
package enum SubjectView: Sendable, Hashable {
    case page(Int)
    case album(Int)
    case artist(Int)
    case collection(Int)
    case playlist(Int)
}

/// What a search found, by ratingKey.
package struct SubjectHits: Sendable, Equatable {
    package var artists: Set<Int> = []
    package var albums: Set<Int> = []
    package var tracks: Set<Int> = []
}

/// What a person sees.
package struct SubjectScreen: Sendable, Equatable {
    /// The open views by name, each with its tiles in order.
    package var views: [String: [SubjectTile]] = [:]
    /// How many albums the whole grid has.
    package var albumCount = 0
    /// The code of the error that the banner speaks of.
    package var banner: String?
    /// When the client says it last refreshed.
    package var lastRefreshed: Date?

    package init() {}

    /// The items that look otherwise than before, those that came and went in a view open at both times included.
    package func redrawn(since before: SubjectScreen) -> Set<Int> {
        var keys: Set<Int> = []
        for (name, tiles) in views {
            guard let old = before.views[name] else { continue }
            let earlier = Dictionary(grouping: old, by: \.key)
            let later = Dictionary(grouping: tiles, by: \.key)
            for key in Set(earlier.keys).union(later.keys) where earlier[key] != later[key] { keys.insert(key) }
        }
        return keys
    }
}

/// One thing on a view.
package struct SubjectTile: Sendable, Equatable {
    package var key: Int
    /// The words on it.
    package var texts: [String]
    /// What tells its picture from another; nothing where it shows none.
    package var picture: String?
}

/// What a client said of one refresh.
package struct RefreshAccount: Sendable, Equatable {
    /// `success` or the error's code.
    package var outcome: String
    /// The error in the client's words.
    package var message: String?
    /// The rows that it wrote, by table of the expectation `rowsWritten`.
    package var rowsWritten: [String: Int]
    /// What it told of that is no failure, in its own words.
    package var findings: [String] = []
    /// The catalog's revision when the refresh began.
    package var beganAtRevision: Int
}

/// A picture that a client believes to have on disk.
package struct PictureRecord: Sendable, Equatable {
    /// The item's ratingKey.
    package var owner: Int
    package var file: String
    /// Bytes, where the client keeps that.
    package var length: Int?
}
