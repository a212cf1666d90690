/// Text without the token: neither the world's own nor whatever an embedded address carries as one.
func redacted(_ text: String, token: String) -> String {
    let bytes = Array(text.utf8)
    let token = Array(token.utf8)
    var kept: [UInt8] = []
    var index = 0
    /// Where what was not taken over yet begins.
    var start = 0
    func hide(from: Int, to: Int) {
        kept += bytes[start..<from]
        kept += Array("(token)".utf8)
        (start, index) = (to, to)
    }
    while index < bytes.count {
        if !token.isEmpty, bytes[index...].starts(with: token) {
            hide(from: index, to: index + token.count)
        } else if bytes[index...].starts(with: mark, by: { lowercased($0) == $1 }) {
            let value = index + mark.count
            hide(from: value, to: bytes[value...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.count)
        } else {
            index += 1
        }
    }
    return start == 0 ? text : String(decoding: kept + bytes[start...], as: UTF8.self)
}

/// What stands before a token in an address, in lower case.
private let mark = Array("x-plex-token=".utf8)

private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
