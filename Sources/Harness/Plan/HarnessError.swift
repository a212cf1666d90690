/// Why a run could not begin.
public struct HarnessError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What sort of obstacle it was, which decides the command's exit status.
    public enum Code: Sendable, Equatable {
        /// A scenario, a library file or an argument is wrong: exit status 2.
        case invalidInput
        /// A file, a folder or a port cannot be had: exit status 3.
        case couldNotRun
    }

    /// The sort of obstacle.
    public var code: Code
    /// What is in the way and what to do, a line for each; files with line and column where there are any.
    public var message: String
    /// The message.
    public var description: String { message }

    /// An obstacle of this sort.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
