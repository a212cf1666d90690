public import Foundation

/// How a session is to work.
///
/// Numbers outside of their ranges are brought inside.
public struct LibraryConfiguration: Sendable {
    /// The server's address, with the path prefix of a reverse proxy where there is one.
    public var server: URL
    /// The token; it goes to the server's own origin, in a header, and nowhere else.
    public var token: String
    /// The folder that holds this one library, made where it is missing.
    public var folder: URL
    /// The music section's key; may be left out where the server has only one.
    public var sectionKey: String?
    /// How old the cached library may be before a launch refreshes it; with nothing or less, every launch does.
    public var freshness: Duration = .seconds(12 * 3_600)
    /// Rows that the server is asked for at once, 1 to 10,000.
    public var pageSize = 1_000
    /// Items on one page of the grid and of every other list, 1 to 10,000.
    public var gridPageSize = 60
    /// The most items of each kind that a search returns, 1 to 10,000.
    public var searchLimit = 1_000
    /// The most bytes of pictures on disk, from 0 on; what is on a screen is never removed for others.
    public var artworkBudget: Int64 = 512 << 20
    /// Pictures that are fetched at once, 1 to 64.
    public var maximumDownloads = 4
    /// The longest that one request may take, from a millisecond on.
    public var requestTimeout: Duration = .seconds(30)
    /// How the app names itself to the server.
    public var client = ClientIdentity(
        identifier: "understudy-library-sync", product: "LibrarySync", version: "1")
    /// What measures timeouts and waits.
    public var clock: any Clock<Duration> = ContinuousClock()
    /// The wall clock.
    public var now: @Sendable () -> Date = { Date() }
    /// What carries requests; without one the session makes a ``URLSessionTransport`` and ends it.
    public var transport: (any HTTPTransport)?
    /// Whether the folder is thrown away soon, so that nothing need be forced to the disk.
    package var isDisposable = false
    /// Told of what happens, on any thread; it must return soon.
    public var onEvent: (@Sendable (DiagnosticEvent) -> Void)?

    /// A session with this server and this folder, and everything else as usual.
    public init(server: URL, token: String, folder: URL) {
        self.server = server
        self.token = token
        self.folder = folder
    }

    /// The same with every number inside of its range.
    var inRange: LibraryConfiguration {
        var configuration = self
        configuration.pageSize = min(max(1, pageSize), 10_000)
        configuration.gridPageSize = min(max(1, gridPageSize), 10_000)
        configuration.searchLimit = min(max(1, searchLimit), 10_000)
        configuration.artworkBudget = max(0, artworkBudget)
        configuration.maximumDownloads = min(max(1, maximumDownloads), 64)
        configuration.requestTimeout = max(.milliseconds(1), requestTimeout)
        return configuration
    }
}

/// How a configuration is written into logs: without the token.
extension LibraryConfiguration: CustomStringConvertible, CustomDebugStringConvertible {
    /// Where the folder is.
    public var description: String { "LibraryConfiguration(\(folder.path))" }
    /// The same.
    public var debugDescription: String { description }
}
