internal import HTTPTypes

extension Reply {
    /// Fields that the wire decides, whatever the answer says.
    private static let framingFields: Set<String> = [
        "connection", "content-length", "date", "keep-alive", "transfer-encoding",
    ]

    /// The head's bytes, its empty line included.
    func head() -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(320)
        // Also to an HTTP/1.0 request: a server answers in the highest version it speaks (RFC 9110, 2.5).
        head += "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n".utf8
        var namesProtocol = false
        for field in fields where !Self.framingFields.contains(field.name.canonicalName) {
            namesProtocol = namesProtocol || field.name.canonicalName == "x-plex-protocol"
            head += field.name.rawName.utf8
            head += ": ".utf8
            field.withUnsafeBytesOfValue { head += $0 }
            head += "\r\n".utf8
        }
        // On every answer, errors too; some clients know a server by it (wire contract, 1.4).
        if !namesProtocol { head += "X-Plex-Protocol: 1.0\r\n".utf8 }
        if case .contentLength(let length) = framing { head += "Content-Length: \(length)\r\n".utf8 }
        if closes {
            head += "Connection: close\r\n".utf8
        } else {
            head += "Connection: Keep-Alive\r\nKeep-Alive: timeout=\(idleSeconds)\r\n".utf8
        }
        head += "Date: \(httpDate(date))\r\n\r\n".utf8
        return head
    }
}

/// A time in seconds since 1970 as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
func httpDate(_ seconds: Int) -> String {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    let clock = seconds - days * 86_400
    let (year, month, day) = civilDate(daysSince1970: days)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let time = [clock / 3_600, clock / 60 % 60, clock % 60].map(twoDigits).joined(separator: ":")
    return "\(weekday), \(twoDigits(day)) \(names[month - 1]) \(year) \(time) GMT"
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The Gregorian date of a day, in years that begin in March so that the leap day comes last.
private func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
