/// A query's parameters in the order in which they came.
///
/// Never a dictionary: repetition means AND, and boolean groups are order-sensitive (wire contract, 2.6).
struct OrderedQuery: Sendable, Equatable {
    /// One parameter, both sides decoded.
    struct Item: Sendable, Equatable {
        /// The field, with what stood before the operator's last `=` still attached (`addedAt>>`, `title=`).
        var name: String
        var value: String
    }

    var items: [Item]

    /// No parameters.
    init() { items = [] }

    /// The parameters of a raw query, without its question mark.
    ///
    /// An operator's last `=` is the query's equals sign. Clients percent-encode the rest of it in the name
    /// (`album.title%3D=a`) or send it raw (`title==a`): the latter splits one sign too early, and the rest is moved
    /// back to the name (wire contract, 2.6).
    init(raw: some StringProtocol) {
        items = raw.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")) else {
                return Item(name: percentDecoded(pair, plusIsSpace: true), value: "")
            }
            var name = percentDecoded(pair[..<equals], plusIsSpace: true)
            var rest = pair[pair.index(after: equals)...]
            if rest.first == UInt8(ascii: "=") {
                name += "="
                rest = rest.dropFirst()
            }
            return Item(name: name, value: percentDecoded(rest, plusIsSpace: true))
        }
    }

    /// The first value under exactly this name.
    subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    /// The first value under this name, whatever the case of its letters, as `X-Plex-` parameters are read.
    func value(ignoringCase name: String) -> String? {
        let wanted = name.lowercased()
        return items.first { $0.name.utf8.count == wanted.utf8.count && $0.name.lowercased() == wanted }?.value
    }

    /// Whether a flag such as `includeMeta` is 1.
    func isOn(_ name: String) -> Bool { self[name] == "1" }
}

/// Text with `%XX` decoded; what is no such escape stays as it is, and bytes that are not UTF-8 become U+FFFD.
func percentDecoded(_ bytes: some Sequence<UInt8>, plusIsSpace: Bool) -> String {
    var decoded: [UInt8] = []
    var pending: [UInt8] = []  // a percent sign and up to one digit that have not become a byte yet
    for byte in bytes {
        if pending.isEmpty {
            if byte == UInt8(ascii: "%") {
                pending = [byte]
            } else {
                decoded.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        } else if hexValue(byte) == nil {
            decoded += pending
            pending = byte == UInt8(ascii: "%") ? [byte] : []
            if pending.isEmpty { decoded.append(byte) }
        } else if pending.count == 1 {
            pending.append(byte)
        } else {
            decoded.append((hexValue(pending[1]) ?? 0) << 4 | (hexValue(byte) ?? 0))
            pending = []
        }
    }
    return String(decoding: decoded + pending, as: UTF8.self)
}

private func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
}
