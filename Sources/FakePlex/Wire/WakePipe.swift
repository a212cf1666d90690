internal import Foundation

/// A pipe that wakes a thread which waits in `poll`.
struct WakePipe: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    /// A new pipe; nothing when the system has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            Platform.setCloseOnExec(end)
            Platform.setNonBlocking(end, true)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Wakes the thread; a full pipe wakes it as well.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes out what was written, so that the next wait waits.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }

    func close() {
        _ = Foundation.close(readEnd)
        _ = Foundation.close(writeEnd)
    }
}
