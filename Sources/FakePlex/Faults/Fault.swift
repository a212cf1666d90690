/// A named misbehaviour of the server.
public enum Fault: Sendable, Equatable {
    /// Nobody listens any more: connections end, and connecting is refused.
    case refuse
    /// The connection is reset after this many bytes of the answer, head included; before any byte where none is given.
    case reset(afterBytes: Int? = nil)
    /// The answer stops after this many bytes, head included, and the connection stays open.
    ///
    /// Disarming the faults lets the rest go.
    case stall(afterBytes: Int? = nil)
    /// The answer comes this much later by the world's clock.
    case delay(Duration)
    /// The body ends early, and the connection is closed properly.
    ///
    /// With `contentLength` the head announces the whole length, without it the close alone marks the end.
    case truncate(at: TruncationPoint, contentLength: Bool = true)
    /// An error page in place of the answer, with `Retry-After` in seconds where given.
    case status(Int, retryAfter: Int? = nil)
    /// A container that holds nothing in place of the answer.
    case emptySuccess
    /// 304 to every request that offers a validator, also after a real change.
    ///
    /// Strikes only while the world's validators are on.
    case staleValidator

    /// The word for it in scenarios, journals and reports.
    public var name: String {
        switch self {
        case .refuse: "refuse"
        case .reset: "reset"
        case .stall: "stall"
        case .delay: "delay"
        case .truncate: "truncate"
        case .status: "status"
        case .emptySuccess: "emptySuccess"
        case .staleValidator: "staleValidator"
        }
    }

    /// What it does to an answer.
    var behaviour: any FaultBehaviour {
        switch self {
        case .refuse: RefuseFault()
        case .reset(let count): ResetFault(afterBytes: count)
        case .stall(let count): StallFault(afterBytes: count)
        case .delay(let duration): DelayFault(duration: duration)
        case .truncate(let point, let contentLength): TruncateFault(point: point, contentLength: contentLength)
        case .status(let code, let seconds): StatusFault(code: code, retryAfter: seconds)
        case .emptySuccess: EmptySuccessFault()
        case .staleValidator: StaleValidatorFault()
        }
    }
}

/// What a fault does, from the outside in: to whom, to the answer's content, to its bytes.
///
/// All pure. A fault says only what it changes; the rest is honest.
protocol FaultBehaviour: Sendable {
    /// Whether it can strike this request at all; requests that it cannot strike are no occurrences for it.
    func applies(to request: PlexRequest, validators: Bool) -> Bool
    /// What is answered in place of the honest answer.
    func answer(insteadOf honest: PlexAnswer, to request: PlexRequest) -> PlexAnswer
    /// How the answer's bytes go out, where the request arrived at `now`.
    func script(for reply: Reply, now: Duration) -> WireScript
}

extension FaultBehaviour {
    func applies(to request: PlexRequest, validators: Bool) -> Bool { true }
    func answer(insteadOf honest: PlexAnswer, to request: PlexRequest) -> PlexAnswer { honest }
    func script(for reply: Reply, now: Duration) -> WireScript { reply.script() }
}
