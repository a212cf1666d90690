import Foundation

/// A title as search and order see it: lower case, without accents and punctuation, words apart by one space.
///
/// Independent of any locale, so that the same library has the same order everywhere.
func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(text) }
    var result = ""
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: continue
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter:
            result += withoutStroke[scalar] ?? scalar.properties.lowercaseMapping
        case .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
            result.unicodeScalars.append(scalar)
        default:
            if !isApostrophe(scalar), !result.isEmpty, result.last != " " { result.append(" ") }
        }
    }
    if result.last == " " { result.removeLast() }
    return result
}

/// Letters that Unicode does not decompose although people take them for accented ones.
private let withoutStroke: [Unicode.Scalar: String] = [
    "ø": "o", "Ø": "o", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l",
    "ı": "i", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
]

private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2018}" || scalar == "\u{02BC}"
}

private func foldedASCII(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
        case UInt8(ascii: "'"): continue
        default: if let last = result.last, last != UInt8(ascii: " ") { result.append(UInt8(ascii: " ")) }
        }
    }
    if result.last == UInt8(ascii: " ") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
}
