import Foundation
import Testing

/// What an app sees of the engine: documented, safe to pass between tasks, without a type of somebody else's, and no
/// different on Apple's systems.
struct PublicSurfaceTests {
    static let engine = TidyTests.files(
        below: ["LibraryModel", "PlexXML", "LibraryStore", "LibrarySync"].map { "Sources/\($0)" }, ending: ".swift")
    static let app = TidyTests.files(below: ["Examples/MusicApp"], ending: ".swift")

    /// A declaration that a package outside can see, with the line above it and the words of its own.
    private struct Declaration {
        var line: Int
        var text: String
        var isDocumented: Bool
    }

    private static func declarations(_ file: String) throws -> [Declaration] {
        let lines = try TidyTests.lines(file).map { $0.trimmingCharacters(in: .whitespaces) }
        return lines.indices.compactMap { number in
            let text = lines[number]
            guard text.hasPrefix("public "), !text.hasPrefix("public import") else { return nil }
            // An attribute may stand between.
            let above = lines[..<number].last { !$0.hasPrefix("@") } ?? ""
            return Declaration(line: number + 1, text: text, isDocumented: above.hasPrefix("///"))
        }
    }

    @Test func `there is something to look at`() throws {
        #expect(try Self.engine.map { try Self.declarations($0).count }.reduce(0, +) > 150)
        #expect(Self.app.count > 2)
    }

    @Test(arguments: engine)
    func `whatever an app can use says what it is`(file: String) throws {
        for found in try Self.declarations(file) {
            #expect(found.isDocumented, "\(file):\(found.line): \(found.text)")
        }
    }

    @Test(arguments: engine)
    func `every type that an app can hold may be handed to another task`(file: String) throws {
        for found in try Self.declarations(file) {
            let words = found.text.split { !$0.isLetter }.map(String.init)
            guard words.contains(where: { ["struct", "enum", "class", "protocol"].contains($0) }) else { continue }
            // What conforms to one of these protocols is Sendable by it.
            let isSendable = ["Sendable", "LibraryItem", "HTTPTransport"].contains { found.text.contains($0) }
            #expect(isSendable, "\(file):\(found.line): \(found.text)")
        }
    }

    @Test(arguments: engine)
    func `no type of GRDB, SQLite or libxml2 leaves the file that uses it`(file: String) throws {
        for line in try TidyTests.lines(file) where ["GRDB", "libxml2", "CLibXML2"].contains(where: line.contains) {
            let isExported = line.contains("import ") && (line.hasPrefix("public ") || line.hasPrefix("package "))
            #expect(!isExported && !line.contains("@_exported"), "\(file): \(line)")
        }
    }

    @Test(arguments: TidyTests.sources + app)
    func `what only Linux has is imported where it is there`(file: String) throws {
        var depth = 0
        for line in try TidyTests.lines(file) {
            if line.hasPrefix("#if canImport") { depth += 1 }
            if line.hasPrefix("#endif") { depth -= 1 }
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else { continue }
            let module = words[place + 1]
            let isPlatforms = [
                "Glibc", "Musl", "Darwin", "FoundationNetworking", "FoundationXML", "CLibXML2", "libxml2", "CSQLite",
                "SQLite3", "os",
            ].contains(module)
            #expect(!isPlatforms || depth > 0, "\(file): \(line)")
        }
    }

    @Test(arguments: app)
    func `the example app uses nothing but the engine and Foundation`(file: String) throws {
        for line in try TidyTests.lines(file) where line.contains("import ") && !line.contains("//") {
            let module = line.split(separator: " ").last.map(String.init) ?? ""
            #expect(["Foundation", "LibrarySync", "LibraryModel"].contains(module), "\(file): \(line)")
        }
    }
}
