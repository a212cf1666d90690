internal import HTTPTypes

/// 200 and not one byte: seen of real servers' pictures (wire contract, 5, F13).
struct EmptyBodyFault: FaultBehaviour {
    func answer(to struck: StruckRequest) -> PlexAnswer {
        var answer = struck.honest
        answer.status = .ok
        answer.fields[.eTag] = nil
        answer.body = []
        return answer
    }
}
