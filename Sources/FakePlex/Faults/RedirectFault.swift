internal import HTTPTypes

/// Where a redirect leads.
public enum RedirectTarget: String, Sendable, CaseIterable {
    /// The same place on the world's second origin: ``FakePlex/openSecondOrigin()``.
    case secondOrigin
    /// Another address of the same server, where the honest answer is.
    case sameOrigin
    /// The very address that was asked for, over and over.
    case itself
}

/// The answer is elsewhere.
struct RedirectFault: FaultBehaviour {
    var target: RedirectTarget
    var code: Int

    /// What the other address of the same server has more than the first one; endpoints do not look at it.
    private static let mark = "moved"

    func applies(to arrival: Arrival) -> Bool {
        switch target {
        case .secondOrigin: arrival.origin == .main
        case .sameOrigin: arrival.request.query[Self.mark] == nil
        case .itself: true
        }
    }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        let path = struck.request.http.path ?? "/"
        var answer = PlexAnswer.error(.named(code))
        answer.fields[.location] =
            switch target {
            case .secondOrigin: struck.catalog.server.secondOriginAddress + path
            case .sameOrigin: path + (path.contains("?") ? "&" : "?") + "\(Self.mark)=1"
            case .itself: path
            }
        return answer
    }
}
