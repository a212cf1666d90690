internal import Foundation

/// A number that threads raise and lower and others wait for.
final class Tally: Sendable {
    private let condition = NSCondition()
    private let number = Locked(0)

    func update(_ change: @Sendable (inout Int) -> Void) {
        condition.lock()
        number.withLock { change(&$0) }
        condition.broadcast()
        condition.unlock()
    }

    /// Blocks this thread until the number is such.
    func wait(until isReached: (Int) -> Bool) {
        condition.lock()
        while !isReached(number.withLock { $0 }) { condition.wait() }
        condition.unlock()
    }
}
