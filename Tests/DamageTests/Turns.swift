/// Lets so many in at a time, in the order in which they came.
///
/// Swift Testing begins all cases of a test at once, and each of these needs sockets, threads and files of its own.
actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(atOnce: Int) { free = atOnce }

    /// Waits for a turn.
    func begin() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Gives a turn back.
    func end() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
