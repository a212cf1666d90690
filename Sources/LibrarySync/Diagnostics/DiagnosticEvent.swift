/// Something that happened in a session, for logs and progress displays.
public struct DiagnosticEvent: Sendable, Equatable {
    /// What happened, as a stable word; a later version may know more of them.
    public struct Name: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The word.
        public let rawValue: String

        /// A name with this word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The word.
        public var description: String { rawValue }

        /// A refresh began; called before its first request.
        public static let refreshBegan = Self(rawValue: "refreshBegan")
        /// A refresh ended; ``DiagnosticEvent/result`` says how.
        public static let refreshEnded = Self(rawValue: "refreshEnded")
        /// A page of a list came, and fits those before it.
        public static let pageRead = Self(rawValue: "pageRead")
        /// That page is byte for byte the one that was applied last, so that nothing on it was looked at.
        public static let pageRecognized = Self(rawValue: "pageRecognized")
        /// Everything is read again from the start, since the server changed meanwhile.
        public static let passRestarted = Self(rawValue: "passRestarted")
        /// An element could not be read and was left out.
        public static let damagedElement = Self(rawValue: "damagedElement")
        /// Characters that XML forbids were replaced.
        public static let replacedCharacters = Self(rawValue: "replacedCharacters")
        /// Something worth knowing that is no failure; it is kept in the run's record.
        public static let verdict = Self(rawValue: "verdict")
        /// A picture was fetched.
        public static let artworkFetched = Self(rawValue: "artworkFetched")
        /// A picture could not be fetched or is none.
        public static let artworkFailed = Self(rawValue: "artworkFailed")
        /// Picture files were removed.
        public static let artworkRemoved = Self(rawValue: "artworkRemoved")
        /// The cached library or its pictures could not be read or written outside of a refresh.
        public static let storeFailed = Self(rawValue: "storeFailed")
    }

    /// What happened.
    public var name: Name
    /// A sentence without secrets.
    public var message: String
    /// The refresh's reason, for events of a refresh.
    public var reason: SyncReason?
    /// The refresh's result, for ``Name/refreshEnded``.
    public var result: RefreshResult?
    /// How many elements there were, for ``Name/pageRead`` and ``Name/pageRecognized``.
    public var count: Int?

    init(
        _ name: Name, _ message: String, reason: SyncReason? = nil, result: RefreshResult? = nil, count: Int? = nil
    ) {
        self.name = name
        self.message = message
        self.reason = reason
        self.result = result
        self.count = count
    }
}
