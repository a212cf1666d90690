import Foundation
import LibraryModel

/// What a row cannot be made for.
package struct RowDamage: Error, Equatable {
    var attribute: String
    var reason: String
}

/// libxml2's list of attributes: for each its name, prefix, namespace, and where its value begins and ends.
struct RawAttributes {
    var first: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    var count: Int
}

/// The values of one element, by attribute, in libxml2's own memory.
final class AttributeSlots {
    fileprivate struct Slot {
        var start: UnsafePointer<UInt8>?
        var count: Int
        /// The element that it was filled for; older ones are empty.
        var element: Int
    }

    private static let count = AttributeName.allCases.count
    private let names = NameTable(NameTable.attributeNumbers)
    private let slots: UnsafeMutablePointer<Slot>
    private var element = 0

    init() {
        slots = .allocate(capacity: Self.count)
        slots.initialize(repeating: Slot(start: nil, count: 0, element: 0), count: Self.count)
    }

    deinit { slots.deallocate() }

    /// Sorts an element's attributes.
    ///
    /// The result is good until the event ends or the next one is sorted.
    func sort(_ attributes: RawAttributes, of name: ElementName) -> PlexElement {
        element &+= 1
        if let first = attributes.first {
            var attribute = first
            for _ in 0..<attributes.count {
                if attribute[1] == nil, let name = attribute[0], let start = attribute[3], let end = attribute[4] {
                    let number = names.number(of: name)
                    if number != 0 {
                        slots[Int(number)] = Slot(start: start, count: end - start, element: element)
                    }
                }
                attribute += 5
            }
        }
        return PlexElement(name: name, slots: slots, element: element)
    }
}

