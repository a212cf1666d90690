import Foundation

@testable import LibraryStore

/// Libraries as earlier versions wrote them: `Fixtures/databases/`, one file a step, named after it.
enum FrozenLibrary {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/databases")

    /// Their files in the order of their versions.
    static let names = LibrarySchema.current.steps.map { $0.identifier.replacing(" ", with: "-") + ".sql" }

    /// Makes the library of one version.
    static func build(_ name: String, _ file: URL) throws {
        let words = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        // Its tables stand by name, so that some refer to others which come later.
        try RawSQLite(file).run("PRAGMA foreign_keys = OFF;\n" + words)
    }

    /// What a library has in the tables that a step brought.
    private static let rows = [
        "3 merged albums": "INSERT INTO albumMerge VALUES (12, 11); PRAGMA user_version = 1",
        "7 known pages": "INSERT INTO knownPage VALUES (1, 'albums 0+1000', 'album', 'a', 4, 0, zeroblob(32))",
    ]

    /// Writes the files that are missing, each from the one before it.
    ///
    /// `UPDATE_GOLDENS=1` does it, for a step that was never released; the file of one that was is never written again.
    static func writeMissing() throws {
        guard ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" else { return }
        for (number, name) in names.enumerated().dropFirst() {
            let target = folder.appending(path: name)
            guard !FileManager.default.fileExists(atPath: target.path) else { continue }
            let file = FileManager.default.temporaryDirectory.appending(path: "frozen-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            try build(names[number - 1], file)
            let library = try RawSQLite(file)
            let step = LibrarySchema.current.steps[number]
            try library.run(step.sql + ";\nINSERT INTO grdb_migrations VALUES ('\(step.identifier)')")
            try library.run(rows[step.identifier] ?? "")
            try Data(dump(library, step.identifier).utf8).write(to: target)
        }
    }

    private static func dump(_ library: RawSQLite, _ step: String) throws -> String {
        var lines = [
            "-- A library as the version wrote it whose last step was \"\(step)\". Frozen: see Fixtures/README.md.",
            "PRAGMA application_id = \(LibrarySchema.applicationID);",
            "PRAGMA user_version = \(try library.rows("PRAGMA user_version").first?[0] ?? "0");", "BEGIN TRANSACTION;",
        ]
        let tables = try library.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for table in tables {
            lines.append((table[1] ?? "") + ";")
            let name = table[0] ?? ""
            let columns = try library.rows("SELECT name FROM pragma_table_info('\(name)')").compactMap { $0[0] }
            let values = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
            lines += try library.rows("SELECT \(values) FROM \(name) ORDER BY rowid")
                .map { "INSERT INTO \(name) VALUES(\($0[0] ?? ""));" }
        }
        lines += try library.rows(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"
        )
        .map { ($0[0] ?? "") + ";" }
        return (lines + ["COMMIT;"]).joined(separator: "\n") + "\n"
    }
}
