public import ArgumentParser
import CProcess
import Foundation
public import Harness

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Play scenarios and judge the sync client.",
        discussion: """
            Example: understudy run scenarios/qa-checklist --junit report.xml
            """)

    @Argument(help: "Scenario files, or folders that stand for every .json file below them.")
    var paths: [String] = []

    @Option(help: "The sync client to judge: \(SubjectName.allCases.map(\.rawValue).joined(separator: ", ")).")
    var subject: SubjectName = .understudy

    @Option(help: ArgumentHelp("Write the report as JUnit's XML.", valueName: "file"))
    var junit: String?

    @Option(help: ArgumentHelp("Write the report as JSON.", valueName: "file"))
    var json: String?

    func validate() throws {
        guard junit == nil || junit != json else {
            throw ValidationError("--junit and --json name the same file; each report needs one of its own.")
        }
    }

    func run() async throws {
        understudy_prepare_process()
        let report: RunReport
        do {
            var options = RunOptions(subject: subject)
            if Console.isWatched {
                options.onProgress = { played, all in Console.progress("\(played) of \(all) cases played") }
            }
            defer { if Console.isWatched { Console.progress("") } }
            report = try await runScenarios(at: paths, options: options)
            if let junit { try write(JUnitReport().text(report), to: junit) }
            if let json { try write(JSONReport().text(report), to: json) }
        } catch let error as HarnessError {
            throw Exit.because(error)
        }
        do {
            try Console.report(ConsoleReport(coloured: Console.isTerminal).text(report))
        } catch {
            Console.error("The report cannot be printed: \(error.localizedDescription)")
            throw Exit.couldNotRun
        }
        if !report.passed { throw Exit.failed }
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            let reason = isThere && isFolder.boolValue ? "it is a folder." : error.localizedDescription
            throw HarnessError(.couldNotRun, "\(path): the report cannot be written: \(reason) Check the path.")
        }
    }
}

extension SubjectName: ExpressibleByArgument {}