/// One element as its event shows it: to be read at once, never kept.
package struct PlexElement {
    let name: ElementName
    fileprivate let slots: UnsafeMutablePointer<AttributeSlots.Slot>
    fileprivate let element: Int

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Year 9999: whatever lies beyond it is no date.
    private static let lastSecond: Int64 = 253_402_300_799

    /// The value's bytes; nothing where it is absent or empty, which servers mean alike.
    private func bytes(_ name: AttributeName) -> Bytes? {
        let slot = slots[Int(name.rawValue)]
        guard slot.element == element, slot.count > 0 else { return nil }
        return Bytes(start: slot.start, count: slot.count)
    }

    /// The text; nothing where it is absent or empty.
    func text(_ name: AttributeName) -> String? {
        guard let bytes = bytes(name), let start = bytes.baseAddress else { return nil }
        guard memchr(start, 0x26, bytes.count) != nil else { return String(decoding: bytes, as: UTF8.self) }
        // Without entity substitution libxml2 leaves an ampersand as `&#38;`, and no other ampersand can occur.
        return String(unsafeUninitializedCapacity: bytes.count) { output in
            var count = 0
            var index = 0
            while index < bytes.count {
                output[count] = bytes[index]
                index += bytes[index] == 0x26 ? 5 : 1
                count += 1
            }
            return count
        }
    }

    /// The item's title; some are empty (wire contract, 4.8).
    var title: String { text(.title) ?? "" }

    /// Whether there is no title, not even an empty one: every row of a server's has the attribute (wire contract, 2.5).
    var lacksTitle: Bool { slots[Int(AttributeName.title.rawValue)].element != element }

    /// An address or path, without a token that the server may have written into it: it would stand in the library's
    /// file, and each new one would look like a change.
    func address(_ name: AttributeName) -> String? { text(name).map(PlexAddress.withoutToken) }

    /// The picture's path.
    func artwork(_ name: AttributeName) -> ArtworkReference? { address(name).flatMap(ArtworkReference.init) }

    /// Demands that the item is of this type.
    func requireType(_ type: StaticString) throws(RowDamage) {
        guard let bytes = bytes(.type) else { throw RowDamage(attribute: "type", reason: "is missing") }
        let isEqual =
            bytes.count == type.utf8CodeUnitCount
            && bytes.baseAddress.map { memcmp($0, type.utf8Start, bytes.count) } == 0
        guard isEqual else {
            throw RowDamage(attribute: "type", reason: "is a \(excerpt(bytes))")
        }
    }

    /// A key that must be there.
    func key(_ name: AttributeName = .ratingKey) throws(RowDamage) -> RatingKey {
        guard let key = try optionalKey(name) else { throw RowDamage(attribute: name.spelling, reason: "is missing") }
        return key
    }

    /// A key that may be absent.
    func optionalKey(_ name: AttributeName) throws(RowDamage) -> RatingKey? {
        guard let bytes = bytes(name) else { return nil }
        guard bytes[0] != UInt8(ascii: "0"), let number = Self.integer(bytes), let key = RatingKey(number) else {
            throw damage(name, bytes, "is not a key")
        }
        return key
    }

    /// The item's key, for naming an item of which nothing else may be readable.
    var readableKey: RatingKey? {
        guard let bytes = bytes(.ratingKey), bytes[0] != UInt8(ascii: "0") else { return nil }
        return Self.integer(bytes).flatMap { RatingKey($0) }
    }

    /// A whole number from 0 to this bound.
    func number(_ name: AttributeName, upTo bound: Int64) throws(RowDamage) -> Int64? {
        guard let bytes = bytes(name) else { return nil }
        guard let number = Self.integer(bytes), number <= bound else {
            throw damage(name, bytes, "is not a number from 0 to \(bound)")
        }
        return number
    }

    /// A whole number that counts or orders things.
    func count(_ name: AttributeName) throws(RowDamage) -> Int? {
        try number(name, upTo: Int64(Int32.max)).map { Int($0) }
    }

    /// A time in seconds since 1970; some lie in the future, some are 0 (wire contract, 4.11).
    func time(_ name: AttributeName) throws(RowDamage) -> Int64? { try number(name, upTo: Self.lastSecond) }

    /// A rating from 0 to 10, in decimal notation.
    func rating(_ name: AttributeName) throws(RowDamage) -> Double? {
        guard let bytes = bytes(name) else { return nil }
        guard let rating = Self.decimal(bytes), rating <= 10 else {
            throw damage(name, bytes, "is not a number from 0 to 10")
        }
        return rating
    }

    /// Yes or no; no where it is absent.
    func flag(_ name: AttributeName) throws(RowDamage) -> Bool {
        guard let bytes = bytes(name) else { return false }
        switch String(decoding: bytes, as: UTF8.self) {
        case "1", "true": return true
        case "0", "false": return false
        default: throw damage(name, bytes, "is neither 0 nor 1")
        }
    }

    /// Decimal digits and nothing else, as many as surely fit.
    private static func integer(_ bytes: Bytes) -> Int64? {
        guard (1...18).contains(bytes.count) else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// Decimal digits with at most one point among them.
    ///
    /// A single-precision number written in full has up to seventeen.
    private static func decimal(_ bytes: Bytes) -> Double? {
        guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else { return integer(bytes).map { Double($0) } }
        guard let whole = integer(Bytes(rebasing: bytes[..<point])) else { return nil }
        guard let fraction = integer(Bytes(rebasing: bytes[(point + 1)...])) else { return nil }
        guard bytes.count <= 16 else { return Double(String(decoding: bytes, as: UTF8.self)) }
        // Both numbers of the division are exact, so that its result is what any reader of the same digits gets.
        var scale: Int64 = 1
        for _ in point + 1..<bytes.count { scale *= 10 }
        return Double(whole * scale + fraction) / Double(scale)
    }

    private func damage(_ name: AttributeName, _ bytes: Bytes, _ reason: String) -> RowDamage {
        RowDamage(attribute: name.spelling, reason: "\"\(excerpt(bytes))\" \(reason)")
    }

    private func excerpt(_ bytes: Bytes) -> String {
        let text = String(decoding: bytes.prefix(160), as: UTF8.self)
        return bytes.count > 40 ? text.prefix(40) + "…" : text
    }
}
