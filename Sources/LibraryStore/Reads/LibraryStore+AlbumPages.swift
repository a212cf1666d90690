internal import GRDB
package import LibraryModel

/// Pages of lists of albums by their numbers, as screens ask for them.
extension LibraryStore {
    /// One page of the grid: by artist, then title, then year, then key.
    package func albums(offset: Int, limit: Int) async throws -> [AlbumListing] {
        try await read { db in try albumPage(AlbumList(), offset, limit, try Self.version(db), db) }
    }

    /// One page of a list, and how many albums the list has, of one moment.
    package func albums(
        of list: AlbumList, offset: Int, limit: Int
    ) async throws -> ListPage<AlbumListing> {
        try await read { db in
            let version = try Self.version(db)
            let albums = try albumPage(list, offset, limit, version, db)
            if let count = milestones.count(of: list, in: version) {
                return ListPage(items: albums, count: count)
            }
            let count = try Self.albumCount(matching: list.filter, db)
            milestones.remember(count: count, of: list, in: version)
            return ListPage(items: albums, count: count)
        }
    }

    /// Names the library of this snapshot: every commit inserts the next run.
    private static func version(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM syncRun")) ?? 0
    }

    /// The albums of a list from a place on that is counted from 0, as a plain `LIMIT` and `OFFSET` would read them.
    private func albumPage(
        _ list: AlbumList, _ offset: Int, _ limit: Int, _ version: Int64, _ db: Database
    ) throws -> [AlbumListing] {
        let limit = min(max(0, limit), Self.largestPage)
        guard limit > 0, let scan = try AlbumScan(list.filter, list.order, db) else { return [] }
        var position: AlbumScan.Position?
        if offset > 0 {
            guard let last = try album(before: offset, of: list, scan, version, db) else { return [] }
            position = try scan.position(of: last, db)
        }
        return try scan.listings(behind: position, limit: limit, db).map(\.listing)
    }

    /// The album at the place before `offset`; nothing where the list ends earlier.
    private func album(
        before offset: Int, of list: AlbumList, _ scan: AlbumScan, _ version: Int64, _ db: Database
    ) throws -> Int64? {
        let known = milestones.keys(of: list, in: version).prefix(offset / AlbumMilestones.distance)
        var passed = known.count * AlbumMilestones.distance
        guard passed < offset else { return known.last }
        var keys = Array(known)
        var last: Int64?
        try scan.walk(behind: try known.last.flatMap { try scan.position(of: $0, db) }, db) { key in
            passed += 1
            last = key
            if passed.isMultiple(of: AlbumMilestones.distance) { keys.append(key) }
            return passed < offset
        }
        milestones.remember(keys, of: list, in: version)
        return passed == offset ? last : nil
    }
}
