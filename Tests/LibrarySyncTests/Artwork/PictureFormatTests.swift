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

    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func `the hash is FNV-1a with 64 bits`(text: String, hash: String) {
        #expect(ContentHash.of(Data(text.utf8)) == hash)
    }
}
