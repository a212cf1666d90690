/// Text without the token: neither the world's own nor whatever an embedded address carries as one.
func redacted(_ text: String, token: String) -> String {
    var text = text
    if !token.isEmpty, text.contains(token) {
        text = text.split(separator: token, omittingEmptySubsequences: false).joined(separator: "(token)")
    }
    let mark = Array("x-plex-token=".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count > mark.count else { return text }
    var kept: [UInt8] = []
    var index = 0
    while index < bytes.count {
        let window = bytes[index..<min(index + mark.count, bytes.count)]
        if window.map({ lowercased($0) }) == mark {
            kept += window
            kept += Array("(token)".utf8)
            index += mark.count
            while index < bytes.count, bytes[index] != UInt8(ascii: "&") { index += 1 }
        } else {
            kept.append(bytes[index])
            index += 1
        }
    }
    return kept.count == bytes.count ? text : String(decoding: kept, as: UTF8.self)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
