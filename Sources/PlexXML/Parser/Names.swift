/// The elements that matter; each spelled as its case, with a capital.
enum ElementName: UInt8, CaseIterable {
    case unknown
    case mediaContainer
    case directory, track, playlist, video, photo
    case media, part
    case genre, style, mood

    var spelling: String {
        let name = String(describing: self)
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// Whether it is a row as a child of the container.
    ///
    /// `Meta`, `Hub` and whatever else may stand there are not, and `size` does not count them.
    var isItem: Bool {
        switch self {
        case .directory, .track, .playlist, .video, .photo: true
        default: false
        }
    }

    /// Whether it is a word that describes the row it stands in.
    var isTag: Bool { self == .genre || self == .style || self == .mood }
}

/// The attributes that are read; each spelled as its case.
///
/// Play state (`viewCount`, `lastViewedAt`, …) and what a server copies from an item's parents (`parentTitle`,
/// `grandparentThumb`, …) are missing on purpose: sync-requirements, promise 2.
enum AttributeName: UInt8, CaseIterable {
    case unknown
    case size, totalSize, offset
    case machineIdentifier, version, friendlyName, librarySectionID, librarySectionTitle, title1, title2
    case ratingKey, parentRatingKey, grandparentRatingKey, playlistItemID
    case type, subtype, playlistType, guid, title, titleSort, originalTitle, studio, summary
    case year, originallyAvailableAt, rating, userRating, index, parentIndex, duration, smart, childCount, leafCount
    case thumb, composite, addedAt, updatedAt
    case key, uuid, agent, refreshing, scannedAt, contentChangedAt
    case tag, container, audioCodec, bitrate

    var spelling: String { String(describing: self) }
}

/// Tells names apart by their addresses.
///
/// libxml2 interns every name for a parser's life, so that one address is one name, and a name's letters are looked at
/// once. A document with very many different names falls back to looking at the letters.
final class NameTable {
    typealias Letters = UnsafePointer<UInt8>

    private struct Slot {
        var address: UInt
        var number: UInt8
    }

    private static let bits = 9
    private let numbers: [String: UInt8]
    private let slots: UnsafeMutablePointer<Slot>
    private var used = 0

    init(_ numbers: [String: UInt8]) {
        self.numbers = numbers
        slots = .allocate(capacity: 1 << Self.bits)
        slots.initialize(repeating: Slot(address: 0, number: 0), count: 1 << Self.bits)
    }

    deinit { slots.deallocate() }

    static let elementNumbers = Dictionary(
        uniqueKeysWithValues: ElementName.allCases.map { ($0.spelling, $0.rawValue) })
    static let attributeNumbers = Dictionary(
        uniqueKeysWithValues: AttributeName.allCases.map { ($0.spelling, $0.rawValue) }
    )

    /// The number of the name at this address; 0 for one that does not matter.
    func number(of name: Letters) -> UInt8 {
        let address = UInt(bitPattern: name)
        var index = Self.place(of: address)
        while slots[index].address != address {
            if slots[index].address == 0 { return learn(name, at: index) }
            index = (index &+ 1) & (1 << Self.bits &- 1)
        }
        return slots[index].number
    }

    private static func place(of address: UInt) -> Int {
        Int(truncatingIfNeeded: (UInt64(address) &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(bits)))
    }

    private func learn(_ name: Letters, at index: Int) -> UInt8 {
        let number = numbers[String(cString: name)] ?? 0
        if used < 1 << (Self.bits - 1) {
            slots[index] = Slot(address: UInt(bitPattern: name), number: number)
            used += 1
        }
        return number
    }
}
