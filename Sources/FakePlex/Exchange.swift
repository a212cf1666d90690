internal import HTTPTypes

/// A request and all that its answer depends on: the world as it stood when the request arrived.
struct Exchange: Sendable {
    /// The entry in the journal.
    var number: Int
    var request: PlexRequest
    var route: Route
    var catalog: Catalog
    var context: AnswerContext
    /// The time of arrival, since 1970.
    var now: Duration
    var fault: Fault?
    /// The place of the fault's rule.
    var rule: Int?
    /// Whether the connection ends with the answer.
    var closes: Bool
    var idleSeconds: Int
    /// What is to happen before the answer goes out.
    var effects: Effects

    /// What the connection does.
    func script() -> WireScript { decision().script }

    /// What the connection does, and whether the fault found nothing in the answer that it could change.
    ///
    /// Pure, and outside the world's lock, since a large page takes its time.
    func decision() -> (script: WireScript, faultMissed: Bool) {
        let behaviour = fault?.behaviour
        let struck = StruckRequest(request: request, route: route, catalog: catalog, context: context)
        let given = behaviour?.answer(to: struck) ?? struck.honest
        let missed = behaviour?.changesContent == true && given == struck.honest
        let reply = Reply(
            given, isHead: request.http.method == .head, closes: closes, date: context.now, idleSeconds: idleSeconds
        )
        return (behaviour?.script(for: reply, now: now) ?? reply.script(), missed)
    }
}
