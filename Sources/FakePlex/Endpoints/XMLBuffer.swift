/// Bytes of XML as a real server prints it: pure ASCII, with decimal character references for all else, so that it
/// reads the same under any encoding (wire contract, 1.3).
///
/// Lists run to megabytes, so text is copied in runs into memory of its own rather than byte by byte into an array.
struct XMLBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    /// An empty buffer with room for this many bytes.
    init(reserving capacity: Int = 4096) {
        self.capacity = max(capacity, 256)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Everything written so far.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// Writes markup as it stands.
    mutating func raw(_ text: StaticString) {
        copy(text.utf8Start, text.utf8CodeUnitCount)
    }

    /// Writes a text that is known to need no escaping, such as the digits of a fraction.
    ///
    /// Not called `raw`: a literal would prefer a `String`, which costs more to write.
    mutating func unescaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { copy(start, bytes.count) }
        }
    }

    /// Writes a whole number in decimal digits.
    mutating func number(_ value: Int) {
        reserve(20)
        if value < 0 { put(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var digits = 1
        var bound: UInt = 10
        while rest >= bound, digits < 19 {
            digits += 1
            bound &*= 10
        }
        if rest >= bound { digits += 1 }
        var place = count + digits
        count = place
        repeat {
            place -= 1
            base[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Writes the last digits of a number in hexadecimal.
    mutating func hexadecimal(_ value: UInt64, digits: Int) {
        reserve(digits)
        var place = digits
        var rest = value
        while place > 0 {
            place -= 1
            let nibble = UInt8(truncatingIfNeeded: rest & 15)
            base[count + place] = nibble < 10 ? 0x30 &+ nibble : 0x57 &+ nibble
            rest >>= 4
        }
        count += digits
    }

    /// Writes text for the inside of an attribute.
    mutating func escaped(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            var run = 0
            var place = 0
            while place < bytes.count {
                let byte = start[place]
                if byte < 0x80, XMLBuffer.isPlain[Int(byte)] {
                    place += 1
                    continue
                }
                copy(start + run, place - run)
                place += escape(start + place)
                run = place
            }
            copy(start + run, bytes.count - run)
        }
    }

    /// Writes one character that cannot stand as it is, and returns how many bytes it had.
    private mutating func escape(_ bytes: UnsafePointer<UInt8>) -> Int {
        switch bytes[0] {
        case UInt8(ascii: "&"): raw("&amp;")
        case UInt8(ascii: "<"): raw("&lt;")
        case UInt8(ascii: ">"): raw("&gt;")
        case UInt8(ascii: "\""): raw("&quot;")
        case UInt8(ascii: "'"): raw("&#39;")
        case 9, 10, 13: reference(UInt32(bytes[0]))
        case 0xF0...:
            reference(tail(bytes, 0, UInt32(bytes[0] & 0x07), 3))
            return 4
        case 0xE0...:
            reference(tail(bytes, 0, UInt32(bytes[0] & 0x0F), 2))
            return 3
        default:
            reference(tail(bytes, 0, UInt32(bytes[0] & 0x1F), 1))
            return 2
        }
        return 1
    }

    /// The number of a character whose leading byte gave these bits; texts are valid UTF-8.
    private func tail(_ bytes: UnsafePointer<UInt8>, _ place: Int, _ bits: UInt32, _ left: Int) -> UInt32 {
        left == 0 ? bits : tail(bytes, place + 1, bits << 6 | UInt32(bytes[place + 1] & 0x3F), left - 1)
    }

    private mutating func reference(_ scalar: UInt32) {
        raw("&#")
        number(Int(scalar))
        raw(";")
    }

    private mutating func copy(_ start: UnsafePointer<UInt8>, _ length: Int) {
        guard length > 0 else { return }
        reserve(length)
        UnsafeMutableRawPointer(base + count).copyMemory(from: start, byteCount: length)
        count += length
    }

    /// Starts an attribute: a space, the name, an equals sign and a quote, written at once.
    mutating func open(_ name: StaticString) {
        let length = name.utf8CodeUnitCount
        reserve(length + 3)
        base[count] = 0x20
        UnsafeMutableRawPointer(base + count + 1).copyMemory(from: name.utf8Start, byteCount: length)
        base[count + length + 1] = 0x3D
        base[count + length + 2] = 0x22
        count += length + 3
    }

    private mutating func put(_ byte: UInt8) {
        base[count] = byte
        count += 1
    }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.moveInitialize(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = larger
    }

    /// ASCII that may stand as it is.
    ///
    /// Characters that XML forbids do so too: servers have sent them raw, where a
    /// reference would have been worse (wire contract, 4.7).
    private static let isPlain: [Bool] = (0..<128).map { byte in
        !"&<>\"'\t\n\r".utf8.contains(UInt8(byte))
    }
}

extension XMLBuffer {
    /// Writes an attribute with a text.
    mutating func attribute(_ name: StaticString, _ value: String) {
        open(name)
        escaped(value)
        raw("\"")
    }

    /// Writes an attribute with a whole number.
    mutating func attribute(_ name: StaticString, _ value: Int) {
        open(name)
        number(value)
        raw("\"")
    }

    /// Writes an attribute with a flag, as 1 or 0.
    mutating func attribute(_ name: StaticString, _ value: Bool) {
        open(name)
        raw(value ? "1\"" : "0\"")
    }

    /// Writes an attribute with a number that may have a fraction, `8.0` style.
    mutating func attribute(_ name: StaticString, _ value: Double) {
        open(name)
        unescaped(value.description)
        raw("\"")
    }

    /// Writes an attribute where there is a text for it: absence is the normal state (wire contract, 0).
    mutating func attribute(_ name: StaticString, _ value: String?) {
        if let value { attribute(name, value) }
    }

    /// Writes an attribute where there is a number for it.
    mutating func attribute(_ name: StaticString, _ value: Int?) {
        if let value { attribute(name, value) }
    }

    /// Writes an attribute where there is a number for it.
    mutating func attribute(_ name: StaticString, _ value: Double?) {
        if let value { attribute(name, value) }
    }

    /// Writes an attribute with a path that is made around a number.
    mutating func attribute(_ name: StaticString, _ before: StaticString, _ number: Int, _ after: StaticString = "") {
        open(name)
        raw(before)
        self.number(number)
        raw(after)
        raw("\"")
    }
}
