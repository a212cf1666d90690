import HTTPTypes

extension PlexAnswer {
    /// The same answer with a strong ETag; 304 without a body where the client has it already (RFC 9110, 13.1.2).
    func validated(against ifNoneMatch: String?) -> PlexAnswer {
        let tag = "\"" + StableHash.hex(StableHash.of(body), digits: 16) + "\""
        var answer = self
        answer.fields[.eTag] = tag
        guard let ifNoneMatch, Self.list(ifNoneMatch, names: tag) else { return answer }
        answer.status = .notModified
        answer.fields[.contentType] = nil
        answer.body = []
        return answer
    }

    /// Whether a list of ETags names this one; weakness does not count here (RFC 9110, 8.8.3.2).
    private static func list(_ header: String, names tag: String) -> Bool {
        header.split(separator: ",").contains { entry in
            let entry = entry.drop { $0 == " " }
            let bare = (entry.hasPrefix("W/") ? entry.dropFirst(2) : entry).prefix { $0 != " " }
            return bare == "*" || bare == tag
        }
    }
}

extension StableHash {
    /// A hash of megabytes, eight at a time.
    static func of(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
            var place = 0
            while place + 8 <= bytes.count {
                let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                hash = mixed(hash ^ word)
                place += 8
            }
            while place < bytes.count {
                hash = mixed(hash ^ UInt64(bytes[place]))
                place += 1
            }
            return hash
        }
    }
}
