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
    func isComplete(_ bytes: Data) -> Bool {
        switch self {
        case .png: Self.endsSoon(after: Array("IEND".utf8), bytes)
        case .jpeg: Self.endsSoon(after: [0xFF, 0xD9], bytes)
        case .gif: Self.endsSoon(after: [0x3B], bytes)
        case .webp: bytes.count >= Self.riffLength(bytes) + 8
        }
    }

    /// Some programs append a little of their own.
    private static func endsSoon(after mark: [UInt8], _ bytes: Data) -> Bool {
        // Data.range(of:) costs more than the download's other parts; the mark is nearly always the last thing there is.
        bytes.suffix(4_096).withUnsafeBytes { tail in
            stride(from: tail.count - mark.count, through: 0, by: -1).contains { place in
                mark.indices.allSatisfy { tail[place + $0] == mark[$0] }
            }
        }
    }

    private static func riffLength(_ bytes: Data) -> Int {
        bytes.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
