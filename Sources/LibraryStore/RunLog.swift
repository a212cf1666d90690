package import Foundation
internal import GRDB
internal import LibraryModel

/// The records of past runs.
enum RunLog {
    /// How many runs are kept, besides the last successful one, by which freshness is judged.
    static let limit = 200

    static func insert(_ record: RunRecord, of run: SyncRun, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO syncRun (id, reason, startedAt, endedAt, outcome, message, counts, requests, bytes,
                    artworkFetched, artworkRemoved, artworkFailed, verdicts)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                run.id, run.reason.rawValue, run.startedAt.timeIntervalSince1970, record.endedAt.timeIntervalSince1970,
                record.outcome, record.message, try text(of: StoredCounts(record.counts)), record.requests,
                record.bytes, record.artworkFetched, record.artworkRemoved, record.artworkFailed,
                try text(of: record.verdicts),
            ])
        try db.execute(
            sql: """
                DELETE FROM syncRun
                WHERE id <= (SELECT id FROM syncRun ORDER BY id DESC LIMIT 1 OFFSET ?)
                    AND id IS NOT (SELECT max(id) FROM syncRun WHERE outcome = ?)
                """,
            arguments: [limit, RunRecord.success])
    }

    static func last(_ limit: Int, _ db: Database) throws -> [RunRecord] {
        // An inspection migrates nothing, so that it may meet a library of before the last column.
        let counts = try db.columns(in: "syncRun").contains { $0.name == "artworkFailed" }
        let query = """
            SELECT id, reason, startedAt, endedAt, outcome, message, counts, requests, bytes, artworkFetched,
                artworkRemoved, \(counts ? "artworkFailed" : "0"), verdicts
            FROM syncRun ORDER BY id DESC LIMIT ?
            """
        return try Row.fetchAll(db, sql: query, arguments: [max(0, limit)]).map { try record(RowReader(row: $0)) }
    }

    private static func record(_ row: RowReader) throws -> RunRecord {
        let run = SyncRun(
            id: try row.value(0), reason: SyncReason(rawValue: try row.value(1)) ?? .background,
            startedAt: Date(timeIntervalSince1970: try row.value(2)))
        var record = RunRecord(
            run, endedAt: Date(timeIntervalSince1970: try row.value(3)), outcome: try row.value(4),
            message: try row.optional(5))
        record.counts = try value(StoredCounts.self, try row.value(6)).counts
        record.requests = try row.value(7)
        record.bytes = try row.value(8)
        record.artworkFetched = try row.value(9)
        record.artworkRemoved = try row.value(10)
        record.artworkFailed = try row.value(11)
        record.verdicts = try value([String].self, try row.value(12))
        return record
    }

    private static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run's record cannot be read")
        }
    }
}

/// Counts as they stand in the file: `{"album": {"changed": 1, …}}`.
private struct StoredCounts: Codable {
    private var kinds: [String: [String: Int]]

    init(_ counts: [ItemKind: ChangeCounts]) {
        kinds = [:]
        for (kind, count) in counts {
            kinds[kind.rawValue] = [
                "new": count.new, "changed": count.changed, "unchanged": count.unchanged, "deleted": count.deleted,
            ]
        }
    }

    init(from decoder: any Decoder) throws { kinds = try [String: [String: Int]](from: decoder) }

    func encode(to encoder: any Encoder) throws { try kinds.encode(to: encoder) }

    var counts: [ItemKind: ChangeCounts] {
        var result: [ItemKind: ChangeCounts] = [:]
        for (name, numbers) in kinds {
            guard let kind = ItemKind(rawValue: name) else { continue }
            result[kind] = ChangeCounts(
                new: numbers["new"] ?? 0, changed: numbers["changed"] ?? 0, unchanged: numbers["unchanged"] ?? 0,
                deleted: numbers["deleted"] ?? 0)
        }
        return result
    }
}

extension LibraryStore {
    /// The last runs, the latest first.
    package func runs(limit: Int) async throws -> [RunRecord] {
        try await read { db in try RunLog.last(limit, db) }
    }

    /// The number of the latest record; nothing where there is none.
    package func lastRun() async throws -> Int64? {
        try await read { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM syncRun") }
    }

    /// When the latest run that succeeded ended, however many have failed since.
    package func lastRefreshed() async throws -> Date? {
        try await read { db in
            let query = "SELECT endedAt FROM syncRun WHERE outcome = ? ORDER BY id DESC LIMIT 1"
            return try db.values(query, [RunRecord.success]) { row in
                Date(timeIntervalSince1970: try row.value(0))
            }.first
        }
    }

    /// Adds what became of artwork after the commit to a run's record, if that is still kept.
    ///
    /// Transaction: one of its own, which writes that one row, in a cancelled task too.
    package func addArtwork(fetched: Int, removed: Int, failed: Int, toRun id: Int64) async throws {
        try await onWriterRegardless { db in
            try db.execute(
                sql: """
                    UPDATE syncRun SET artworkFetched = artworkFetched + ?, artworkRemoved = artworkRemoved + ?,
                        artworkFailed = artworkFailed + ?
                    WHERE id = ?
                    """,
                arguments: [fetched, removed, failed, id])
        }
    }
}
