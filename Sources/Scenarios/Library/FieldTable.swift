/// A field's value as an author wrote it.
package enum FieldContent: Sendable, Hashable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case list([String])
    /// `null`: the item has no such field, or none any more.
    case none
}

/// A field of an item, and where its value stands.
package struct FieldDescription: Sendable, Equatable {
    /// The value.
    package var value: FieldContent
    /// Where the value stands.
    package var position: SourcePosition

    /// This value at this place.
    package init(_ value: FieldContent, at position: SourcePosition = .none) {
        self.value = value
        self.position = position
    }
}

/// What may stand in a field.
package enum FieldType: Sendable, Equatable {
    case text
    /// `YYYY-MM-DD`
    case date
    /// A whole number, this or more.
    case integer(from: Int)
    /// Seconds since 1970, to the end of the year 9999.
    case time
    /// 0 to 10.
    case rating
    case flag
    /// An array of texts.
    case texts
    /// One of these.
    case word(among: [String])
    /// An array of ids.
    case references
}

/// The fields that library files and catalog edits know, in Plex's names.
package enum FieldTable {
    private static let common: [(String, FieldType)] = [
        ("title", .text), ("titleSort", .text), ("guid", .text), ("summary", .text),
        ("addedAt", .time), ("updatedAt", .time), ("ratingKey", .integer(from: 1)),
    ]
    private static let tags: [(String, FieldType)] = [
        ("genres", .texts), ("styles", .texts), ("moods", .texts),
    ]
    private static let played: [(String, FieldType)] = [
        ("viewCount", .integer(from: 0)), ("skipCount", .integer(from: 0)), ("lastViewedAt", .integer(from: 0)),
        ("lastRatedAt", .integer(from: 0)),
    ]

    private static let fieldsOfKinds = Dictionary(
        uniqueKeysWithValues: LibraryKind.allCases.map { ($0, makeFields(of: $0)) })

    /// The fields of a kind, in the order in which they are listed.
    package static func fields(of kind: LibraryKind) -> [(name: String, type: FieldType)] {
        fieldsOfKinds[kind] ?? []
    }

    private static func makeFields(of kind: LibraryKind) -> [(name: String, type: FieldType)] {
        let own: [(String, FieldType)] =
            switch kind {
            case .artist: tags + [("countries", .texts), ("userRating", .rating)] + played
            case .album:
                tags + [
                    ("studio", .text), ("year", .integer(from: 0)), ("originallyAvailableAt", .date),
                    ("rating", .rating), ("countries", .texts), ("userRating", .rating),
                ] + played
            case .track:
                tags + [
                    ("index", .integer(from: 0)), ("disc", .integer(from: 0)), ("originalTitle", .text),
                    ("duration", .integer(from: 0)), ("container", .text), ("codec", .text),
                    ("bitrate", .integer(from: 0)), ("size", .integer(from: 0)), ("fileStamp", .integer(from: 0)),
                    ("userRating", .rating), ("ratingCount", .integer(from: 0)),
                ] + played
            case .collection:
                [
                    ("subtype", .word(among: ["artist", "album", "track"])), ("smart", .flag),
                    ("collectionSort", .word(among: ["release", "alpha", "custom"])), ("members", .references),
                ]
            case .playlist: [("smart", .flag), ("tracks", .references), ("video", .text)]
            }
        return (common + own).map { (name: $0.0, type: $0.1) }
    }

    /// The type of a field of a kind; nothing where the kind has no such field.
    package static func type(of field: String, in kind: LibraryKind) -> FieldType? {
        fields(of: kind).first { $0.name == field }?.type
    }

    /// Every field that some kind has, each once: what an edit may set before the item's kind is known.
    package static let all: [(name: String, type: FieldType)] = {
        var known: Set<String> = []
        return LibraryKind.allCases.flatMap { fields(of: $0) }.filter { known.insert($0.name).inserted }
    }()
}

extension Reading {
    /// The value of a field.
    func field(_ name: String, _ type: FieldType) throws(InputError) -> FieldDescription {
        if isNull { return FieldDescription(.none, at: position) }
        return FieldDescription(try content(name, type), at: position)
    }

    private func content(_ name: String, _ type: FieldType) throws(InputError) -> FieldContent {
        switch type {
        case .text: .text(try anyText())
        case .date: .text(try date())
        case .integer(let least): .integer(try integer(least...Int.max))
        case .time: .integer(try integer(0...253_402_300_799))
        case .rating: .number(try number(0...10))
        case .flag: .flag(try flag())
        case .texts:
            .list(try elements("an array of strings") { element throws(InputError) in try element.text() })
        case .word(let words): .text(try self.name(of: name, among: words))
        case .references: .list(try references().map(\.text))
        }
    }

    private func date() throws(InputError) -> String {
        let expected = "a date such as \"1994-08-22\""
        guard case .string(let text) = node.value else { throw wrong(expected: expected) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDate =
            parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
        guard isDate else { throw unusable(quoted(text), expected: expected) }
        return text
    }
}
