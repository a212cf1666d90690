/// Addresses and paths as servers write them into their answers.
package enum PlexAddress {
    /// The address without the tokens in its query: they are kept nowhere, and asked for in a header.
    ///
    /// That of an address within a query, as the transcoder's `url`, is taken out as well, escaped or not.
    package static func withoutToken(_ address: String) -> String {
        // A page has thousands of addresses, and next to none of them a query.
        let hasQuery = address.utf8.withContiguousStorageIfAvailable { $0.contains(UInt8(ascii: "?")) } ?? true
        guard hasQuery, let mark = address.utf8.firstIndex(of: UInt8(ascii: "?")) else { return address }
        let pairs = address[address.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
        var hasToken = false
        let kept = pairs.compactMap { pair -> String? in
            let parts = pair.split(separator: "?", omittingEmptySubsequences: false)
            let harmless = parts.filter { !isToken($0) }
            hasToken = hasToken || harmless.count < parts.count
            return harmless.isEmpty ? nil : harmless.joined(separator: "?")
        }
        let plain = hasToken ? address[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&")) : address
        guard plain.lowercased().contains("x-plex-token") else { return plain }
        return plain.replacing(escapedToken) { found in found.output.next == nil ? "" : String(found.output.before) }
    }

    /// A token in an address that is escaped to stand in a query, once or more often, with what follows it there.
    private static var escapedToken: Regex<(Substring, before: Substring, next: Substring?)> {
        /(?i)(?<before>%(?:25)*(?:3f|26))x-plex-token%(?:25)*3d(?:(?!%(?:25)*26)[^&?#])*(?<next>%(?:25)*26)?/
    }

    private static func isToken(_ parameter: Substring) -> Bool { parameter.lowercased().hasPrefix("x-plex-token=") }
}
