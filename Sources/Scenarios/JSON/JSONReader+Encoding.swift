extension JSONReader {
    /// Steps through all bytes and throws at the first that is no UTF-8 (RFC 3629, section 4).
    mutating func checkEncoding() throws(InputError) {
        while let byte = current {
            let continuation: [ClosedRange<UInt8>]
            switch byte {
            case 0x00...0x7F: continuation = []
            case 0xC2...0xDF: continuation = [0x80...0xBF]
            case 0xE0: continuation = [0xA0...0xBF, 0x80...0xBF]
            case 0xED: continuation = [0x80...0x9F, 0x80...0xBF]
            case 0xE1...0xEF: continuation = [0x80...0xBF, 0x80...0xBF]
            case 0xF0: continuation = [0x90...0xBF, 0x80...0xBF, 0x80...0xBF]
            case 0xF1...0xF3: continuation = [0x80...0xBF, 0x80...0xBF, 0x80...0xBF]
            case 0xF4: continuation = [0x80...0x8F, 0x80...0xBF, 0x80...0xBF]
            default: throw invalidByte()
            }
            for (offset, allowed) in continuation.enumerated() {
                guard index + offset + 1 < bytes.count, allowed.contains(bytes[index + offset + 1]) else {
                    throw invalidByte()
                }
            }
            for _ in 0...continuation.count { advance() }
        }
    }

    private func invalidByte() -> InputError {
        let shown = String(bytes[index], radix: 16, uppercase: true)
        return InputError(
            at: position, "the byte 0x\(shown.count == 1 ? "0" : "")\(shown) is not valid UTF-8",
            expected: "the file to be saved as UTF-8")
    }

    /// The next character as messages show it.
    var shownCurrent: String {
        guard index < bytes.count else { return "the end of the file" }
        if bytes[index] == UInt8(ascii: "\"") { return "a quotation mark" }
        var end = index + 1
        while end < bytes.count, bytes[end] & 0b1100_0000 == 0b1000_0000 { end += 1 }
        return quoted(String(decoding: bytes[index..<end], as: UTF8.self))
    }

    /// What is said of a character that cannot stand here.
    func unexpected(expected: String) -> InputError {
        switch current {
        case nil: InputError(at: position, "the file ends too early", expected: expected)
        case UInt8(ascii: "/"), UInt8(ascii: "#"):
            InputError(
                at: position, "JSON has no comments, and \(shownCurrent) stands here",
                expected: expected + " (a remark goes into a \"note\" member)")
        case UInt8(ascii: "'"):
            InputError(at: position, "a text stands in single quotation marks", expected: "double ones")
        default: InputError(at: position, "\(shownCurrent) stands here", expected: expected)
        }
    }
}
