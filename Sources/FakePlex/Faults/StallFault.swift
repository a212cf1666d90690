/// The answer stops after exactly so many bytes; the rest waits until the faults are disarmed.
///
/// An answer that has no more bytes than that comes whole: whoever got all of it waits for nothing.
struct StallFault: FaultBehaviour {
    var afterBytes: Int?

    func script(for reply: Reply, now: Duration) -> WireScript {
        let bytes = reply.bytes()
        let (before, after) = bytes.cut(at: afterBytes ?? 0)
        guard !after.isEmpty else { return reply.script() }
        let actions: [WireAction] = [.send(before), .hold(.untilReleased), .send(after)]
        return WireScript(reply, actions: actions.filter { $0 != .send([]) } + reply.ending)
    }
}

extension [UInt8] {
    /// The first `count` bytes and the rest; all of them where there are fewer.
    func cut(at count: Int) -> ([UInt8], [UInt8]) {
        let place = Swift.min(Swift.max(0, count), self.count)
        return (Array(self[..<place]), Array(self[place...]))
    }
}
