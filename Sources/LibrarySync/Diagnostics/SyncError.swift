/// Why a refresh, or a session, did not do what it was asked.
///
/// The cached library is as it was. No message holds the token.
public struct SyncError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What went wrong, as a stable word; a later version may know more of them.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The word.
        public let rawValue: String

        /// A code with this word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The word.
        public var description: String { rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// A sentence that names what failed.
    public let message: String
    /// A sentence that says what a person can do.
    public let advice: String
    /// Whether reading everything once more may help, since the server changed while it was read.
    let isInconsistency: Bool

    /// An error with the advice that goes with its code.
    public init(_ code: Code, _ message: String) {
        self.init(code, message, advice: code.advice)
    }

    init(_ code: Code, _ message: String, advice: String, isInconsistency: Bool = false) {
        self.code = code
        self.message = message
        self.advice = advice
        self.isInconsistency = isInconsistency
    }

    /// What the server said in two places does not fit together.
    static func inconsistent(_ message: String) -> SyncError {
        SyncError(.untrustworthyAnswer, message, advice: Code.untrustworthyAnswer.advice, isInconsistency: true)
    }

    /// Message and advice.
    public var description: String { "\(message) \(advice)" }
}

extension SyncError.Code {
    /// Nobody answers at the server's address.
    public static let offline = Self(rawValue: "offline")
    /// The connection ended before the answer did.
    public static let connectionLost = Self(rawValue: "connectionLost")
    /// The server took too long.
    public static let timeout = Self(rawValue: "timeout")
    /// The server reported a failure of its own.
    public static let serverError = Self(rawValue: "serverError")
    /// The server asked to be left alone for a while.
    public static let serverBusy = Self(rawValue: "serverBusy")
    /// The server does not accept the token.
    public static let unauthorized = Self(rawValue: "unauthorized")
    /// The server does not know what was asked for.
    public static let notFound = Self(rawValue: "notFound")
    /// What answered is no Plex server.
    public static let notPlex = Self(rawValue: "notPlex")
    /// The answer is damaged.
    public static let malformed = Self(rawValue: "malformed")
    /// The answers contradict each other or what is known, so that nothing was taken over.
    public static let untrustworthyAnswer = Self(rawValue: "untrustworthyAnswer")
    /// The server said "not modified" to a question that had no condition.
    public static let notModifiedUnasked = Self(rawValue: "notModifiedUnasked")
    /// The refresh was cancelled.
    public static let cancelled = Self(rawValue: "cancelled")
    /// A picture cannot be had: what the server gives is none, or there is no room for it within the budget.
    public static let noPicture = Self(rawValue: "noPicture")
    /// There is no room on the volume.
    public static let diskFull = Self(rawValue: "diskFull")
    /// The volume failed to read or write, which is no lack of room.
    public static let volumeFailed = Self(rawValue: "volumeFailed")
    /// The cached library cannot be read.
    public static let storeDamaged = Self(rawValue: "storeDamaged")
    /// The cached library failed in a way that has no word of its own.
    public static let storeFailed = Self(rawValue: "storeFailed")
    /// The cached library was written by a newer version of the engine.
    public static let storeNewer = Self(rawValue: "storeNewer")
    /// The library's folder is open elsewhere.
    public static let storeInUse = Self(rawValue: "storeInUse")
    /// The library's folder cannot be used.
    public static let storeUnusable = Self(rawValue: "storeUnusable")
    /// Another server answers at the address.
    public static let otherServer = Self(rawValue: "otherServer")
    /// The music section is another one than the cached library's, or gone.
    public static let otherSection = Self(rawValue: "otherSection")
    /// The server sent us to another origin, where the token does not go.
    public static let redirectRefused = Self(rawValue: "redirectRefused")
    /// The configuration cannot work.
    public static let invalidConfiguration = Self(rawValue: "invalidConfiguration")

    var advice: String {
        switch self {
        case .offline: "Check that the server runs and that this device is on its network, then refresh again."
        case .connectionLost: "Check the network, then refresh again."
        case .timeout: "The server may be busy; refresh again later."
        case .serverError: "Look into the server's log, then refresh again."
        case .serverBusy: "The server is starting or at work; refresh again in a few minutes."
        case .unauthorized: "Sign in again."
        case .notFound: "Check the server's address and the section's key."
        case .notPlex: "Check the server's address: something else answers there, perhaps a proxy's page."
        case .malformed: "Refresh again; if it stays so, look at the server or the proxy before it."
        case .untrustworthyAnswer:
            "The cached library was kept. Look whether the server shows its music, then refresh again."
        case .notModifiedUnasked: "A cache between here and the server answers wrongly; bypass it and refresh again."
        case .cancelled: "Refresh again when it suits."
        case .noPicture: "Refresh again; if it stays so, look at the picture on the server and at the budget."
        case .diskFull: "Make room on the volume, then refresh again."
        case .volumeFailed: "Check the volume and its connection, then refresh again."
        case .storeFailed: "Refresh again; please report this if it stays so."
        case .storeDamaged: "Open the library again: it is moved aside then, and built anew from the server."
        case .storeNewer: "Use the newer version of the app."
        case .storeInUse: "Close the library where it is open, then try again."
        case .storeUnusable: "Choose a folder that can be read and written."
        case .otherServer: "Go back to the former server, or start over with this one."
        case .otherSection: "Choose the section anew, or start over with the one that is there."
        case .redirectRefused: "Give the server's final address instead."
        case .invalidConfiguration: "Correct the configuration."
        default: "Refresh again."
        }
    }
}
