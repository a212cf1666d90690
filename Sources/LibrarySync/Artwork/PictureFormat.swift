import Foundation

/// What sort of picture bytes are, judged by the bytes: servers label HTML pages as images, and images as nothing.
enum PictureFormat: String, Sendable, CaseIterable {
    case png, jpeg, gif, webp

    /// The ending of a file's name.
    var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// What the bytes begin as; nothing where they are no picture of a known kind.
    init?(_ bytes: Data) {
        func begins(_ mark: [UInt8], at offset: Int = 0) -> Bool {
            bytes.count >= offset + mark.count && bytes.dropFirst(offset).prefix(mark.count).elementsEqual(mark)
        }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begins([0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins(Array("GIF87a".utf8)) || begins(Array("GIF89a".utf8)) {
            self = .gif
        } else if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// Whether the picture's end is there: a connection that closes early leaves a picture that begins well.
    ///
    /// Some programs append a little of their own, which is no reason to refuse a picture; a GIF's mark is a single
    /// byte, which any picture holds somewhere, so that after it only zeros may follow.
    func isComplete(_ bytes: Data) -> Bool {
        switch self {
        case .png: Self.endsSoon(after: [0, 0, 0, 0] + Array("IEND".utf8), and: Self.checksumLength, bytes)
        case .jpeg: Self.endsSoon(after: [0xFF, 0xD9], bytes.dropFirst(Self.jpegHeadLength(bytes)))
        case .gif: bytes.last { $0 != 0 } == 0x3B
        case .webp: bytes.count >= Self.riffLength(bytes) + 8
        }
    }

    /// Bytes of the checksum at a PNG chunk's end; what it says is left to those who draw.
    private static let checksumLength = 4

    /// Whether the mark, with so many bytes behind it, stands in the last bytes.
    private static func endsSoon(after mark: [UInt8], and rest: Int = 0, _ bytes: Data) -> Bool {
        // Data.range(of:) costs more than the download's other parts; the mark is nearly always the last thing there is.
        bytes.suffix(4_096).withUnsafeBytes { tail in
            stride(from: tail.count - mark.count - rest, through: 0, by: -1).contains { place in
                mark.indices.allSatisfy { tail[place + $0] == mark[$0] }
            }
        }
    }

    /// Bytes before a JPEG's picture itself: its segments may hold small pictures, each with an end of its own.
    ///
    /// All of them where the picture's first scan does not come (ITU T.81, B.1.1 and B.2.3).
    private static func jpegHeadLength(_ bytes: Data) -> Int {
        bytes.withUnsafeBytes { bytes in
            var place = 2
            while place + 4 <= bytes.count {
                guard bytes[place] == 0xFF, bytes[place + 1] != 0xDA else { return place }
                // Any number of 0xFF may stand before a marker's code.
                if bytes[place + 1] == 0xFF {
                    place += 1
                } else {
                    place += 2 + (Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
                }
            }
            return bytes.count
        }
    }

    private static func riffLength(_ bytes: Data) -> Int {
        bytes.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
