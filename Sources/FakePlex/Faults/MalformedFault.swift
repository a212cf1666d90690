internal import HTTPTypes

/// How an answer is not well-formed.
public enum MalformedForm: String, Sendable, CaseIterable {
    /// An element is begun and never ended, and the container ends all the same.
    case unclosedTag
    /// An attribute holds an entity that XML does not know, such as `&nbsp;`.
    case badEntity
    /// An attribute holds an ampersand that begins nothing.
    case strayAmpersand
    /// An attribute holds a `<`.
    case bareAngle
    /// An attribute stands twice in one element.
    case doubledAttribute
    /// An attribute's value has no quotes.
    case bareValue
    /// Text follows the container's end.
    case trailingGarbage
}

/// The honest answer, not well-formed at its very end: all that comes before reads well.
struct MalformedFault: FaultBehaviour {
    var form: MalformedForm

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        struck.edited { document, _ in
            guard form != .trailingGarbage else { return }
            let element = "<Directory key=\"spoiled\" \(spoiled)\(form == .unclosedTag ? ">" : " />")\n"
            document.elements.append(Array(element.utf8))
        }.appending(form == .trailingGarbage ? "Internal error: connection to the database was lost\n" : "")
    }

    private var spoiled: String {
        switch form {
        case .unclosedTag, .trailingGarbage: "title=\"Unended\""
        case .badEntity: "title=\"Rock&nbsp;Roll\""
        case .strayAmpersand: "title=\"Rock & Roll\""
        case .bareAngle: "title=\"Rock < Roll\""
        case .doubledAttribute: "title=\"Rock\" title=\"Roll\""
        case .bareValue: "title=Rock"
        }
    }
}

extension PlexAnswer {
    /// The same answer with more at the end of a container; what is none stays as it is.
    fileprivate func appending(_ text: String) -> PlexAnswer {
        guard !text.isEmpty, status == .ok, AnswerDocument(body) != nil else { return self }
        var answer = self
        answer.body += text.utf8
        return answer
    }
}
