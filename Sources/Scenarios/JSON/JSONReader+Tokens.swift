extension JSONReader {
    /// A string from its opening to its closing quotation mark (RFC 8259, section 7).
    mutating func string() throws(InputError) -> String {
        let opening = position
        advance()
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw InputError(
                    at: position, "the control character \(shownCurrent) stands raw in a string",
                    expected: byte == 0x0A || byte == 0x0D ? "\\n, or a closing quotation mark" : "it escaped")
            default:
                text.append(byte)
                advance()
            }
        }
        throw InputError(at: opening, "the string that begins here never ends", expected: "a closing quotation mark")
    }

    private mutating func escape(into text: inout [UInt8]) throws(InputError) {
        let start = position
        advance()
        let plain: UInt8
        switch current {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = bytes[index]
        case UInt8(ascii: "b"): plain = 0x08
        case UInt8(ascii: "f"): plain = 0x0C
        case UInt8(ascii: "n"): plain = 0x0A
        case UInt8(ascii: "r"): plain = 0x0D
        case UInt8(ascii: "t"): plain = 0x09
        case UInt8(ascii: "u"):
            text.append(contentsOf: String(try unicodeEscape(from: start)).utf8)
            return
        default:
            throw InputError(
                at: start, "\(shownCurrent) after a backslash is no escape",
                expected: "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX")
        }
        text.append(plain)
        advance()
    }

    /// `\uXXXX`, or two of them where the first is the first half of a pair; the `u` of the first is next.
    private mutating func unicodeEscape(from start: SourcePosition) throws(InputError) -> Unicode.Scalar {
        let first = try fourDigits(from: start)
        guard 0xD800...0xDFFF ~= first else {
            if let scalar = Unicode.Scalar(first) { return scalar }
            throw loneSurrogate(first, at: start)
        }
        guard first < 0xDC00, current == UInt8(ascii: "\\"), index + 1 < bytes.count,
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw loneSurrogate(first, at: start) }
        let second = position
        advance()
        let low = try fourDigits(from: second)
        guard 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (low - 0xDC00))
        else { throw loneSurrogate(first, at: start) }
        return scalar
    }

    private mutating func fourDigits(from start: SourcePosition) throws(InputError) -> UInt32 {
        advance()
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw InputError(at: start, "\\u is not followed by a number", expected: "four hexadecimal digits")
            }
            number = number << 4 | UInt32(digit)
            advance()
        }
        return number
    }

    private func loneSurrogate(_ code: UInt32, at start: SourcePosition) -> InputError {
        let shown = String(code, radix: 16, uppercase: true)
        return InputError(
            at: start, "\\u\(shown) is half of a surrogate pair",
            expected: "\\uD800 to \\uDBFF followed by \\uDC00 to \\uDFFF")
    }

    /// A number (RFC 8259, section 6), which fits into a `Double`.
    mutating func number() throws(InputError) -> JSONNumber {
        let start = position
        let first = index
        if current == UInt8(ascii: "-") { advance() }
        if current == UInt8(ascii: "0") {
            advance()
            if isDigit(current) {
                throw InputError(at: start, "a number begins with a zero", expected: "no zeros before its digits")
            }
        } else {
            try digits(of: "a digit")
        }
        if current == UInt8(ascii: ".") {
            advance()
            try digits(of: "a digit after the decimal point")
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            advance()
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { advance() }
            try digits(of: "a digit in the exponent")
        }
        if let byte = current, isLetter(byte) || byte == UInt8(ascii: ".") {
            throw InputError(at: position, "\(shownCurrent) stands in a number", expected: "a number in decimal digits")
        }
        let number = JSONNumber(text: String(decoding: bytes[first..<index], as: UTF8.self))
        guard number.double.isFinite else {
            throw InputError(at: start, "the number \(number.text.prefix(40)) is too large", expected: "below 1.8e308")
        }
        return number
    }

    private mutating func digits(of what: String) throws(InputError) {
        guard isDigit(current) else { throw unexpected(expected: what) }
        while isDigit(current) { advance() }
    }

    /// `true`, `false` or `null`.
    mutating func word() throws(InputError) -> JSONValue {
        let start = position
        let first = index
        while let byte = current, isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") { advance() }
        let word = String(decoding: bytes[first..<index], as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            throw InputError(
                at: start, "\(quoted(word)) is no JSON value",
                expected: "true, false, null, a number, or a string in quotation marks",
                suggestion: nearestName(to: word, among: ["true", "false", "null"]))
        }
    }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }

    private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0b1101_1111) }
}
