import Foundation

/// FNV-1a, 64 bits: tells pictures apart.
///
/// It is no defence against somebody who makes two alike, so that where bytes
/// are to be reused, they are compared as well.
enum ContentHash {
    /// Sixteen hexadecimal digits.
    static func of(_ bytes: Data) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        bytes.withUnsafeBytes { buffer in
            for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
