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

    @Test func `a picture whose end is missing is not complete`() {
        #expect(PictureFormat.png.isComplete(Data(Self.png + Array("IEND".utf8) + [0, 0, 0, 0])))
        #expect(!PictureFormat.png.isComplete(Data(Self.png + [1, 2, 3])))
        #expect(PictureFormat.jpeg.isComplete(Data([0xFF, 0xD8, 0xFF, 0, 0xFF, 0xD9])))
        #expect(!PictureFormat.jpeg.isComplete(Data([0xFF, 0xD8, 0xFF, 0])))
        #expect(PictureFormat.webp.isComplete(Data(Array("RIFF".utf8) + [4, 0, 0, 0] + Array("WEBP".utf8))))
        #expect(!PictureFormat.webp.isComplete(Data(Array("RIFF".utf8) + [5, 0, 0, 0] + Array("WEBP".utf8))))
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
