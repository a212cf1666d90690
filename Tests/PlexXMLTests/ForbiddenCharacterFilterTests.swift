import Testing

@testable import PlexXML

struct ForbiddenCharacterFilterTests {
    private static let replacement = "\u{FFFD}"

    /// Two that XML allows and a literal of Swift does not.
    private static let noncharacter: Unicode.Scalar = Unicode.Scalar(UInt32(0xFDD0)) ?? "?"
    private static let lastCharacter: Unicode.Scalar = Unicode.Scalar(UInt32(0x10FFFF)) ?? "?"

    private func filtered(_ pieces: [ArraySlice<UInt8>]) -> (bytes: [UInt8], count: Int) {
        var filter = ForbiddenCharacterFilter()
        var output: [UInt8] = []
        var marks = ReplacementMarks()
        for piece in pieces {
            piece.withUnsafeBytes { filter.pass($0, into: &output, marks: &marks) }
        }
        filter.finish(into: &output, marks: &marks)
        return (output, marks.take(before: .max))
    }

    private func filtered(_ bytes: [UInt8]) -> (bytes: [UInt8], count: Int) { filtered([bytes[...]]) }

    @Test(arguments: 0..<UInt8(0x20))
    func `a control character passes only where XML allows it`(byte: UInt8) {
        let (bytes, count) = filtered([0x61, byte, 0x62])
        let isAllowed = [0x09, 0x0A, 0x0D].contains(byte)
        #expect(bytes == (isAllowed ? [0x61, byte, 0x62] : Array("a\(Self.replacement)b".utf8)))
        #expect(count == (isAllowed ? 0 : 1))
    }

    @Test(arguments: [
        "&#0;", "&#4;", "&#8;", "&#11;", "&#12;", "&#14;", "&#31;", "&#x0;", "&#x4;", "&#xB;", "&#xb;", "&#x1F;",
        "&#x1f;", "&#0004;", "&#x0000000004;", "&#55296;", "&#57343;", "&#xD800;", "&#xDBff;", "&#xdfff;", "&#65534;",
        "&#65535;", "&#xFFFE;", "&#xffff;", "&#x110000;", "&#1114112;", "&#4294967300;", "&#99999999999999999999;",
    ])
    func `a reference to what XML forbids is replaced`(reference: String) {
        let (bytes, count) = filtered(Array("a\(reference)b".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "a\(Self.replacement)b")
        #expect(count == 1)
    }

    @Test(arguments: [
        "&#9;", "&#10;", "&#13;", "&#32;", "&#38;", "&#39;", "&#x26;", "&#233;", "&#xE9;", "&#55295;", "&#57344;",
        "&#65533;", "&#x10000;", "&#127754;", "&#x10FFFF;", "&#0065;", "&amp;", "&lt;", "&", "&;", "&#;", "&#x;",
        "&#x", "&#", "&#4", "&#4x;", "&#g;", "&#X4;", "&# 4;", "&#-4;", "&amp;#4;", "&#000000000000000000000000000065;",
        "\u{7F}", "\u{FFFD}",
        String(noncharacter), String(lastCharacter), "héllo שלום 🌊", "plain text of more than eight",
    ])
    func `everything else passes unchanged`(text: String) {
        let (bytes, count) = filtered(Array("a\(text)".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "a\(text)")
        #expect(count == 0)
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0x80], [0xBF, 0xBF], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xE2, 0x41],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x8C], [0xF0, 0x9F, 0x41],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE9, 0x74, 0xE9], [0xC3],
            [0xC3, 0xC3, 0xA9], [0xF0, 0x9F, 0xC3, 0xA9], [0xFE, 0xFF], [0xFF, 0xFE],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 become what Swift itself makes of them`(sequence: [UInt8]) {
        let input = Array("a".utf8) + sequence + Array("b".utf8)
        let (bytes, count) = filtered(input)
        let expected = String(decoding: input, as: UTF8.self)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(count == expected.unicodeScalars.count { $0 == "\u{FFFD}" })
    }

    @Test(arguments: [[0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]] as [[UInt8]])
    func `the two noncharacters that XML forbids are replaced raw as well`(sequence: [UInt8]) {
        let (bytes, count) = filtered(Array("a".utf8) + sequence + Array("b".utf8))
        #expect(String(decoding: bytes, as: UTF8.self) == "a\(Self.replacement)b")
        #expect(count == 1)
    }

    @Test func `a byte order mark at the start is dropped, and nowhere else`() {
        #expect(filtered([0xEF, 0xBB, 0xBF, 0x3C]).bytes == [0x3C])
        #expect(filtered([[0xEF], [0xBB], [0xBF, 0x3C]]).bytes == [0x3C])
        #expect(filtered([0x3C, 0xEF, 0xBB, 0xBF]).bytes == [0x3C, 0xEF, 0xBB, 0xBF])
        #expect(filtered([[0x3C], [0xEF, 0xBB, 0xBF]]).bytes == [0x3C, 0xEF, 0xBB, 0xBF])
        #expect(filtered([[], [0x3C], [], [0xEF, 0xBB, 0xBF]]).bytes == [0x3C, 0xEF, 0xBB, 0xBF])
    }

    /// Everything nasty in one line; a fault at a border shows as another result than the whole line's.
    private static let nasty: [UInt8] = {
        var bytes = Array("<a b=\"x&#4;y&#x10FFFF;&#xD800;&#000000000000000000000000000000004;&amp;&#;".utf8)
        bytes += [0x00, 0x04, 0xE9, 0xED, 0xA0, 0x80, 0xF0, 0x9F, 0x8C, 0xF0, 0x9F, 0x8C, 0x8A, 0xEF, 0xBF, 0xBF, 0xC3]
        bytes += Array("&#x4;é🌊שלום&#10;\" />&#3".utf8) + [0xE2, 0x82]
        return bytes
    }()

    @Test(arguments: 0...nasty.count)
    func `where chunks meet makes no difference`(first: Int) {
        let whole = filtered(Self.nasty)
        #expect(whole.count == 13)
        let different = (first...Self.nasty.count).filter { second in
            let pieces = [Self.nasty[..<first], Self.nasty[first..<second], Self.nasty[second...]]
            return filtered(pieces) != whole
        }
        #expect(different == [])
    }

    @Test func `bytes one at a time make no difference`() {
        #expect(filtered(Self.nasty.indices.map { Self.nasty[$0...$0] }) == filtered(Self.nasty))
    }

    @Test(arguments: 0..<40)
    func `the fast search finds what the slow one finds`(place: Int) {
        let missed = (UInt8.min...UInt8.max).filter { byte in
            var bytes = [UInt8](repeating: 0x61, count: 40)
            bytes[place] = byte
            let isSuspect = byte < 0x20 || byte == 0x26 || byte >= 0x80
            let found = bytes.withUnsafeBytes { ForbiddenCharacterFilter.nextSuspect(in: $0, from: 0) }
            return found != (isSuspect ? place : 40)
        }
        #expect(missed == [])
    }
}
