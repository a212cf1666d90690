package import Foundation
internal import GRDB
package import LibraryModel

/// What one refresh saw of the validators of one kind's list: the study's evidence (sync-requirements, 3.3).
package struct Observation: Sendable, Equatable {
    /// How many are kept of each kind.
    package static let limit = 64

    package var runID: Int64
    package var at: Date
    package var kind: ItemKind
    /// 200 where the list was read, 304 where the server said that it had not changed.
    package var status: Int
    /// As the list's head gave them; where several pages were read, what stands for the validators of all of them.
    package var etag: String?
    package var lastModified: String?
    package var cacheControl: String?
    /// The section's counter and times when the reading began (wire contract, 2.4).
    package var contentChangedAt: Int64?
    package var updatedAt: Int64?
    package var scannedAt: Int64?
    /// Of all pages, where the whole list was read.
    package var bodyHash: String?
    /// Whether anything that the library keeps of the list was new, other or gone.
    package var isChanged: Bool

    /// What was seen of a list that stands as it stood, unless told otherwise.
    package init(runID: Int64, at: Date, kind: ItemKind, status: Int, isChanged: Bool = false) {
        self.runID = runID
        self.at = at
        self.kind = kind
        self.status = status
        self.isChanged = isChanged
    }

    fileprivate static let columns = """
        runID, at, kind, status, etag, lastModified, cacheControl, contentChangedAt, updatedAt, scannedAt, bodyHash,
        isChanged
        """

    fileprivate init(_ row: RowReader) throws {
        self.init(
            runID: try row.value(0), at: Date(timeIntervalSince1970: try row.value(1)),
            kind: ItemKind(rawValue: try row.value(2)) ?? .artist, status: try row.value(3),
            isChanged: try row.value(11))
        etag = try row.optional(4)
        lastModified = try row.optional(5)
        cacheControl = try row.optional(6)
        contentChangedAt = try row.optional(7)
        updatedAt = try row.optional(8)
        scannedAt = try row.optional(9)
        bodyHash = try row.optional(10)
    }
}

extension LibraryStore {
    package func observations() async throws -> [Observation] {
        try await read { db in
            try db.values("SELECT \(Observation.columns) FROM observation ORDER BY id") { try Observation($0) }
        }
    }

    package func saveObservations(_ observations: [Observation], in run: SyncRun) async throws {
        try await stage(in: run) { db in
            for seen in observations {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO temp.stagedObservation (\(Observation.columns))
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(
                    arguments: [
                        seen.runID, seen.at.timeIntervalSince1970, seen.kind.rawValue, seen.status, seen.etag,
                        seen.lastModified, seen.cacheControl, seen.contentChangedAt, seen.updatedAt, seen.scannedAt,
                        seen.bodyHash, seen.isChanged,
                    ])
            }
        }
    }
}

extension Commit {
    /// Adds what the run saw, and forgets the oldest of each kind.
    func writeObservations() throws {
        if try Staging.startsOver(db) { try db.execute(sql: "DELETE FROM observation") }
        try db.cachedStatement(
            sql: """
                INSERT INTO observation (\(Observation.columns))
                SELECT \(Observation.columns) FROM temp.stagedObservation ORDER BY rowid
                """
        ).execute()
        let forget = try db.cachedStatement(
            sql: """
                DELETE FROM observation WHERE kind = ?1 AND id <= (
                    SELECT id FROM observation WHERE kind = ?1 ORDER BY id DESC LIMIT 1 OFFSET \(Observation.limit))
                """)
        for kind in ItemKind.allCases { try forget.execute(arguments: [kind.rawValue]) }
    }
}
