/// A field that library files and edits can set, under Plex's own name for it.
struct CatalogField<Item: CatalogItem>: Sendable {
    typealias Path<Value> = any WritableKeyPath<Item, Value> & Sendable

    /// How the value is put in.
    enum Setter: Sendable {
        case text(Path<String>)
        case optionalText(Path<String?>)
        case integer(Path<Int>)
        case optionalInteger(Path<Int?>)
        case optionalNumber(Path<Double?>)
        case flag(Path<Bool>)
        case list(Path<[String]>)
        /// What a collection collects.
        case subtype(Path<CatalogKind>)
        /// What the order of a collection's members follows.
        case collectionSort(Path<CollectionSort>)
        /// Given at birth: an edit cannot move it.
        case ratingKey(Path<Int>)
        /// Names other items, so that only the catalog can set it.
        case references
    }

    var name: String
    var setter: Setter

    init(_ name: String, _ setter: Setter) {
        self.name = name
        self.setter = setter
    }

    /// Puts a value into an item.
    func set(_ value: FieldValue, in item: inout Item) throws(CatalogError) {
        switch setter {
        case .text(let path): item[keyPath: path] = try text(value) ?? ""
        case .optionalText(let path): item[keyPath: path] = try text(value)
        case .integer(let path): item[keyPath: path] = try integer(value) ?? 0
        case .optionalInteger(let path): item[keyPath: path] = try integer(value)
        case .optionalNumber(let path): item[keyPath: path] = try number(value)
        case .flag(let path): item[keyPath: path] = try flag(value)
        case .list(let path): item[keyPath: path] = try list(value)
        case .ratingKey(let path): item[keyPath: path] = try integer(value) ?? 0
        case .subtype(let path):
            guard let name = try text(value), let kind = CatalogKind(rawValue: name), kind.canBeCollected else {
                throw .wrongType(field: self.name, expected: "artist, album or track")
            }
            item[keyPath: path] = kind
        case .collectionSort(let path):
            guard let sort = CollectionSort(rawValue: try text(value) ?? CollectionSort.custom.rawValue)
            else { throw .wrongType(field: self.name, expected: "release, alpha or custom") }
            item[keyPath: path] = sort
        case .references: break
        }
    }

    /// The texts of a list.
    func list(_ value: FieldValue) throws(CatalogError) -> [String] {
        switch value {
        case .list(let texts): return texts
        case .none: return []
        default: throw .wrongType(field: name, expected: "a list of texts")
        }
    }

    private func text(_ value: FieldValue) throws(CatalogError) -> String? {
        switch value {
        case .text(let text): return text
        case .none: return nil
        default: throw .wrongType(field: name, expected: "a text")
        }
    }

    private func integer(_ value: FieldValue) throws(CatalogError) -> Int? {
        switch value {
        case .integer(let number): return number
        case .number(let number):
            guard let whole = Int(exactly: number) else { throw .wrongType(field: name, expected: "a whole number") }
            return whole
        case .none: return nil
        default: throw .wrongType(field: name, expected: "a whole number")
        }
    }

    private func number(_ value: FieldValue) throws(CatalogError) -> Double? {
        switch value {
        case .integer(let number): return Double(number)
        case .number(let number): return number
        case .none: return nil
        default: throw .wrongType(field: name, expected: "a number")
        }
    }

    private func flag(_ value: FieldValue) throws(CatalogError) -> Bool {
        switch value {
        case .flag(let flag): return flag
        case .none: return false
        default: throw .wrongType(field: name, expected: "true or false")
        }
    }
}

extension CatalogKind {
    /// Whether collections can hold it.
    var canBeCollected: Bool { self == .artist || self == .album || self == .track }
}

/// A kind of item whose fields can be set by name.
protocol FieldedItem: CatalogItem {
    var ratingKey: Int { get set }
    /// The fields of its own, beside those that all kinds have.
    static var ownFields: [CatalogField<Self>] { get }
}

extension FieldedItem {
    /// Every field, in the order in which documentation lists them.
    static var fields: [CatalogField<Self>] { commonFields + ownFields }

    /// Sets several fields; those that name other items are left to the catalog.
    ///
    /// - Parameters:
    ///   - values: The values by the fields' names.
    ///   - editing: Whether the item exists already, so that what is given at birth cannot be moved.
    /// - Throws: An unknown field with the nearest known one, or a value of another type.
    mutating func set(_ values: [String: FieldValue], editing: Bool) throws(CatalogError) {
        let fields = Self.fields
        // In the order of the names, so that of several mistakes always the same one is told.
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.name == name }) else {
                let nearest = NearestName.among(fields.map(\.name), to: name)
                throw .unknownField(name, kind: Self.kind, nearest: nearest)
            }
            if editing, case .ratingKey = field.setter { throw .fixedField(name) }
            try field.set(value, in: &self)
        }
    }

    /// The references under a field's name, where it is among the values.
    static func references(_ name: String, in values: [String: FieldValue]) throws(CatalogError) -> [String]? {
        guard let value = values[name] else { return nil }
        return try CatalogField<Self>(name, .references).list(value)
    }
}
