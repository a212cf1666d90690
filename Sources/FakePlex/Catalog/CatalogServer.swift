/// What a server says of itself.
public struct ServerIdentity: Sendable, Equatable {
    /// 40 hexadecimal digits.
    public var machineIdentifier: String
    /// The name that people see.
    public var friendlyName: String
    /// The server's version.
    public var version: String
    /// The address of the world's second origin, without a slash at the end, once it is open.
    public internal(set) var secondOrigin: String?
    /// The same; before it is open an address that leads nowhere (RFC 6761, 6.4).
    public var secondOriginAddress: String { secondOrigin ?? "http://second-origin.invalid" }

    /// A server of this name.
    public init(
        machineIdentifier: String = "5a11d0c4e7b2f8936c0d5e4f1a2b3c4d5e6f7081",
        friendlyName: String = "Understudy",
        version: String = "1.42.2.10156-f737b826c"
    ) {
        self.machineIdentifier = machineIdentifier
        self.friendlyName = friendlyName
        self.version = version
    }
}

/// What becomes of a section's change counter.
public enum SectionCounter: String, Sendable, CaseIterable {
    /// It rises with every change, as on a real server.
    case moving
    /// It stays where it is, whatever changes.
    case stuck
    /// The server does not give it.
    case missing
}

/// A library section.
public struct CatalogSection: Sendable, Equatable {
    /// Its id in paths.
    public var key: String
    /// Its name.
    public var title: String
    /// `artist` for music.
    public var type: String
    /// Its lasting identity.
    public var uuid: String
    /// What matches its items.
    public var agent: String
    /// What scans its files.
    public var scanner: String
    /// Its language.
    public var language: String
    /// Where its files are.
    public var location: String
    /// Seconds since 1970.
    public var createdAt: Int
    /// When its settings were last edited, in seconds since 1970.
    public var updatedAt: Int
    /// When its last scan ended, in seconds since 1970.
    public var scannedAt: Int
    /// A counter that rises with every change to its items; not a time.
    public var contentChangedAt: Int
    /// Whether the counter is given, and rises.
    public var counter: SectionCounter
    /// Whether a scan is running.
    public var isRefreshing: Bool

    /// A music section.
    public init(key: String = "4", title: String = "Music", type: String = "artist") {
        self.key = key
        self.title = title
        self.type = type
        uuid = "0b6d7c1e-52a4-4f0e-9b3a-7d1c4e8f2a10"
        agent = "tv.plex.agents.music"
        scanner = "Plex Music Scanner"
        language = "en-US"
        location = "/music"
        createdAt = 1_690_000_000
        updatedAt = 1_690_000_000
        scannedAt = 1_700_000_000
        contentChangedAt = 48_213
        counter = .moving
        isRefreshing = false
    }

    mutating func countChange() {
        if counter != .stuck { contentChangedAt += 1 }
    }
}
