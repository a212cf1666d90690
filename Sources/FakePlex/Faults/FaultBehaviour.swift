/// What a fault does, from the outside in: to whom, to the answer's content, to its bytes.
///
/// All pure. A fault says only what it changes; the rest is honest.
protocol FaultBehaviour: Sendable {
    /// Whether it can strike this request at all; requests that it cannot strike are no occurrences for it.
    func applies(to arrival: Arrival) -> Bool
    /// Whether it has struck only where the answer is another one by it: what is not in the list cannot be damaged.
    var changesContent: Bool { get }
    /// What is answered in place of the honest answer.
    func answer(to struck: StruckRequest) -> PlexAnswer
    /// How the answer's bytes go out, where the request arrived at `now`.
    func script(for reply: Reply, now: Duration) -> WireScript
}

extension FaultBehaviour {
    func applies(to arrival: Arrival) -> Bool { true }
    var changesContent: Bool { false }
    func answer(to struck: StruckRequest) -> PlexAnswer { struck.honest }
    func script(for reply: Reply, now: Duration) -> WireScript { reply.script() }
}

/// A request as it comes in, as far as it decides which faults can strike it.
struct Arrival: Sendable {
    var request: PlexRequest
    var endpoint: EndpointName?
    /// Whether the world's validators are on.
    var validators: Bool
    /// The address that it came to.
    var origin: Origin
}
