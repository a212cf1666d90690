internal import LibraryModel

/// Every thousandth album of lists in which somebody went deep, so that a page there is read from near by.
///
/// A page is asked for by its number, and SQLite walks to an offset from the beginning of the list: 60 ms for the last
/// of 100,000 albums. The first such walk leaves milestones, and later pages begin behind the nearest one. Milestones
/// hold for the committed library in which they were found, which the number of its last run names.
final class AlbumMilestones: Sendable {
    /// Albums from one milestone to the next.
    static let distance = 1_000
    /// Lists that are remembered; the one that was used longest ago is forgotten for another.
    static let mostLists = 8

    private struct State {
        var version: Int64 = -1
        var keys: [AlbumList: [Int64]] = [:]
        var counts: [AlbumList: Int] = [:]
        /// The last one was used last.
        var used: [AlbumList] = []
    }

    private let state = Locked(State())

    /// The milestones of a list that are known, from the first one on.
    func keys(of list: AlbumList, in version: Int64) -> [Int64] {
        state.withLock { $0.version == version ? $0.keys[list] ?? [] : [] }
    }

    /// Remembers the milestones of a list, from the first one on.
    func remember(_ keys: [Int64], of list: AlbumList, in version: Int64) {
        update(list, version) { state in
            if keys.count > state.keys[list]?.count ?? 0 { state.keys[list] = keys }
        }
    }

    /// How many albums a list has, where it was counted.
    func count(of list: AlbumList, in version: Int64) -> Int? {
        state.withLock { $0.version == version ? $0.counts[list] : nil }
    }

    /// Remembers how many albums a list has.
    func remember(count: Int, of list: AlbumList, in version: Int64) {
        update(list, version) { $0.counts[list] = count }
    }

    /// Says that a run wrote nothing that lists are made of: what is known holds for its library, too.
    func carry(to version: Int64) {
        state.withLock { if $0.version == version - 1 { $0.version = version } }
    }

    private func update(_ list: AlbumList, _ version: Int64, _ change: @Sendable (inout State) -> Void) {
        state.withLock { state in
            // A reader of an older library must not bring back what it knows.
            guard version >= state.version else { return }
            if version > state.version { state = State(version: version) }
            state.used.removeAll { $0 == list }
            state.used.append(list)
            if state.used.count > Self.mostLists {
                let forgotten = state.used.removeFirst()
                state.keys[forgotten] = nil
                state.counts[forgotten] = nil
            }
            change(&state)
        }
    }
}
