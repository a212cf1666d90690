package import LibraryModel

/// Wire contract, 2.5 and 2.9: track row, `Media` and `Part`.
extension Track: PlexRow {
    package static var readsChildren: Bool { true }

    /// Milliseconds of thirty years.
    private static let longestDuration: Int64 = 1_000_000_000_000
    /// Bytes; a thousand terabytes.
    private static let largestSize: Int64 = 1_000_000_000_000_000

    package init(_ element: PlexElement) throws(RowDamage) {
        try element.requireType("track")
        let key = try element.key()
        let albumKey = try element.key(.parentRatingKey)
        // A part without a key stands for none; `finish` refuses it.
        self.init(ratingKey: key, albumKey: albumKey, title: element.title, part: TrackPart(key: ""))
        artistKey = try element.optionalKey(.grandparentRatingKey)
        guid = element.text(.guid)
        titleSort = element.text(.titleSort)
        originalTitle = element.text(.originalTitle)
        disc = try element.count(.parentIndex) ?? 1
        index = try element.count(.index)
        duration = try element.number(.duration, upTo: Self.longestDuration)
        userRating = try element.rating(.userRating)
        addedAt = try element.time(.addedAt)
        updatedAt = try element.time(.updatedAt)
    }

    /// The first part that has a key is the track's, with its medium; duplicate rips and further parts follow it
    /// (wire contract, 4.10).
    package mutating func take(_ child: PlexElement) throws(RowDamage) {
        guard part.key.isEmpty else { return }
        switch child.name {
        case .media:
            part = TrackPart(key: "")
            part.container = child.text(.container)
            part.codec = child.text(.audioCodec)
            part.bitrate = try child.count(.bitrate)
        case .part:
            let key = child.address(.key) ?? ""
            guard key.isEmpty || key.hasPrefix("/") else {
                throw RowDamage(attribute: "Part", reason: "has \"\(key.prefix(40))\" for a key, which is no path")
            }
            part.key = key
            part.container = child.text(.container) ?? part.container
            part.size = try child.number(.size, upTo: Self.largestSize)
        default:
            break
        }
    }

    package func finish() throws(RowDamage) {
        guard part.key.isEmpty else { return }
        throw RowDamage(attribute: "Part", reason: "is missing or has no key")
    }
}
