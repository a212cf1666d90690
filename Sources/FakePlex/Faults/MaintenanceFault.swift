internal import HTTPTypes

/// 503 with the report that a real server gives while it starts or migrates its database (wire contract, 1.6).
///
/// `Retry-After` is not evidenced there, and comes only where it is asked for.
struct MaintenanceFault: FaultBehaviour {
    var retryAfter: Int?

    func answer(to struck: StruckRequest) -> PlexAnswer {
        let status = "Plex Media Server is currently running database migrations."
        var answer = PlexAnswer.page(
            "text/xml;charset=utf-8",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response code="503" title="Maintenance" status="\(status)" />

            """)
        answer.status = .serviceUnavailable
        if let retryAfter { answer.fields[.retryAfter] = String(retryAfter) }
        return answer
    }
}
