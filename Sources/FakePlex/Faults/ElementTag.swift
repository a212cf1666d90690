/// An element's start, with its attributes as they stand in the text: escaped.
struct ElementTag: Sendable, Equatable {
    /// An attribute, its value still escaped.
    struct Attribute: Sendable, Equatable {
        var name: String
        var value: String
    }

    var name: String
    var attributes: [Attribute]
    /// Whether the element ends where it starts.
    var isLeaf: Bool

    /// Reads `<Name a="1" />`; nothing where the text is another sort of tag.
    init?(_ text: some Sequence<UInt8>) {
        let tag = String(decoding: Array(text), as: UTF8.self)
        guard tag.hasPrefix("<"), tag.hasSuffix(">"), tag.dropFirst().first?.isLetter == true else { return nil }
        isLeaf = tag.hasSuffix("/>")
        var rest = tag.dropFirst().dropLast(isLeaf ? 2 : 1)
        let name = rest.prefix { $0 != " " }
        rest = rest.dropFirst(name.count)
        self.name = String(name)
        attributes = []
        while let start = rest.firstIndex(where: { $0 != " " }) {
            rest = rest[start...]
            let parts = rest.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            attributes.append(Attribute(name: String(parts[0].dropLast()), value: String(parts[1])))
            rest = parts[2]
        }
    }

    /// Reads the tag that an element begins with.
    init?(first element: [UInt8]) {
        guard let end = element.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        self.init(element[...end])
    }

    /// The value of an attribute, escaped.
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// Sets an attribute to a text, or takes it out; a new one stands at the end, or after another one.
    mutating func set(_ name: String, _ text: String?, after other: String? = nil) {
        guard let text else {
            attributes.removeAll { $0.name == name }
            return
        }
        let attribute = Self.attribute(name, text)
        if let place = attributes.firstIndex(where: { $0.name == name }) {
            attributes[place] = attribute
        } else if let place = attributes.firstIndex(where: { $0.name == other }) {
            attributes.insert(attribute, at: place + 1)
        } else {
            attributes.append(attribute)
        }
    }

    /// Gives an attribute that is there a second time, right after the first; one that is not there stays away.
    mutating func double(_ name: String, _ text: String) {
        guard let place = attributes.firstIndex(where: { $0.name == name }) else { return }
        attributes.insert(Self.attribute(name, text), at: place + 1)
    }

    private static func attribute(_ name: String, _ text: String) -> Attribute {
        var xml = XMLBuffer()
        xml.escaped(text)
        return Attribute(name: name, value: String(decoding: xml.bytes, as: UTF8.self))
    }

    /// The tag's text.
    var bytes: [UInt8] {
        let inside = attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        return Array("<\(name)\(inside)\(isLeaf ? " />" : ">")".utf8)
    }
}
