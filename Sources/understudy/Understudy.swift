import ArgumentParser
import Foundation
import Harness

/// The command line.
@main
struct Understudy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "understudy",
        abstract: "A stand-in Plex Media Server, a sync engine, and scenarios that judge the two.",
        discussion: """
            Exit status: 0 all held, 1 an expectation failed, 2 a scenario or other input is wrong, 3 it could not run, \
            64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, ServeCommand.self, SyncCommand.self, RunsCommand.self, DoctorCommand.self,
            StudyCommand.self, LibraryCommand.self,
        ])
}

/// How the command ends.
enum Exit {
    static let failed = ExitCode(1)
    static let invalidInput = ExitCode(2)
    static let couldNotRun = ExitCode(3)

    /// Says what is in the way, and gives the status that goes with it.
    static func because(_ error: HarnessError) -> ExitCode {
        Console.error(error.message)
        return error.code == .invalidInput ? invalidInput : couldNotRun
    }
}

/// What is said to whom: reports to stdout, everything else to stderr.
enum Console {
    static func out(_ text: String) { write(text, to: .standardOutput) }
    static func error(_ text: String) { write(text + "\n", to: .standardError) }

    /// Puts a line in place of the one that is there; an empty one takes it away.
    static func progress(_ line: String) { write("\r\u{1B}[2K" + line, to: .standardError) }

    /// Prints what the command is for; throws where it cannot be written, as on a full disk.
    static func report(_ text: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    /// Whether a person looks at what is said of progress.
    static var isWatched: Bool { isatty(2) == 1 }

    /// Whether a person looks at the output and wants colours.
    static var isTerminal: Bool { isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that has gone away is no reason to fail.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
