internal import HTTPTypes

/// An error page, as a real server words it, in place of the answer.
struct StatusFault: FaultBehaviour {
    var code: Int
    var retryAfter: Int?

    func answer(to struck: StruckRequest) -> PlexAnswer {
        var answer = PlexAnswer.error(.named(code))
        // Not evidenced for real servers, so only where the rule asks for it (wire contract, 1.6).
        if let retryAfter { answer.fields[.retryAfter] = String(retryAfter) }
        return answer
    }
}
