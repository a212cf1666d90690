/// Reads JSON as RFC 8259 defines it, keeping the position of every key and value.
///
/// Stricter than the RFC where it leaves a choice: duplicate names, lone surrogates, a byte order mark, numbers that
/// are too large and deep nesting are refused, since each of them means something else to some other reader.
package struct JSONReader {
    let file: String
    let bytes: [UInt8]
    let limits: JSONLimits
    /// The index of the byte to be read next.
    var index = 0
    var line = 1
    var column = 1

    init(_ bytes: [UInt8], file: String, limits: JSONLimits) {
        self.bytes = bytes
        self.file = file
        self.limits = limits
    }

    /// The one value that a file holds.
    ///
    /// - Throws: The first fault, with its position.
    package static func read(
        _ bytes: [UInt8], file: String, limits: JSONLimits = .standard
    ) throws(InputError) -> JSONNode {
        let start = SourcePosition(file: file, line: 1, column: 1)
        guard bytes.count <= limits.bytes else {
            throw InputError(
                at: start, "the file has \(bytes.count) bytes", expected: "at most \(limits.bytes) bytes")
        }
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw InputError(at: start, "the file begins with a byte order mark", expected: "UTF-8 without one")
        }
        var check = JSONReader(bytes, file: file, limits: limits)
        try check.checkEncoding()
        var reader = JSONReader(bytes, file: file, limits: limits)
        reader.skipSpace()
        guard reader.current != nil else {
            throw InputError(at: reader.position, "the file holds no JSON", expected: "a value")
        }
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.current == nil else {
            throw InputError(
                at: reader.position, "\(reader.shownCurrent) follows the file's value",
                expected: "nothing but white space after it")
        }
        return node
    }

    /// Where the next character stands.
    var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

    /// The next byte; nothing at the end.
    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Steps over one byte; the first byte of a character moves the column.
    mutating func advance() {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\n"):
            line += 1
            column = 1
        case UInt8(ascii: "\r"):
            guard current != UInt8(ascii: "\n") else { return }
            line += 1
            column = 1
        default:
            if byte & 0b1100_0000 != 0b1000_0000 { column += 1 }
        }
    }

    /// Steps over the four characters that the RFC calls white space.
    mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    mutating func value(depth: Int) throws(InputError) -> JSONNode {
        let start = position
        guard let first = current else { throw unexpected(expected: "a value") }
        switch first {
        case UInt8(ascii: "{"): return JSONNode(.object(try object(depth: depth + 1)), at: start)
        case UInt8(ascii: "["): return JSONNode(.array(try array(depth: depth + 1)), at: start)
        case UInt8(ascii: "\""): return JSONNode(.string(try string()), at: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONNode(.number(try number()), at: start)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return JSONNode(try word(), at: start)
        default: throw unexpected(expected: "a value")
        }
    }

    private mutating func array(depth: Int) throws(InputError) -> [JSONNode] {
        try enter(depth: depth)
        var elements: [JSONNode] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            advance()
            return elements
        }
        while true {
            skipSpace()
            if current == UInt8(ascii: "]") { throw trailingComma() }
            elements.append(try value(depth: depth))
            skipSpace()
            switch current {
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "]"):
                advance()
                return elements
            default: throw unexpected(expected: "\",\" or \"]\"")
            }
        }
    }

    private mutating func object(depth: Int) throws(InputError) -> [JSONMember] {
        try enter(depth: depth)
        var members: [JSONMember] = []
        var places: [[UInt8]: SourcePosition] = [:]
        skipSpace()
        if current == UInt8(ascii: "}") {
            advance()
            return members
        }
        while true {
            skipSpace()
            if current == UInt8(ascii: "}") { throw trailingComma() }
            guard current == UInt8(ascii: "\"") else { throw unexpected(expected: "a key in quotation marks") }
            let place = position
            let key = try string()
            if let first = places.updateValue(place, forKey: Array(key.utf8)) {
                throw InputError(
                    at: place, "the key \(quoted(key)) stands twice in one object, first at \(first)",
                    expected: "each key once")
            }
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw unexpected(expected: "\":\"") }
            advance()
            skipSpace()
            members.append(JSONMember(key, at: place, try value(depth: depth)))
            skipSpace()
            switch current {
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "}"):
                advance()
                return members
            default: throw unexpected(expected: "\",\" or \"}\"")
            }
        }
    }

    private mutating func enter(depth: Int) throws(InputError) {
        guard depth <= limits.depth else {
            throw InputError(
                at: position, "arrays and objects stand more than \(limits.depth) deep inside each other",
                expected: "at most \(limits.depth) levels")
        }
        advance()
    }

    private func trailingComma() -> InputError {
        InputError(at: position, "\(shownCurrent) follows a comma", expected: "no comma after the last one")
    }
}
