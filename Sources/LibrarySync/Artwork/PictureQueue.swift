import LibraryStore

/// Pictures that wait to be fetched, what is needed soonest first.
struct PictureQueue {
    typealias Wanted = ArtworkCache.Wanted

    /// Why a picture is fetched.
    enum Need: Int, Comparable, CaseIterable {
        /// A screen may show it some day.
        case someDay
        /// It was shown, and is another one now.
        case changed
        /// A screen shows it, or somebody waits for it.
        case now

        static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }
    }

    /// What waits, with what the database knew of it when it was asked for.
    private var waiting: [Wanted: (need: Need, row: StoredArtwork?)] = [:]
    /// In the order of asking; what moved to a lane of greater need is passed over in the old one.
    private var lanes: [Need: ArraySlice<Wanted>] = [:]

    var count: Int { waiting.count }
    var isEmpty: Bool { waiting.isEmpty }

    func contains(_ wanted: Wanted) -> Bool { waiting[wanted] != nil }

    /// Puts a picture behind those that are needed as much; one that waits already never waits longer for it.
    mutating func push(_ wanted: Wanted, _ row: StoredArtwork?, for need: Need) {
        let known = waiting[wanted]?.need
        if let known, known > need { return }
        waiting[wanted] = (need, row)
        if known != need { lanes[need, default: []].append(wanted) }
    }

    /// Takes the next picture out.
    mutating func pop() -> (wanted: Wanted, row: StoredArtwork?, need: Need)? {
        for need in Need.allCases.reversed() {
            while let wanted = lanes[need]?.popFirst() {
                guard let found = waiting[wanted], found.need == need else { continue }
                waiting[wanted] = nil
                return (wanted, found.row, need)
            }
        }
        return nil
    }

    mutating func removeAll() { self = PictureQueue() }
}
