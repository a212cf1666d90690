/// Why a world could not start.
public struct FakePlexError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure; more may come.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The kind's name.
        public let rawValue: String
        /// A kind by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Something else listens on the port.
        public static let portInUse = Code(rawValue: "portInUse")
        /// The port is none, or this process may not use it.
        public static let portNotAllowed = Code(rawValue: "portNotAllowed")
        /// The host is no address of this machine.
        public static let unknownHost = Code(rawValue: "unknownHost")
        /// The system gave no socket or pipe.
        public static let noResources = Code(rawValue: "noResources")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, in a sentence.
    public let message: String
    /// What to do about it, in a sentence.
    public let advice: String

    /// What happened, and what to do about it.
    public var description: String { "\(message) \(advice)" }
}

extension FakePlexError {
    static func portInUse(_ port: Int, host: String) -> FakePlexError {
        FakePlexError(
            code: .portInUse,
            message: "Port \(port) on \(host) is already in use.",
            advice: "End what listens there, or take port 0 for a free one."
        )
    }

    static func portNotAllowed(_ port: Int, host: String) -> FakePlexError {
        FakePlexError(
            code: .portNotAllowed,
            message: "Port \(port) on \(host) cannot be used by this process.",
            advice: "Take a port from 1024 to 65535, or 0 for a free one."
        )
    }

    static func unknownHost(_ host: String, reason: String) -> FakePlexError {
        FakePlexError(
            code: .unknownHost,
            message: "\(host) is not an address to listen on: \(reason).",
            advice: "Use 127.0.0.1, ::1, or an address of this machine."
        )
    }

    static func noResources(_ what: String, reason: String) -> FakePlexError {
        FakePlexError(
            code: .noResources,
            message: "The system gave no \(what): \(reason).",
            advice: "Raise the limit on open files (ulimit -n), or run fewer servers at once."
        )
    }
}
