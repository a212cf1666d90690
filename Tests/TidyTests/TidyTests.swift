import Foundation
import Testing

/// The rules of the code that no other tool knows: see CONTRIBUTING.md.
struct TidyTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let sources = files(below: ["Sources"], ending: ".swift")
    static let all = files(below: ["Sources", "Tests", "Examples"] + tools, ending: ".swift")
    /// Packages of their own; the engine's folders are linked into them and not looked at again.
    static let tools = ["Benchmarks/Sources/Benchmarks", "Fuzzing/Sources/PlexXMLFuzzer"]

    static func files(below folders: [String], ending: String) -> [String] {
        folders.flatMap { folder -> [String] in
            let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?.allObjects
            return (names as? [String] ?? []).filter { $0.hasSuffix(ending) && !$0.contains(".venv") }
                .map { "\(folder)/\($0)" }
        }.sorted()
    }

    static func lines(_ file: String) throws -> [String] {
        try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8).components(separatedBy: "\n")
    }

    @Test func `there is something to look at`() {
        #expect(Self.sources.count > 100)
    }

    @Test(arguments: all)
    func `a file has one subject and no more than 400 lines`(file: String) throws {
        #expect(try Self.lines(file).count <= 401)
    }

    /// How a function, an initializer, a subscript or a computed property begins, whatever stands before its name.
    static var declaration: Regex<Substring> {
        /^(?!\/\/)(?:@?[A-Za-z]+(?:\([a-z]+\))? )*(?:func |init[?(<]|subscript|var [^=]*\{$)/
    }

    @Test(arguments: [
        "func a() {", "public init(", "package mutating func a<B>(", "@discardableResult public static func a(",
        "private init?<A>(", "var a: Int {", "package(set) var b: [Int] {", "public subscript(a: Int) -> Int {",
    ])
    func `a declaration is known by how it begins`(line: String) {
        #expect(line.contains(Self.declaration))
    }

    @Test(arguments: ["// func a() {", "/// init(a)", "self.init(a)", "let a = 1", "call(init: 1) {", "var a = 1"])
    func `what is none is not taken for one`(line: String) {
        #expect(!line.contains(Self.declaration))
    }

    @Test(arguments: sources)
    func `a function ends by 70 lines`(file: String) throws {
        var begun: (line: Int, indentation: String)?
        for (number, line) in try Self.lines(file).enumerated() {
            let indentation = String(line.prefix { $0 == " " })
            let words = line.dropFirst(indentation.count)
            if let start = begun, indentation == start.indentation, words.hasPrefix("}") {
                #expect(number - start.line < 70, "\(file):\(start.line + 1)")
                begun = nil
            } else if begun.map({ $0.indentation == indentation }) ?? true,
                words.contains("(") || words.hasSuffix("{"), words.contains(Self.declaration)
            {
                // What ends on its own line is over; a requirement of a protocol has no end, and the next begins anew.
                begun = words.hasSuffix("}") ? nil : (number, indentation)
            }
        }
    }

    /// What each target may import besides the standard library and Foundation: the arrows of the diagram.
    static let arrows: [String: Set<String>] = [
        "LibraryModel": [],
        "PlexXML": ["LibraryModel", "CLibXML2", "libxml2"],
        "LibraryStore": ["LibraryModel", "GRDB", "GRDBSQLite"],
        "LibrarySync": ["LibraryModel", "PlexXML", "LibraryStore"],
        "FakePlex": ["HTTPTypes"],
        "Scenarios": [],
        "Harness": ["Scenarios", "FakePlex", "LibrarySync", "LibraryModel", "CSQLite", "SQLite3", "CBuiltIn"],
        "understudy": ["Harness", "FakePlex", "LibrarySync", "LibraryModel", "CProcess", "ArgumentParser"],
    ]

    static let system: Set<String> = [
        "Foundation", "FoundationNetworking", "FoundationXML", "Dispatch", "Synchronization", "os", "Glibc", "Darwin",
        "Musl",
    ]

    @Test(arguments: sources)
    func `a target imports what stands below it`(file: String) throws {
        let target = try #require(file.split(separator: "/").dropFirst().first.map(String.init))
        let allowed = try #require(Self.arrows[target], "a target that the diagram does not know: \(target)")
        for line in try Self.lines(file) {
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 2, words.count > place + 1 else { continue }
            guard !line.hasPrefix("//"), !line.contains("\"") else { continue }
            let module = String(words[place + 1].prefix { $0 != "." })
            #expect(allowed.contains(module) || Self.system.contains(module), "\(file): \(line)")
        }
    }

    @Test(arguments: all)
    func `nothing escapes the compiler's checks, or is left for later`(file: String) throws {
        let text = try Self.lines(file).joined(separator: "\n")
        for pattern in [
            "@unchecked " + "Sendable", "nonisolated" + "(unsafe)", "try" + "!", "fatal" + "Error(", "TO" + "DO",
            "FIX" + "ME",
        ] {
            #expect(!text.contains(pattern), "\(file) contains \(pattern)")
        }
    }

    /// Where the machine's time is waited for: the limit of a case that hangs.
    static let waits = ["Sources/Harness/Run/Notifier.swift"]

    @Test(arguments: all)
    func `nobody sleeps but on a clock that was handed in, and no port is fixed`(file: String) throws {
        for line in try Self.lines(file) where !Self.waits.contains(file) {
            guard line.contains("sleep") || line.contains("port: ") else { continue }
            // Whoever is asked to sleep is a clock, and whoever says how is one.
            let words = line.replacing("clock.sleep(", with: "").replacing("func sleep(", with: "")
            #expect(!words.contains(/\b(?:u|nano)?sleep\(/), "\(file): \(line)")
            #expect(!words.contains(/\bport: [1-9][0-9]*[,)]/), "\(file): \(line)")
        }
    }

    @Test func `there is no YAML`() {
        let folders = ["Sources", "Tests", "Fixtures", "scenarios", "Schemas", "Examples"]
        #expect(Self.files(below: folders, ending: ".yml").isEmpty)
        #expect(Self.files(below: folders, ending: ".yaml").isEmpty)
    }

    @Test func `the README shows the example as it stands`() throws {
        let readme = try Self.lines("README.md").joined(separator: "\n")
        let example = try Self.lines("Examples/SwiftTesting/AlbumListTests.swift").joined(separator: "\n")
        #expect(readme.contains(example.trimmingCharacters(in: .newlines)))
    }
}
