internal import HTTPTypes

/// Nothing has changed, says the server, although something may have.
struct StaleValidatorFault: FaultBehaviour {
    func applies(to arrival: Arrival) -> Bool {
        arrival.validators && arrival.request.http.headerFields[.ifNoneMatch] != nil
    }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        let honest = struck.honest
        // Who may not ask, or asks for what is not there, still learns so.
        guard honest.status == .ok || honest.status == .notModified else { return honest }
        let offered = struck.request.http.headerFields[.ifNoneMatch] ?? ""
        let tag = offered.split(separator: ",").first.map(String.init) ?? offered
        var fields = honest.fields
        fields[.contentType] = nil
        fields[.eTag] = tag.filter { $0 != " " }
        return PlexAnswer(status: .notModified, fields: fields, body: [])
    }
}
