extension JSONNode {
    /// The value as JSON text that people can read: two spaces a level, and on one line what fits there.
    package func prettyJSON(width: Int = 110) -> String {
        var text = ""
        write(into: &text, indent: 0, used: 0, width: width)
        text += "\n"
        return text
    }

    /// The value as JSON on one line.
    package var compactJSON: String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): escapedJSON(text)
        case .array(let elements): "[" + elements.map(\.compactJSON).joined(separator: ", ") + "]"
        case .object(let members):
            members.isEmpty
                ? "{}"
                : "{ " + members.map { escapedJSON($0.key) + ": " + $0.value.compactJSON }.joined(separator: ", ")
                    + " }"
        }
    }

    private func write(into text: inout String, indent: Int, used: Int, width: Int) {
        let compact = compactJSON
        let isShort = indent > 0 && indent + used + compact.unicodeScalars.count <= width
        let inner = String(repeating: " ", count: indent + 2)
        switch value {
        case .array(let elements) where !isShort && !elements.isEmpty:
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                element.write(into: &text, indent: indent + 2, used: 1, width: width)
                text += index + 1 < elements.count ? ",\n" : "\n"
            }
            text += String(repeating: " ", count: indent) + "]"
        case .object(let members) where !isShort && !members.isEmpty:
            text += "{\n"
            for (index, member) in members.enumerated() {
                let key = escapedJSON(member.key) + ": "
                text += inner + key
                member.value.write(into: &text, indent: indent + 2, used: key.count + 1, width: width)
                text += index + 1 < members.count ? ",\n" : "\n"
            }
            text += String(repeating: " ", count: indent) + "}"
        default: text += compact
        }
    }
}

/// A JSON string with its quotation marks; only what RFC 8259, section 7 requires is escaped.
private func escapedJSON(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": escaped += "\\\""
        case "\\": escaped += "\\\\"
        case "\n": escaped += "\\n"
        case "\r": escaped += "\\r"
        case "\t": escaped += "\\t"
        default:
            if scalar.value < 0x20 {
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
    }
    return escaped + "\""
}
