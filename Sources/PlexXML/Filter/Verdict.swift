/// What becomes of a byte that is not plain, and of those that belong to it.
enum Verdict: Equatable {
    /// So many bytes pass.
    case keep(Int)
    /// So many bytes become one U+FFFD.
    case replace(Int)
    /// It depends on bytes that have not come.
    case hold

    /// Judges the byte at this place; when nothing follows the last byte, nothing is held.
    init(_ bytes: UnsafeRawBufferPointer, at index: Int, isLast: Bool) {
        let byte = bytes[index]
        switch byte {
        case 0x09, 0x0A, 0x0D: self = .keep(1)
        case 0..<0x20: self = .replace(1)
        case 0x26: self = Self.reference(bytes, at: index, isLast: isLast)
        case 0x80...: self = Self.sequence(bytes, at: index, isLast: isLast)
        default: self = .keep(1)
        }
    }

    /// Judges a character reference, decimal or hexadecimal.
    ///
    /// Anything else behind an ampersand is libxml2's to judge.
    private static func reference(_ bytes: UnsafeRawBufferPointer, at start: Int, isLast: Bool) -> Verdict {
        guard start + 1 < bytes.count else { return isLast ? .keep(1) : .hold }
        guard bytes[start + 1] == UInt8(ascii: "#") else { return .keep(1) }
        var index = start + 2
        let isHexadecimal = index < bytes.count && bytes[index] == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let firstDigit = index
        let end = min(bytes.count, start + ForbiddenCharacterFilter.longestReference)
        var value: UInt32 = 0
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ";") {
                guard index > firstDigit else { return .keep(2) }
                let length = index + 1 - start
                return isAllowed(value) ? .keep(length) : .replace(length)
            }
            guard let digit = digit(byte, isHexadecimal: isHexadecimal) else { return .keep(2) }
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        let isTooLong = end == start + ForbiddenCharacterFilter.longestReference
        return isTooLong || isLast ? .keep(2) : .hold
    }

    private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal: UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F") where isHexadecimal: UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// The production Char of XML 1.0, section 2.2.
    private static func isAllowed(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// One character of two to four bytes (Unicode 16, table 3-7), or as much of one as there is.
    private static func sequence(_ bytes: UnsafeRawBufferPointer, at start: Int, isLast: Bool) -> Verdict {
        let length: Int
        var allowed: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
        case 0xED: (length, allowed) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, allowed) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, allowed) = (4, 0x80...0x8F)
        default: return .replace(1)
        }
        for offset in 1..<length {
            guard start + offset < bytes.count else { return isLast ? .replace(offset) : .hold }
            guard allowed.contains(bytes[start + offset]) else { return .replace(offset) }
            allowed = 0x80...0xBF
        }
        let isNoncharacter = bytes[start] == 0xEF && bytes[start + 1] == 0xBF && bytes[start + 2] >= 0xBE
        return isNoncharacter ? .replace(3) : .keep(length)
    }
}
