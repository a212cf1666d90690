internal import HTTPTypes

/// The container in JSON, whatever was accepted: a server, or a cache that minds no `Vary`, sends the other dialect.
///
/// The container's and the rows' own attributes only, which is enough to be taken for a library (wire contract, 3).
struct JSONFault: FaultBehaviour {
    func answer(to struck: StruckRequest) -> PlexAnswer {
        let honest = struck.honest
        guard let document = AnswerDocument(honest.body) else {
            return .page("application/json", #"{"MediaContainer":{"size":0}}"#)
        }
        var members = Self.members(document.root)
        let rows = document.rows.compactMap { ElementTag(first: document.elements[$0]) }
        if let first = rows.first {
            // Items are under one name, the rest under their element's (wire contract, 3).
            let name = first["ratingKey"] == nil ? first.name : "Metadata"
            let objects = rows.map { "{\(Self.members($0).joined(separator: ","))}" }
            members.append("\"\(name)\":[\(objects.joined(separator: ","))]")
        }
        var answer = PlexAnswer.page("application/json", "{\"MediaContainer\":{\(members.joined(separator: ","))}}")
        answer.fields[.containerStart] = honest.fields[.containerStart]
        answer.fields[.containerTotalSize] = honest.fields[.containerTotalSize]
        return answer
    }

    /// Attributes that are numbers in JSON; other texts stay texts, also where they are made of digits.
    private static let numbers: Set<String> = [
        "size", "totalSize", "offset", "librarySectionID", "index", "parentIndex", "year", "parentYear", "duration",
        "addedAt", "updatedAt", "leafCount", "viewedLeafCount", "viewCount", "playlistItemID",
    ]

    private static func members(_ tag: ElementTag) -> [String] {
        tag.attributes.map { attribute in
            let isNumber = numbers.contains(attribute.name) && Int(attribute.value) != nil
            return "\"\(attribute.name)\":\(isNumber ? attribute.value : quoted(attribute.value))"
        }
    }

    /// An escaped attribute as a JSON string: entities and references become the characters again.
    private static func quoted(_ value: String) -> String {
        var text = ""
        for (place, part) in value.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard place > 0, let end = part.firstIndex(of: ";") else {
                text += part
                continue
            }
            text += character(part[..<end]) + part[part.index(after: end)...]
        }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            default: scalar.value < 0x20 ? "\\u00" + StableHash.hex(UInt64(scalar.value), digits: 2) : String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    private static func character(_ entity: Substring) -> String {
        switch entity {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        default: UInt32(entity.dropFirst()).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }
    }
}
