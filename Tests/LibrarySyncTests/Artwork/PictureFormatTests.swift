import Foundation
import Testing

@testable import LibrarySync

struct PictureFormatTests {
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    @Test(arguments: [
        (Data(png), PictureFormat.png), (Data([0xFF, 0xD8, 0xFF, 0xE0]), .jpeg), (Data("GIF89a".utf8), .gif),
        (Data("GIF87a".utf8), .gif), (Data("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8".utf8), .webp),
    ])
    func `pictures are known by their first bytes`(bytes: Data, format: PictureFormat) {
        #expect(PictureFormat(bytes) == format)
    }

    @Test(arguments: ["", "<html>", "{}", "RIFFxxxxWAVE", "\u{89}PNG", "GIF88a"])
    func `anything else is none`(text: String) {
        #expect(PictureFormat(Data(text.utf8)) == nil)
    }

    /// What might be taken for an end stands in a text before it.
    private static let wholePNG: [UInt8] =
        png + [0, 0, 0, 4, 0x74, 0x45, 0x58, 0x74, 0x49, 0x45, 0x4E, 0x44, 1, 2, 3, 4]
        + [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    /// A segment with a small picture in it, which has an end of its own; a scan's head; the scan.
    private static let wholeJPEG: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xFF, 0xE1, 0, 8, 0xFF, 0xD8, 1, 2, 0xFF, 0xD9]
        + [0xFF, 0xDA, 0, 3, 0, 5, 0xFF, 0, 6, 7, 0xFF, 0xD9]
    private static let gif = [UInt8]("GIF89a".utf8)
    private static let wholeGIF: [UInt8] = gif + [1, 0, 1, 0, 0, 0, 0x2C, 7, 9, 0, 1, 0, 0x3B]
    private static let webp = [UInt8]("RIFF\u{8}\u{0}\u{0}\u{0}WEBPVP8 ".utf8)

    static let whole: [(PictureFormat, [UInt8])] = [
        (.png, wholePNG), (.jpeg, wholeJPEG), (.gif, wholeGIF), (.webp, webp),
    ]

    @Test(arguments: whole)
    func `a picture is complete when its end is there, and no sooner`(format: PictureFormat, bytes: [UInt8]) {
        #expect(PictureFormat(Data(bytes)) == format)
        #expect(format.isComplete(Data(bytes)))
        // Where in memory the bytes lie makes no difference.
        #expect(format.isComplete(Data([1] + bytes).dropFirst()))
        #expect(!bytes.indices.contains { format.isComplete(Data(bytes.prefix($0))) })
    }

    @Test(arguments: whole)
    func `a little behind a picture's end is no matter`(format: PictureFormat, bytes: [UInt8]) {
        #expect(format.isComplete(Data(bytes + [UInt8](repeating: 0, count: 100))))
        if format != .gif { #expect(format.isComplete(Data(bytes + Array("made with care".utf8)))) }
    }

    static let beginnings: [(PictureFormat, [UInt8])] = [
        (.png, png + [1, 2, 3]), (.jpeg, [0xFF, 0xD8, 0xFF]), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF]),
        (.gif, gif), (.gif, gif + [1, 0x3B, 2, 0]), (.webp, [UInt8](webp.dropLast())),
    ]

    @Test(arguments: beginnings)
    func `a beginning alone is not complete`(format: PictureFormat, bytes: [UInt8]) {
        #expect(!format.isComplete(Data(bytes)))
    }

    @Test(arguments: 0..<40)
    func `a hash tells apart what differs in one bit or in its length`(length: Int) {
        let bytes = Data((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) })
        var hashes: Set = [ContentHash.of(bytes), ContentHash.of(bytes + [0])]
        for bit in 0..<(length * 8) {
            var other = bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            hashes.insert(ContentHash.of(other))
        }
        #expect(hashes.count == 2 + length * 8)
        #expect(hashes.allSatisfy { $0.count == 16 })
        // Where in memory the bytes lie makes no difference.
        #expect(ContentHash.of((Data([1]) + bytes).dropFirst()) == ContentHash.of(bytes))
    }
}
