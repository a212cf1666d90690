import FakePlex
import Scenarios

extension Judge {
    /// Which items are new, changed or deleted, by the judge's own comparison of the client's library.
    func changes(_ kind: LibraryKind, _ expected: Scenarios.ChangesExpectation?) -> [Failure] {
        guard let expected else { return [] }
        let table = LibraryTable(kind)
        let found = outcome.after.library.changes(in: table, since: outcome.before.library)
        let name = kind.plural
        return check(found.new, expected.new, "\(name).new", at: expected.position, "new \(name)")
            + check(
                found.changed, expected.changed, "\(name).changed", at: expected.position, "changed \(name)",
                evidence: differences(table, found.changed))
            + check(found.deleted, expected.deleted, "\(name).deleted", at: expected.position, "deleted \(name)")
    }

    /// Nothing is ever deleted unless the scenario names it.
    func deletions(_ expectation: Expectation?) -> [Failure] {
        LibraryKind.allCases.flatMap { kind -> [Failure] in
            guard expectation?.changes[kind] == nil else { return [] }
            let found = outcome.after.library.changes(in: LibraryTable(kind), since: outcome.before.library)
            let position = expectation?.position ?? outcome.step.position
            let failures = check(found.deleted, nil, "\(kind.plural).deleted", at: position, "deleted \(kind.plural)")
            return failures.map { failure in
                var failure = failure
                failure.message += words(onLosing: found.deleted)
                return failure
            }
        }
    }

    /// What a loss means that nobody asked for.
    private func words(onLosing keys: Set<Int>) -> String {
        if let failed = outcome.accounts.first(where: { $0.outcome != "success" }) {
            return " (the refresh ended in \(failed.outcome), and yet the library lost them)"
        }
        if outcome.accounts.isEmpty { return " (no refresh has succeeded since, and yet the library lost them)" }
        let kept = keys.count { outcome.catalog.item($0) != nil }
        if kept == keys.count { return " (the server still has them)" }
        return kept > 0 ? " (the server still has \(kept) of them)" : " (they are gone from the server, too: name them)"
    }

    private func differences(_ table: LibraryTable, _ keys: Set<Int>) -> [String] {
        let columns = LibrarySnapshot.columns[table] ?? []
        return keys.sorted().flatMap { key -> [String] in
            guard let before = outcome.before.library[table][key], let after = outcome.after.library[table][key] else {
                return []
            }
            return zip(columns, zip(before, after)).filter { $0.1.0 != $0.1.1 }.map { column, values in
                "\(outcome.names.name(key)).\(column): \(values.0.shown) became \(values.1.shown)"
            }
        }
    }
}

extension LibraryTable {
    init(_ kind: LibraryKind) {
        self =
            switch kind {
            case .artist: .artists
            case .album: .albums
            case .track: .tracks
            case .collection: .collections
            case .playlist: .playlists
            }
    }
}

extension String? {
    /// As evidence shows it, cut short.
    var shown: String {
        guard let self else { return "nothing" }
        return self.count > 60 ? "\"\(self.prefix(57))…\"" : "\"\(self)\""
    }
}
