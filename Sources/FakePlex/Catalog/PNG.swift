/// Renders pictures as PNG (RFC 2083), with a palette and without compression: small, exact and decodable everywhere.
enum PNG {
    /// The bytes of a picture of this size, its sides cut to what is rendered at most.
    static func render(_ picture: Picture, width: Int, height: Int) -> [UInt8] {
        let width = min(max(width, 1), Picture.largestSide)
        let height = min(max(height, 1), Picture.largestSide)
        let mosaic = Mosaic(picture, width: width, height: height)
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let header = bigEndian(width) + bigEndian(height) + [UInt8(mosaic.depth), 3, 0, 0, 0]
        append("IHDR", header, to: &file)
        append("PLTE", mosaic.palette.flatMap { [$0.red, $0.green, $0.blue] }, to: &file)
        // Labels too long or too alike to tell apart on so few pixels still make different files.
        append("tEXt", Array("Title\0".utf8) + Array(description(picture).utf8), to: &file)
        append("IDAT", zlib(mosaic.scanlines()), to: &file)
        append("IEND", [], to: &file)
        return file
    }

    private static func description(_ picture: Picture) -> String {
        let names = picture.tiles.map { "\($0.colour ?? "") \($0.label ?? "")" }.joined(separator: ", ")
        // tEXt is Latin-1 (RFC 2083, 4.2.7).
        return names.unicodeScalars.map { $0.isASCII ? String($0) : "U+\(String($0.value, radix: 16))" }.joined()
    }

    private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
        let body = Array(type.utf8) + data
        file += bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
    }

    /// A zlib stream of stored blocks (RFC 1950; RFC 1951, 3.2.4).
    private static func zlib(_ data: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, data.count)
            let length = UInt16(end - start)
            stream.append(end == data.count ? 1 : 0)
            for number in [length, ~length] {
                stream += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
            }
            stream += data[start..<end]
            start = end
        } while start < data.count
        return stream + bigEndian(Int(adler32(data)))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The check value of a chunk (RFC 2083, 15).
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        crcTable.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
            }
        }
        return ~crc
    }

    private static let crcTable: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
    }

    /// The check value of a zlib stream (RFC 1950, 8.2).
    static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        bytes.withUnsafeBufferPointer { bytes in
            for byte in bytes {
                low = (low &+ UInt32(byte)) % 65_521
                high = (high &+ low) % 65_521
            }
        }
        return high << 16 | low
    }
}
