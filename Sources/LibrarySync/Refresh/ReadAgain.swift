import LibraryModel

/// What a refresh could not read, which the next one reads although nothing else tells it to.
///
/// What is damaged may be whole again without a stamp or a counter that moves. So may what only seems to have changed,
/// and what has gone astray.
struct ReadAgain: Equatable, Sendable {
    /// Kinds whose whole list is read.
    var kinds: Set<ItemKind> = []
    /// Collections and playlists whose content is read.
    var lists: [ItemKind: Set<RatingKey>] = [:]
    /// Tracks that are asked for by their keys.
    var tracks: Set<RatingKey> = []

    /// More damaged tracks than one request asks for are found again in the list of all.
    static let trackLimit = 100

    /// Nothing.
    init() {}

    /// What follows from what was found of each kind, and from lists whose content could not be read whole.
    init(_ readings: [ItemKind: KindReading], unreadLists: [ItemKind: Set<RatingKey>]) {
        lists = unreadLists.filter { !$0.value.isEmpty }
        for (kind, reading) in readings {
            let doubted = reading.unread.union(reading.unstamped.subtracting(reading.strays))
            if kind == .track, reading.unidentified == 0, doubted.count <= Self.trackLimit {
                tracks = doubted
                // More of them are the server's way, and not looked for at every refresh.
                let all = doubted.union(reading.strays)
                if all.count <= Self.trackLimit { tracks = all }
            } else if reading.isDamaged || !doubted.isEmpty {
                kinds.insert(kind)
            }
        }
    }

    /// Reads what ``text`` wrote; what cannot be read is nothing.
    init(_ text: String) {
        for word in text.split(separator: " ") {
            let parts = word.split(separator: ":", maxSplits: 1)
            guard let kind = parts.first.flatMap({ ItemKind(rawValue: String($0)) }) else { continue }
            guard parts.count == 2 else {
                kinds.insert(kind)
                continue
            }
            guard let key = Int64(parts[1]).flatMap({ RatingKey($0) }) else { continue }
            if kind == .track { tracks.insert(key) } else { lists[kind, default: []].insert(key) }
        }
    }

    /// Kinds of which items may be missing here although nothing about their lists moves: those of which some could not
    /// be read, and those that belong to them.
    var reach: Set<ItemKind> {
        var reach = kinds
        if reach.contains(.artist) { reach.insert(.album) }
        if reach.contains(.album) { reach.insert(.track) }
        return reach
    }

    /// Whether some of this kind could not be read or kept: then it can be another one now, and no validator lied about
    /// it.
    func concerns(_ kind: ItemKind) -> Bool { reach.contains(kind) || (kind == .track && !tracks.isEmpty) }

    /// As it is kept from one refresh to the next; nothing where there is nothing to keep.
    var text: String? {
        var words = kinds.map(\.rawValue)
        for (kind, keys) in lists { words += keys.map { "\(kind.rawValue):\($0)" } }
        words += tracks.map { "\(ItemKind.track.rawValue):\($0)" }
        return words.isEmpty ? nil : words.sorted().joined(separator: " ")
    }
}
