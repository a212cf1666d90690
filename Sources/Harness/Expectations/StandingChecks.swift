import FakePlex
import Foundation
import Scenarios

/// What must hold after every scenario, unasked.
struct StandingChecks {
    var scenario: Scenario
    /// `file:line:column` of the last step.
    var location: String
    var subject: any Subject
    var server: FakePlex
    var names: ItemNames
    /// The client's folder.
    var folder: URL
    /// What the client may hold: the library of any one of these, whole; an empty one where no refresh succeeded.
    var acceptable: [Catalog]
    var section: String?

    func failures() throws -> [Failure] {
        let library = try subject.library()
        let files = contents()
        return try ofRequests() + oracle(library) + pictures(library, files) + database() + secrets(files)
    }

    /// Those that hold whatever became of the client.
    func ofRequests() -> [Failure] {
        var failures: [Failure] = []
        let unmatched = server.unmatchedRequests
        if !unmatched.isEmpty {
            let lines = unmatched.map { entry in
                entry.line + (entry.nearestEndpoint.map { "; the nearest endpoint is \($0)" } ?? "")
            }
            failures.append(
                Failure(
                    "unmatched requests", at: location, "the client asked for what no endpoint answers", evidence: lines
                ))
        }
        let malformed = server.malformedRequests
        if !malformed.isEmpty {
            let lines = malformed.map { "\($0.line): \($0.problem ?? "")" }
            failures.append(
                Failure("malformed requests", at: location, "the client sent what is no HTTP", evidence: lines))
        }
        let shown = server.journal.filter(\.hasTokenInAddress)
        if !shown.isEmpty {
            failures.append(
                Failure(
                    "token", at: location, "the client wrote its token into an address, where every log shows it",
                    evidence: shown.map(\.line)))
        }
        let lost = server.journal.filter { $0.origin == .second && $0.tokenPlace != .none }
        if !lost.isEmpty {
            failures.append(
                Failure(
                    "token", at: location, "the client sent its token to another origin than the server's",
                    evidence: lost.map(\.line)))
        }
        for rule in server.unfiredRules {
            failures.append(
                Failure(
                    "unfired faults", at: rule.id, "the fault \(rule.fault.name) never struck: no request matched it"))
        }
        return failures
    }

    /// The client's library is the server's.
    private func oracle(_ found: LibrarySnapshot) -> [Failure] {
        let meant = names.keys(scenario.differences.map(\.item))
        var nearest: [LibraryDiff.Difference]?
        let expected =
            acceptable.isEmpty
            ? [LibrarySnapshot()] : acceptable.map { LibrarySnapshot($0, section: section ?? $0.soleSection) }
        for snapshot in expected {
            let diff = LibraryDiff(found: found, expected: snapshot).differences.filter { !meant.contains($0.item.key) }
            guard !diff.isEmpty else { return [] }
            if diff.count < nearest?.count ?? .max { nearest = diff }
        }
        let differences = nearest ?? []
        let message = "the client's library is not the server's: \(differences.count) items differ"
        return [Failure("oracle", at: location, message, evidence: differences.map { describe($0) })]
    }

    private func describe(_ difference: LibraryDiff.Difference) -> String {
        let (table, key) = difference.item
        let name = "\(table.rawValue.dropLast()) \(names.name(key))"
        switch difference {
        case .missing: return "\(name) is missing"
        case .extra: return "\(name) is not on the server"
        case .wrong(_, _, let facts):
            let parts = facts.map { "\($0.name) is \($0.found.shown), on the server \($0.expected.shown)" }
            return "\(name): \(parts.joined(separator: "; "))"
        }
    }

    /// Every picture file belongs to an item, is whole, and is there.
    private func pictures(_ library: LibrarySnapshot, _ contents: [String: Data]) throws -> [Failure] {
        let folder = subject.pictureFolder.lastPathComponent + "/"
        let files = contents.filter { $0.key.hasPrefix(folder) }
            .reduce(into: [String: Data]()) { $0[String($1.key.dropFirst(folder.count))] = $1.value }
        let records = try subject.pictures()
        let owners = Set(library.tables.values.flatMap(\.keys))
        var lines: [String] = []
        for record in records {
            let name = "\(record.file) of \(names.name(record.owner))"
            guard let file = files[record.file] else {
                lines.append("\(name) is missing")
                continue
            }
            if !owners.contains(record.owner) { lines.append("\(name) belongs to an item that is gone") }
            if let length = record.length, length != file.count {
                lines.append("\(name) has \(file.count) bytes, the client noted \(length)")
            }
            if let damage = PictureFile.damage(file) { lines.append("\(name) \(damage)") }
        }
        let known = Set(records.map(\.file))
        lines += files.keys.filter { !known.contains($0) }.sorted().map { "\($0) belongs to nothing" }
        guard !lines.isEmpty else { return [] }
        return [Failure("picture files", at: location, "the picture files are not in order", evidence: lines)]
    }

    /// SQLite finds nothing wrong with the client's database.
    private func database() throws -> [Failure] {
        let file = try SQLiteFile(subject.databaseFile)
        var lines = try file.rows("PRAGMA integrity_check").compactMap { $0[0] }.filter { $0 != "ok" }
        lines += try subject.leftovers()
        lines += try file.rows("PRAGMA foreign_key_check").map { row in
            "row \(row[1] ?? "?") of \(row[0] ?? "?") refers to a row of \(row[2] ?? "?") that is not there"
        }
        guard !lines.isEmpty else { return [] }
        return [Failure("database", at: location, "the client's database is damaged", evidence: lines)]
    }

    /// Every file of the client's, by its path in the client's folder.
    private func contents() -> [String: Data] {
        var files: [String: Data] = [:]
        guard let walk = FileManager.default.enumerator(atPath: folder.path) else { return [:] }
        for case let name as String in walk {
            files[name] = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
        }
        return files
    }

    private func holds(_ data: Data, _ token: Data) -> Bool {
        data.withUnsafeBytes { bytes in
            token.withUnsafeBytes { wanted in
                // Data.range(of:) takes ten times as long, over every byte of every picture.
                guard let first = wanted.first, let start = bytes.baseAddress, let mark = wanted.baseAddress else {
                    return false
                }
                var place = 0
                while bytes.count - place >= wanted.count,
                    let found = memchr(start + place, Int32(first), bytes.count - place - wanted.count + 1)
                {
                    if memcmp(found, mark, wanted.count) == 0 { return true }
                    place = UnsafeRawPointer(found) - start + 1
                }
                return false
            }
        }
    }

    /// The token stands in no file and in no file's name.
    private func secrets(_ files: [String: Data]) -> [Failure] {
        let tokens = server.tokens.map { (text: $0, bytes: Data($0.utf8)) }
        var lines: [String] = []
        for (name, data) in files.sorted(by: { $0.key < $1.key }) {
            if tokens.contains(where: { name.contains($0.text) }) { lines.append("the name of \(name)") }
            if tokens.contains(where: { holds(data, $0.bytes) }) { lines.append(name) }
        }
        guard !lines.isEmpty else { return [] }
        return [Failure("secrets", at: location, "the client wrote the token to its files", evidence: lines)]
    }
}
