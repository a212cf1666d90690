/// Nobody listens: what reaches the world all the same, on its way while the listener closed, gets no answer.
///
/// The listener itself is the world's: see ``Refusal``.
struct RefuseFault: FaultBehaviour {
    func script(for reply: Reply, now: Duration) -> WireScript {
        WireScript(actions: [.finish], status: 0, headLength: .max)
    }
}
