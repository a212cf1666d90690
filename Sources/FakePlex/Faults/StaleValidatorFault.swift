internal import HTTPTypes

/// Nothing has changed, says the server, although something may have.
struct StaleValidatorFault: FaultBehaviour {
    func applies(to request: PlexRequest, validators: Bool) -> Bool {
        validators && request.http.headerFields[.ifNoneMatch] != nil
    }

    func answer(insteadOf honest: PlexAnswer, to request: PlexRequest) -> PlexAnswer {
        // Who may not ask, or asks for what is not there, still learns so.
        guard honest.status == .ok || honest.status == .notModified else { return honest }
        let offered = request.http.headerFields[.ifNoneMatch] ?? ""
        let tag = offered.split(separator: ",").first.map(String.init) ?? offered
        var fields = honest.fields
        fields[.contentType] = nil
        fields[.eTag] = tag.filter { $0 != " " }
        return PlexAnswer(status: .notModified, fields: fields, body: [])
    }
}
