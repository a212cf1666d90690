import Foundation

/// A hash of 64 bits, eight bytes at a step: tells pictures and answers apart.
///
/// It is no defence against somebody who makes two alike, so that where a picture's bytes are to be reused, they are
/// compared as well. Every step is a bijection for given bytes, so that one difference alone never gets lost.
enum ContentHash {
    private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15  // 2^64 by the golden ratio, odd

    /// Sixteen hexadecimal digits.
    static func of(_ bytes: Data) -> String {
        var hash = UInt64(bytes.count) &* factor
        func mix(_ word: UInt64) {
            hash = (hash ^ word) &* factor
            hash ^= hash >> 32
        }
        bytes.withUnsafeBytes { buffer in
            let whole = buffer.count / 8 * 8
            for place in stride(from: 0, to: whole, by: 8) {
                mix(UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
            }
            mix(buffer[whole...].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        }
        mix(0)
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
