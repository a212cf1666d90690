import Foundation

/// A part of the benchmark in a process of its own, so that neither its memory nor the heap that it leaves behind is
/// another part's.
enum Child {
    /// Runs this program with these arguments, and returns what it says.
    static func output<Value: Decodable>(of arguments: [String]) throws -> Value {
        let child = Process()
        child.executableURL = URL(filePath: CommandLine.arguments[0])
        child.arguments = arguments
        let output = Pipe()
        child.standardOutput = output
        try child.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        guard child.terminationStatus == 0 else { throw Failure("\(arguments[0]) in a process of its own failed") }
        return try JSONDecoder().decode(Value.self, from: text)
    }

    /// What the child says.
    static func say(_ value: some Encodable) throws {
        FileHandle.standardOutput.write(try JSONEncoder().encode(value))
    }
}
