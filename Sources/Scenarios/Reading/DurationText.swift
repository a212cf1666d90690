/// Spans of time as scenario files write them: `250ms`, `3s`, `15m`, `12h`, `7d`.
package enum DurationText {
    /// The pattern that the schema holds them to.
    package static let pattern = "^[0-9]{1,9}(ms|s|m|h|d)$"

    /// The span that the text means; nothing where it follows another pattern.
    package static func duration(_ text: String) -> Duration? {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else {
            return nil
        }
        switch String(text.dropFirst(digits.count)) {
        case "ms": return .milliseconds(number)
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        case "d": return .seconds(number * 86400)
        default: return nil
        }
    }

    /// The shortest text that means the span, which is a whole number of milliseconds.
    package static func text(_ duration: Duration) -> String {
        let milliseconds = Int(duration / .milliseconds(1))
        for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60000), ("s", 1000)]
        where milliseconds != 0 && milliseconds.isMultiple(of: length) {
            return "\(milliseconds / length)\(unit)"
        }
        return "\(milliseconds)ms"
    }
}

extension Reading {
    /// A span of time.
    func duration() throws(InputError) -> Duration {
        let expected = "a time such as \"250ms\", \"3s\", \"15m\", \"12h\" or \"7d\""
        guard case .string(let text) = node.value else { throw wrong(expected: expected) }
        guard let duration = DurationText.duration(text) else { throw unusable(quoted(text), expected: expected) }
        return duration
    }
}
