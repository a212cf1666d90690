/// The answer breaks off with an RST after exactly so many bytes.
struct ResetFault: FaultBehaviour {
    var afterBytes: Int?

    func script(for reply: Reply, now: Duration) -> WireScript {
        let bytes = reply.bytes().prefix(max(0, afterBytes ?? 0))
        return WireScript(reply, actions: bytes.isEmpty ? [.reset] : [.send(Array(bytes)), .reset])
    }
}
