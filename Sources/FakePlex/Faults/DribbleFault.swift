/// The answer comes bit by bit, with a pause of the world's time before each but the first.
struct DribbleFault: FaultBehaviour {
    var bytes: Int
    var pause: Duration

    /// After so many bits the rest comes at once.
    private static let mostBits = 10_000

    func script(for reply: Reply, now: Duration) -> WireScript {
        var rest = reply.bytes()[...]
        var actions: [WireAction] = []
        var bits = 0
        while !rest.isEmpty {
            if bits > 0 { actions.append(.hold(.until(now + max(pause, .zero) * bits))) }
            let bit = bits < Self.mostBits ? rest.prefix(max(1, bytes)) : rest
            actions.append(.send(Array(bit)))
            rest = rest.dropFirst(bit.count)
            bits += 1
        }
        return WireScript(reply, actions: actions + reply.ending)
    }
}
