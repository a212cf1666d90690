/// A hash that is the same in every process, unlike Swift's own, for everything that a catalog makes up by itself.
enum StableHash {
    /// FNV-1a over the UTF-8 of a text, mixed once more so that near texts end far apart.
    static func of(_ text: String, salt: UInt64 = 0) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ salt
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count {
                hash = (hash ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01B3
                place += 1
            }
        }
        return mixed(hash)
    }

    /// The finisher of SplitMix64.
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 24 hexadecimal digits, the length of an agent's ids.
    static func hex24(_ text: String) -> String {
        String(hex(of(text), digits: 16) + hex(of(text, salt: 1), digits: 8))
    }

    /// A text in the form of a UUID.
    static func uuid(_ text: String) -> String {
        let digits = hex(of(text), digits: 16) + hex(of(text, salt: 1), digits: 16)
        var result = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { result.append("-") }
            result.append(digit)
        }
        return result
    }

    /// The last digits of a number in hexadecimal.
    static func hex(_ value: UInt64, digits: Int) -> String {
        String(unsafeUninitializedCapacity: digits) { buffer in
            for place in 0..<digits {
                let nibble = UInt8(truncatingIfNeeded: value >> UInt64(4 * (digits - 1 - place))) & 15
                buffer[place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
            }
            return digits
        }
    }
}
