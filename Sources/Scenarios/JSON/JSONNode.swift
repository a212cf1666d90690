// Rounding needs the C mathematics library, which on Linux only this import links.
import Foundation

/// A JSON value and where it stands.
package struct JSONNode: Sendable, Equatable {
    /// What it is.
    package var value: JSONValue
    /// Where its first character stands.
    package var position: SourcePosition
    /// Whether the value was put in for the `forEach` variable that is `each`.
    package var isSwept = false

    /// A value at a place.
    package init(_ value: JSONValue, at position: SourcePosition = .none) {
        self.value = value
        self.position = position
    }

    /// Its kind, as messages say it: "a string".
    package var kind: String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value of an object's member of this name.
    package subscript(key: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }
}

/// What a JSON value can be (RFC 8259, section 3).
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])
}

/// One member of an object, in the file's order.
package struct JSONMember: Sendable, Equatable {
    /// Its name.
    package var key: String
    /// Where the name stands.
    package var keyPosition: SourcePosition
    /// Its value.
    package var value: JSONNode

    /// A member.
    package init(_ key: String, at keyPosition: SourcePosition = .none, _ value: JSONNode) {
        self.key = key
        self.keyPosition = keyPosition
        self.value = value
    }
}

/// A number as it was written (RFC 8259, section 6), so that nothing of it is lost.
package struct JSONNumber: Sendable, Equatable {
    /// The digits as written.
    package let text: String

    /// A number from its text, which follows the grammar of RFC 8259.
    init(text: String) { self.text = text }

    /// A whole number.
    package init(_ number: Int) { text = String(number) }

    /// A number; nothing where it is infinite or none.
    package init?(_ number: Double) {
        guard number.isFinite else { return nil }
        text = Int(exactly: number).map { String($0) } ?? "\(number)"
    }

    /// Its value as the nearest `Double`.
    package var double: Double { Double(text) ?? .nan }

    /// Its value where it is a whole number, however it is written (`3`, `3.0`, `3e0`), as JSON Schema takes it.
    package var integer: Int? {
        if let exact = Int(text) { return exact }
        guard text.contains(where: { ".eE".contains($0) }) else { return nil }
        let number = double
        return number.magnitude <= 9_007_199_254_740_992 ? Int(exactly: number) : nil
    }
}

extension JSONNode: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string that a program writes.
    package init(stringLiteral text: String) { self.init(.string(text)) }
    /// A number that a program writes.
    package init(integerLiteral number: Int) { self.init(.number(JSONNumber(number))) }
    /// A truth that a program writes.
    package init(booleanLiteral flag: Bool) { self.init(.bool(flag)) }
    /// An array that a program writes.
    package init(arrayLiteral elements: JSONNode...) { self.init(.array(elements)) }
    /// An object that a program writes, its members in this order.
    package init(dictionaryLiteral members: (String, JSONNode)...) {
        self.init(.object(members.map { JSONMember($0.0, $0.1) }))
    }
    /// The null that a program writes.
    package init(nilLiteral: ()) { self.init(.null) }
}
