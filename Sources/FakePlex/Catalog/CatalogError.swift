/// Why a catalog cannot be built or changed as asked.
public enum CatalogError: Error, Sendable, Equatable {
    /// No item has this id or title.
    case unknownItem(String, nearest: [String])
    /// Several items have this title.
    case ambiguousTitle(String, candidates: [String])
    /// The item is of a kind that cannot stand here.
    case wrongKind(String, is: CatalogKind, expected: [CatalogKind])
    /// Items of this kind have no such field.
    case unknownField(String, kind: CatalogKind, nearest: String?)
    /// The field takes another type of value.
    case wrongType(field: String, expected: String)
    /// The field is given at birth and cannot be edited.
    case fixedField(String)
    /// Another item already has this id.
    case duplicateID(String)
    /// Another item already has this rating key, or no server gives such a number.
    case unusableRatingKey(Int)
    /// Items of this kind stand below another one, and none was named.
    case missingParent(id: String, kind: CatalogKind)
    /// A track shows its album's picture and has none of its own.
    case noPicture(String)
    /// No section has this key.
    case unknownSection(String)
    /// There is no such colour.
    case unknownColour(String, nearest: String?)
}

extension CatalogError: CustomStringConvertible {
    /// What is wrong, with its subject, and what to do.
    public var description: String {
        switch self {
        case .unknownItem(let name, let nearest):
            "No item has the id or the title \"\(name)\"" + Self.hint(nearest)
                + ": write the id as the library gives it."
        case .ambiguousTitle(let title, let candidates):
            "Several items have the title \"\(title)\": write the id of the one you mean, out of "
                + candidates.joined(separator: ", ") + "."
        case .wrongKind(let name, let kind, let expected):
            "\"\(name)\" is of the kind \(kind.rawValue), and here must stand one of the kind "
                + expected.map(\.rawValue).joined(separator: " or ") + "."
        case .unknownField(let name, let kind, let nearest):
            "Items of the kind \(kind.rawValue) have no field \"\(name)\"" + Self.hint(nearest.map { [$0] } ?? [])
                + "; they have " + Catalog.fields(of: kind).joined(separator: ", ") + "."
        case .wrongType(let field, let expected): "The field \"\(field)\" takes \(expected)."
        case .fixedField(let field):
            "The field \"\(field)\" is given when an item is added and cannot be edited: delete the item and add it again."
        case .duplicateID(let id): "The id \"\(id)\" is taken already: give every item an id of its own."
        case .unusableRatingKey(let key):
            "The rating key \(key) is taken already or out of range: use a free one from 1 to \(Catalog.largestRatingKey)."
        case .missingParent(let id, let kind):
            "The \(kind.rawValue) \"\(id)\" needs a parent: say which \(kind == .track ? "album" : "artist") it belongs to."
        case .noPicture(let id): "The track \"\(id)\" shows its album's picture: give the album another one instead."
        case .unknownSection(let key): "There is no section with the key \"\(key)\": name one that the catalog has."
        case .unknownColour(let name, let nearest):
            "There is no colour \"\(name)\"" + Self.hint(nearest.map { [$0] } ?? []) + "; #rrggbb is one too."
        }
    }

    private static func hint(_ names: [String]) -> String {
        names.isEmpty ? "" : ", though there is " + names.map { "\"\($0)\"" }.joined(separator: " and ")
    }
}
