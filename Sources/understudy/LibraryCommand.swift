import ArgumentParser
import Harness

struct LibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library",
        abstract: "Print the library file that describes a library made by rule.",
        discussion: """
            Example: understudy library --generate 2400 > home.json
            """)

    @Option(help: ArgumentHelp("How many albums.", valueName: "albums"))
    var generate: Int

    func validate() throws {
        guard (1...1_000_000).contains(generate) else {
            throw ValidationError("--generate takes a number of albums from 1 to 1000000.")
        }
    }

    func run() { Console.out(libraryFile(albums: generate)) }
}
