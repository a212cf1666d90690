import LibraryStore

/// What is under way in a session, and who waits for its end.
///
/// A piece of work begins before the piece that caused it ends, so that rest is never seen between them.
final class Activity: Sendable {
    private struct State {
        var work = 0
        var requests = 0
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
        var listener: (@Sendable () -> Void)?
    }

    private let state = Locked(State())

    /// Pieces of work: each computes, or waits for one request, or sleeps on the clock before a repetition.
    var work: Int { state.withLock { $0.work } }

    /// Requests that were sent and not yet answered.
    var requests: Int { state.withLock { $0.requests } }

    func listen(_ listener: @escaping @Sendable () -> Void) { state.withLock { $0.listener = listener } }

    func workBegan() { change { $0.work += 1 } }

    func workEnded() {
        change { $0.work -= 1 }
        let woken = state.withLock { state in
            guard state.work == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters.removeAll() }
            return Array(state.waiters.values)
        }
        for waiter in woken { waiter.resume() }
    }

    func requestBegan() { change { $0.requests += 1 } }

    func requestEnded() { change { $0.requests -= 1 } }

    /// Says that something other than the counts changed.
    func changed() { change { _ in } }

    /// Returns when nothing is under way, or the waiting task is cancelled.
    func rest() async {
        let number = nextWaiter()
        await withTaskCancellationHandler {
            await wait(number, isCancellable: true)
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }

    /// Returns when nothing is under way, whatever becomes of the waiting task: work that goes on needs what its session
    /// holds.
    func ended() async { await wait(nextWaiter(), isCancellable: false) }

    private func nextWaiter() -> Int {
        state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
    }

    private func wait(_ number: Int, isCancellable: Bool) async {
        await withCheckedContinuation { (waiter: CheckedContinuation<Void, Never>) in
            let isOver = state.withLock { state in
                guard state.work > 0, !(isCancellable && Task.isCancelled) else { return true }
                state.waiters[number] = waiter
                return false
            }
            if isOver { waiter.resume() }
        }
    }

    private func change(_ body: @Sendable (inout State) -> Void) {
        let listener = state.withLock { state in
            body(&state)
            return state.listener
        }
        listener?()
    }
}
