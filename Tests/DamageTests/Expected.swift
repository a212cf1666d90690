import FakePlex

@testable import Harness

/// What the engine must hold after a refresh that met a damaged element; pure.
struct Expected {
    var cell: Cell
    /// The library as the server has it.
    var wanted: LibrarySnapshot
    /// The library as the engine had it; nothing before its first sync.
    var before: LibrarySnapshot?
    /// The damaged item, and the one that was removed.
    var damaged: Int
    var removed: Int

    private var table: LibraryTable {
        switch cell.element {
        case .artist, .artistTag: .artists
        case .album, .albumTag, .detail: .albums
        case .track, .media, .part: .tracks
        case .collection, .member: .collections
        case .playlist, .entry: .playlists
        }
    }

    func snapshot() -> LibrarySnapshot {
        switch (cell.fate, cell.element) {
        case (.failure, _): before ?? LibrarySnapshot()
        case (.leftOut, .member), (.unidentified, .member): listsKept("members")
        case (.leftOut, .entry), (.unidentified, .entry): listsKept("tracks")
        case (.leftOut, _): kept()
        case (.unidentified, _): nothingRemoved(kept())
        case (.read(nil, _), _), (.unseen, _): wanted
        case (.read(let column?, let value), _): with(column, value)
        case (.titleKept, _): with("title", before?[table][damaged]?[Self.place(of: "title", in: table)] ?? "")
        case (.tagged(let tags), _): with("tags", tags)
        case (.tagsKept, _): with("tags", tagsBefore)
        }
    }

    /// The damaged row is what it was, and so is what hangs on it where there was none.
    private func kept() -> LibrarySnapshot {
        var snapshot = wanted
        snapshot.tables[table]?[damaged] = before?[table][damaged]
        guard before == nil else { return snapshot }
        if table == .artists { snapshot.drop(.albums, of: damaged) }
        if table == .artists || table == .albums {
            let albums = snapshot[.albums]
            let tracks = snapshot[.tracks].filter { albums[$0.value[0].flatMap { Int($0) } ?? 0] != nil }
            snapshot[.tracks] = tracks
        }
        return snapshot
    }

    private func nothingRemoved(_ snapshot: LibrarySnapshot) -> LibrarySnapshot {
        var snapshot = snapshot
        if let row = before?[table][removed] { snapshot.tables[table]?[removed] = row }
        return snapshot
    }

    /// A list with a damaged place does not take the place of one that was whole.
    private func listsKept(_ column: String) -> LibrarySnapshot {
        var snapshot = wanted
        let place = Self.place(of: column, in: table)
        for (key, row) in snapshot[table] {
            var row = row
            if let old = before?[table][key] {
                row[place] = old[place]
            } else {
                let keys = (row[place] ?? "").split(separator: ",").filter { $0 != String(damaged) }
                row[place] = keys.isEmpty ? nil : keys.joined(separator: ",")
            }
            snapshot.tables[table]?[key] = row
        }
        return snapshot
    }

    private var tagsBefore: String? {
        guard let before else { return cell.element == .detail ? "genre:folk" : nil }
        return before[table][damaged]?[Self.place(of: "tags", in: table)]
    }

    private func with(_ column: String, _ value: String?) -> LibrarySnapshot {
        var snapshot = wanted
        snapshot.tables[table]?[damaged]?[Self.place(of: column, in: table)] = value
        return snapshot
    }

    private static func place(of column: String, in table: LibraryTable) -> Int {
        LibrarySnapshot.columns[table]?.firstIndex(of: column) ?? 0
    }
}

extension LibrarySnapshot {
    /// Takes out the rows of a table whose parent, in the first column, is this item.
    fileprivate mutating func drop(_ table: LibraryTable, of parent: Int) {
        self[table] = self[table].filter { $0.value[0] != String(parent) }
    }
}
