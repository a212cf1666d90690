import Testing

@testable import FakePlex

struct PNGTests {
    private struct Chunk {
        var type: String
        var data: [UInt8]
    }

    /// Takes a file apart, and checks signature, lengths and check values on the way.
    private func chunks(_ file: [UInt8]) throws -> [Chunk] {
        #expect(file.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        var chunks: [Chunk] = []
        var rest = file.dropFirst(8)
        while !rest.isEmpty {
            let length = number(rest.prefix(4))
            try #require(rest.count >= 12 + length)
            let body = rest.dropFirst(4).prefix(4 + length)
            #expect(PNG.crc32(Array(body)) == UInt32(number(rest.dropFirst(8 + length).prefix(4))))
            chunks.append(Chunk(type: String(decoding: body.prefix(4), as: UTF8.self), data: Array(body.dropFirst(4))))
            rest = rest.dropFirst(12 + length)
        }
        return chunks
    }

    private func number(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// What stored blocks hold.
    private func inflated(_ stream: [UInt8]) throws -> [UInt8] {
        var data: [UInt8] = []
        var rest = stream.dropFirst(2)
        var isLast = false
        while !isLast {
            let head = Array(rest.prefix(5))
            try #require(head.count == 5)
            isLast = head[0] == 1
            let length = Int(head[1]) | Int(head[2]) << 8
            #expect(head[1] == ~head[3] && head[2] == ~head[4])
            data += rest.dropFirst(5).prefix(length)
            rest = rest.dropFirst(5 + length)
        }
        #expect(UInt32(number(rest)) == PNG.adler32(data))
        return data
    }

    @Test func `check values are those of the standards' examples`() {
        #expect(PNG.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(PNG.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
    }

    @Test(arguments: [(160, 160), (1, 1), (400, 600), (37, 5), (700, 700)])
    func `a picture is a whole PNG of the size asked for`(width: Int, height: Int) throws {
        let tiles = ["red", "blue", "green", "white"].map { Artwork(colour: $0, label: "AB") }
        for count in 1...4 {
            let picture = Picture(tiles: Array(tiles.prefix(count)))
            let chunks = try chunks(PNG.render(picture, width: width, height: height))
            #expect(chunks.map(\.type) == ["IHDR", "PLTE", "tEXt", "IDAT", "IEND"])
            #expect(number(chunks[0].data.prefix(4)) == width)
            #expect(number(chunks[0].data.dropFirst(4).prefix(4)) == height)
            let depth = Int(chunks[0].data[8])
            #expect(chunks[1].data.count == 6 * count)
            #expect(try inflated(chunks[3].data).count == height * ((width * depth + 7) / 8 + 1))
        }
    }

    @Test func `a picture has its colour in the corner and its label in the middle`() throws {
        let picture = Picture(tiles: [Artwork(colour: "#102030", label: "I")])
        let chunks = try chunks(PNG.render(picture, width: 160, height: 160))
        #expect(chunks[1].data.prefix(3) == [0x10, 0x20, 0x30])
        let pixels = try inflated(chunks[3].data)
        #expect(pixels[1] == 0)
        #expect(pixels[80 * 21..<81 * 21].contains { $0 != 0 })
    }

    @Test func `a standard picture is small`() {
        let picture = Picture(tiles: [Artwork(colour: "teal", label: "LT")])
        #expect(PNG.render(picture, width: 160, height: 160).count < 4096)
    }

    @Test(arguments: [
        Artwork(colour: "teal", label: "LU"), Artwork(colour: "navy", label: "LT"), Artwork(colour: "teal", label: ""),
        Artwork(colour: "teal", label: "LT but much longer than what fits, to the end"),
        Artwork(colour: "teal", label: "夜"),
    ])
    func `another colour or label is another file`(artwork: Artwork) {
        let file = PNG.render(Picture(tiles: [Artwork(colour: "teal", label: "LT")]), width: 160, height: 160)
        #expect(PNG.render(Picture(tiles: [artwork]), width: 160, height: 160) != file)
    }

    @Test func `artwork of which nothing is said depends on the id alone`() throws {
        let one = try Artwork().resolved(for: "album-17")
        #expect(one == (try Artwork().resolved(for: "album-17")))
        #expect(one.label == "A17")
        #expect(one != (try Artwork().resolved(for: "album-18")))
        #expect(Artwork.isColour(one.colour ?? ""))
    }
}
