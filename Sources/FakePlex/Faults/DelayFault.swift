/// The answer as it stood when the request arrived, this much later by the world's clock.
struct DelayFault: FaultBehaviour {
    var duration: Duration

    func script(for reply: Reply, now: Duration) -> WireScript {
        WireScript(reply, actions: [.hold(.until(now + max(duration, .zero)))] + reply.script().actions)
    }
}
