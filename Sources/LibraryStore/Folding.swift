internal import Foundation

/// Text as it is compared in searches and orders: without case, accents and widths, whatever the locale.
///
/// Both sides of a comparison are folded by this same function, so that it may be coarse but must be stable: a change
/// here needs a schema step that folds every stored title again.
func folded(_ text: String) -> String {
    if let ascii = foldedASCII(text) { return ascii }
    var result = String.UnicodeScalarView()
    // The capital's small letters, and not the small letters at once: ß, SS and ss are one, as are σ and ς.
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
        if scalar.properties.generalCategory == .nonspacingMark { continue }
        for capital in scalar.properties.uppercaseMapping.unicodeScalars {
            for small in capital.properties.lowercaseMapping.unicodeScalars {
                if small.properties.generalCategory == .nonspacingMark { continue }
                if let plain = strokeless[small] {
                    result.append(contentsOf: plain.unicodeScalars)
                } else {
                    result.append(small)
                }
            }
        }
    }
    return String(result)
}

/// The same for plain English text, which most titles are, without the tables of Unicode.
private func foldedASCII(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[index] = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            }
            return bytes.count
        }
    }
}

/// Letters that people type without their stroke, and that Unicode does not decompose.
private let strokeless: [Unicode.Scalar: String] = [
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe",
]
