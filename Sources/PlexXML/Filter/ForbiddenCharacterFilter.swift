/// Replaces what XML 1.0 forbids by U+FFFD, before libxml2 sees it.
///
/// Real servers have served raw control characters and references to them (wire contract, 4.7); libxml2 stops at
/// either. Replaced are C0 controls other than tab, newline and return, U+FFFE and U+FFFF, raw and as character
/// references; references to surrogates and beyond Unicode; and bytes that are no UTF-8, a maximal subpart at a time
/// as Unicode recommends (Unicode 16, section 3.9). Everything else passes unchanged, so that whatever is not
/// well-formed for another reason stays so. A reference inside a comment or CDATA section is replaced as well: nothing
/// reads those.
struct ForbiddenCharacterFilter {
    /// The beginning of a character or reference whose end is in the next chunk; under ``longestReference`` bytes.
    private var held: [UInt8] = []
    private var isAtStart = true

    /// Longer references, all zeros, pass as they are: libxml2 judges them.
    static let longestReference = 32

    /// Appends what the next chunk becomes.
    mutating func pass(
        _ chunk: UnsafeRawBufferPointer,
        into output: inout [UInt8],
        marks: inout ReplacementMarks
    ) {
        guard !held.isEmpty else { return scan(chunk, isLast: false, into: &output, marks: &marks) }
        let joined = held + chunk
        held.removeAll(keepingCapacity: true)
        joined.withUnsafeBytes { scan($0, isLast: false, into: &output, marks: &marks) }
    }

    /// Appends what was held back, now that nothing follows.
    mutating func finish(into output: inout [UInt8], marks: inout ReplacementMarks) {
        let rest = held
        held = []
        rest.withUnsafeBytes { scan($0, isLast: true, into: &output, marks: &marks) }
    }

    private mutating func scan(
        _ bytes: UnsafeRawBufferPointer,
        isLast: Bool,
        into output: inout [UInt8],
        marks: inout ReplacementMarks
    ) {
        var runStart = 0
        var index = 0
        while true {
            index = Self.nextSuspect(in: bytes, from: index)
            guard index < bytes.count else { break }
            switch Verdict(bytes, at: index, isLast: isLast) {
            case .keep(let length):
                index += length
                if isAtStart { dropByteOrderMark(bytes, upTo: index, &runStart) }
            case .replace(let length):
                output.append(contentsOf: bytes[runStart..<index])
                marks.note(at: output.count)
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                index += length
                runStart = index
            case .hold:
                output.append(contentsOf: bytes[runStart..<index])
                held.append(contentsOf: bytes[index...])
                isAtStart = isAtStart && index == 0
                return
            }
            isAtStart = false
        }
        if !bytes.isEmpty { isAtStart = false }
        output.append(contentsOf: bytes[runStart...])
    }

    private func dropByteOrderMark(_ bytes: UnsafeRawBufferPointer, upTo end: Int, _ runStart: inout Int) {
        guard end == 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF else { return }
        runStart = end
    }

    /// The first byte from here that is not plain: a control character, `&`, or part of a longer character.
    ///
    /// Eight bytes at a time; the lowest mark of the borrow trick is exact, which is the one that is used.
    static func nextSuspect(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index &+ 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let ampersands = word ^ (ones &* 0x26)
            let found = (word | ((word &- ones &* 0x20) & ~word) | ((ampersands &- ones) & ~ampersands)) & highs
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == 0x26 || byte >= 0x80 { return index }
            index &+= 1
        }
        return index
    }
}
