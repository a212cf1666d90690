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
    /// Whether the connection ends with the answer.
    var closes: Bool
    var idleSeconds: Int
    /// What is to happen before the answer goes out.
    var effects: Effects

    /// What the connection does.
    ///
    /// Pure, and outside the world's lock, since a large page takes its time.
    func script() -> WireScript {
        let behaviour = fault?.behaviour
        let honest = answer(request, route: route, catalog: catalog, context: context)
        let given = behaviour?.answer(insteadOf: honest, to: request) ?? honest
        let reply = Reply(
            given, isHead: request.http.method == .head, closes: closes, date: context.now, idleSeconds: idleSeconds
        )
        return behaviour?.script(for: reply, now: now) ?? reply.script()
    }
}
