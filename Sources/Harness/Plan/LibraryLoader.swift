import CBuiltIn
import FakePlex
import Foundation
import Scenarios

/// Finds and reads the libraries that scenarios name, each once.
final class LibraryLoader: Sendable {
    /// Libraries larger than this are refused, in bytes.
    static let largestFile = 256 << 20

    private let loaded = Locked<[String: Catalog]>([:])

    /// The libraries that the binary brings along, by name.
    static var builtIn: [String: [UInt8]] {
        ["small": Array(UnsafeBufferPointer(start: understudy_small_bytes(), count: understudy_small_length()))]
    }

    /// The catalog that a scenario starts with.
    func catalog(_ source: LibrarySource, scenario file: String) throws -> Catalog {
        switch source {
        case .generate(let seed, let albums):
            return try once("generate \(seed) \(albums)") { Catalog.generated(seed: seed, albums: albums) }
        case .file(let name):
            let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
            return try self.file(URL(fileURLWithPath: name.value, relativeTo: folder).path, named: name)
        case .fixture(let name):
            return try fixture(name, scenario: file)
        }
    }

    /// The catalog in a library file.
    func file(_ path: String, named name: Located<String>) throws -> Catalog {
        guard FileManager.default.fileExists(atPath: path) else {
            throw InputErrors(InputError(at: name.position, "there is no library file \"\(name.value)\""))
        }
        return try once("file \(path)") { try Catalog(LibraryDescription.read(Self.read(path), file: path)) }
    }

    /// A fixture is looked up beside the scenario, in `Fixtures/libraries` of each folder above, then in the binary.
    private func fixture(_ name: Located<String>, scenario file: String) throws -> Catalog {
        var folder = URL(fileURLWithPath: file).standardizedFileURL.deletingLastPathComponent()
        var known = Set(Self.builtIn.keys)
        var candidates = [folder]
        while folder.path != "/" {
            candidates.append(folder.appendingPathComponent("Fixtures/libraries"))
            folder.deleteLastPathComponent()
        }
        for candidate in candidates {
            let path = candidate.appendingPathComponent(name.value + ".json").path
            if FileManager.default.fileExists(atPath: path) { return try self.file(path, named: name) }
            guard candidate.lastPathComponent == "libraries" else { continue }
            // The names are only to help with a name that is wrong; most folders have no fixtures.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: candidate.path)) ?? []
            known.formUnion(names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
        }
        guard let bytes = Self.builtIn[name.value] else {
            throw InputErrors(
                InputError(
                    at: name.position, "there is no fixture \"\(name.value)\"", known: known.sorted(),
                    given: name.value))
        }
        return try once("built in \(name.value)") {
            try Catalog(LibraryDescription.read(bytes, file: "(built in) \(name.value).json"))
        }
    }

    private func once(_ key: String, _ make: () throws -> Catalog) throws -> Catalog {
        if let catalog = loaded.withLock({ $0[key] }) { return catalog }
        let catalog = try make()
        loaded.withLock { $0[key] = catalog }
        return catalog
    }

    /// The bytes of an input file.
    static func read(_ path: String) throws -> [UInt8] {
        // What has no size to be asked for cannot be read either, which the next lines say.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let size = attributes?[.size] as? Int, size > largestFile {
            throw HarnessError(.invalidInput, "\(path): \(size) bytes are more than the limit of \(largestFile)")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw HarnessError(
                .couldNotRun, "\(path): the file cannot be read; check that it exists and its permissions")
        }
        return Array(data)
    }
}
