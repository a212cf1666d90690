import FakePlex
import Foundation
import Testing

/// What is done to an attribute.
enum Harm: String, CaseIterable, Sendable {
    case missing, empty, huge, nan, negative, word, forbidden
    /// It stands twice, the second time saying something else.
    case twice

    /// What the attribute says then; nothing where it is not there.
    var value: String? {
        switch self {
        case .missing: nil
        case .empty: ""
        case .huge: "99999999999999999999999999"
        case .nan: "nan"
        case .negative: "-1"
        case .word: "seven"
        case .forbidden: "\u{4}1"
        case .twice: "Other"
        }
    }

    /// What a client can read of it: U+FFFD where XML forbids the character.
    var readable: String? { self == .forbidden ? "\u{FFFD}1" : value }

    var isAbsence: Bool { self == .missing || self == .empty }
}

/// What must become of a damaged element: sync-requirements, promise 4.
enum Fate: Equatable, Sendable {
    /// The whole answer is not well-formed, and the refresh fails.
    case failure
    /// The item is not changed, it is reported, and nothing of its kind is removed.
    case unidentified
    /// The item is not changed, and it is reported.
    case leftOut
    /// The item is changed, and holds this in a column that it is told in.
    case read(column: String?, value: String?)
    /// Its title is what it was, it is reported, and everything else about it is changed.
    case titleKept
    /// Its tags are what they were, it is reported, and everything else about it is changed.
    case tagsKept
    /// Its tags are these now.
    case tagged(String)
    /// The item is changed as if nothing were wrong.
    case unseen
}

/// One cell of the matrix.
struct Cell: Sendable, CustomTestStringConvertible {
    var element: Element
    var attribute: String
    var role: Role
    var harm: Harm

    static func all(of element: Element) -> [Cell] {
        element.attributes.flatMap { attribute in
            Harm.allCases.map { Cell(element: element, attribute: attribute.name, role: attribute.role, harm: $0) }
        }
    }

    private static let all = Element.allCases.flatMap { all(of: $0) }

    /// Every harm to every attribute that a client reads, and to the others one each, in turn; with
    /// `UNDERSTUDY_CELLS=all` every harm to all.
    static var chosen: [Cell] {
        isWhole ? all : all.enumerated().filter { $1.role != .unread || $0 % 8 == $0 / 8 % 8 }.map(\.element)
    }

    /// Where there is no library yet, or a studied one: what must be there, and of the rest one harm each, in turn.
    static var chosenForOtherStarts: [Cell] {
        guard !isWhole else { return all }
        return chosen.enumerated().filter { number, cell in
            switch cell.role {
            case .identity, .needed, .word, .title: true
            case .checked, .text: number % 8 == number / 8 % 8
            case .unread: false
            }
        }.map(\.element)
    }

    private static var isWhole: Bool { ProcessInfo.processInfo.environment["UNDERSTUDY_CELLS"] == "all" }

    var testDescription: String { "\(element).\(attribute) \(harm)" }

    var damage: Damage {
        Damage(
            item: element.item, child: element.child, attribute: attribute, value: harm.value, isTwice: harm == .twice)
    }

    /// Whether a character that XML forbids must be reported.
    var isReplaced: Bool { harm == .forbidden }

    var fate: Fate {
        if harm == .twice { return .failure }
        switch role {
        case .identity: return element == .detail ? .tagsKept : .unidentified
        case .needed: return element == .detail ? .tagsKept : .leftOut
        case .checked(let column, let absent):
            if harm.isAbsence { return .read(column: column, value: absent) }
            return element == .detail ? .tagsKept : .leftOut
        case .text(let column, let absent):
            return .read(column: column, value: harm.isAbsence ? absent : harm.readable)
        case .title:
            if element == .detail { return .unseen }
            return harm == .missing ? .titleKept : .read(column: "title", value: harm.readable)
        case .word:
            // Of albums the details have the last word.
            if element == .albumTag { return .unseen }
            return harm.isAbsence ? .tagsKept : .tagged("genre:\(harm.readable ?? "")")
        case .unread: return .unseen
        }
    }

    /// Whether an item is read that is another one than the server's, and nothing shows it.
    ///
    /// It stays until its list is read again.
    var isPlausible: Bool {
        switch fate {
        case .read, .tagged: !isReplaced
        default: false
        }
    }

    /// Whether it is a track's: of those only are read that were updated since, unless everything is verified.
    var isOfTracks: Bool { element == .track || element == .media || element == .part }

    /// Whether the element must be reported as one that could not be read.
    var isReported: Bool {
        switch fate {
        case .unidentified, .leftOut, .titleKept: true
        // A stamp that is gone is no damage: the details are then of another state than the list.
        case .tagsKept: !(element == .detail && attribute == "updatedAt" && harm.isAbsence)
        case .failure, .read, .tagged, .unseen:
            role == .word && harm.isAbsence || role == .title && harm == .missing
        }
    }
}
