/// What XML counts as white space.
func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// The name of the first element where it is not Plex's, for an opening that libxml2 could not read.
///
/// Web pages are seldom well-formed: `<!doctype html>` in lower case, or `<html lang=en>`. A proxy that answers with
/// one (wire contract, F20) is to be told from a Plex answer that was damaged.
func foreignRoot(of opening: [UInt8]) -> String? {
    var text = opening.drop(while: isWhiteSpace)
    while text.starts(with: "<?".utf8) || text.starts(with: "<!--".utf8) {
        text = text.drop { $0 != UInt8(ascii: ">") }.dropFirst().drop(while: isWhiteSpace)
    }
    let doctype = Array("<!doctype".utf8)
    if text.prefix(doctype.count).map(lowercased) == doctype {
        let name = name(in: text.dropFirst(doctype.count).drop(while: isWhiteSpace))
        return name == PageBuilder.rootName ? nil : name
    }
    guard text.first == UInt8(ascii: "<"), let name = name(in: text.dropFirst()) else { return nil }
    return name == PageBuilder.rootName ? nil : name
}

private func name(in text: ArraySlice<UInt8>) -> String? {
    let name = text.prefix { byte in
        let folded = lowercased(byte)
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(folded) || byte == UInt8(ascii: "-")
            || (UInt8(ascii: "0")...UInt8(ascii: ":")).contains(byte) || byte == UInt8(ascii: "_")
    }
    // A name that is cut off could still have become another.
    guard !name.isEmpty, name.endIndex < text.endIndex else { return nil }
    return String(decoding: name, as: UTF8.self)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
