import ArgumentParser
import Foundation
import LibrarySync

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine a library and its pictures, and say what to do.",
        discussion: """
            Reads the whole database and every picture, and writes nothing. Exit status: 0 all is well, 1 something is \
            wrong, 3 there is no library.

            Example: understudy doctor --in library
            """)

    @Option(name: .customLong("in"), help: ArgumentHelp("The folder that was synced into.", valueName: "folder"))
    var folder: String

    func run() async throws {
        let place = try Exit.library(in: folder)
        let findings = try await Exit.onFailure { try examineLibrary(in: place) }
        guard !findings.isEmpty else {
            // All runs that are kept: the last success is, however many have failed since.
            let runs = try await Exit.onFailure { try syncRuns(in: place, limit: .max) }
            Console.out(
                runs.contains { $0.outcome == "success" }
                    ? "The library and its pictures are whole.\n"
                    : "Nothing is wrong, and nothing is there: no refresh has succeeded yet.\n")
            return
        }
        for finding in findings { Console.out("\(finding.code): \(finding)\n") }
        throw Exit.failed
    }
}
