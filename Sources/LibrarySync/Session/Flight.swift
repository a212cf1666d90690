import LibraryStore

/// One refresh that is under way or queued, and those who wait for it.
final class Flight: Sendable {
    let reason: SyncReason
    let options: RefreshOptions
    /// Whether it goes on when nobody waits for it: the session began it itself.
    private let isUnattended: Bool

    private struct State {
        var result: RefreshResult?
        var next = 0
        var waiters: [Int: CheckedContinuation<RefreshResult, Never>] = [:]
        /// Waiters that were cancelled before they began to wait.
        var left: Set<Int> = []
    }

    private let state = Locked(State())
    private let cancellation: AsyncStream<Void>
    private let cancelled: AsyncStream<Void>.Continuation

    init(_ reason: SyncReason, _ options: RefreshOptions = [], isUnattended: Bool = false) {
        self.reason = reason
        self.options = options
        self.isUnattended = isUnattended
        (cancellation, cancelled) = AsyncStream.makeStream(of: Void.self)
    }

    var waiting: Int { state.withLock { $0.waiters.count } }

    /// Waits for the result; when the last one who waits is cancelled, so is the refresh.
    func value() async -> RefreshResult {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<RefreshResult, Never>) in
                let result: RefreshResult? = state.withLock { state in
                    if let result = state.result { return result }
                    if state.left.remove(number) != nil { return .failed(.cancelled) }
                    state.waiters[number] = waiter
                    return nil
                }
                if let result { waiter.resume(returning: result) }
            }
        } onCancel: {
            leave(number)
        }
    }

    private func leave(_ number: Int) {
        let (waiter, isLast) = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: number)
            if waiter == nil { state.left.insert(number) }
            return (waiter, state.waiters.isEmpty && state.result == nil)
        }
        waiter?.resume(returning: .failed(.cancelled))
        if isLast, !isUnattended { cancelled.finish() }
    }

    func end(_ result: RefreshResult) {
        let waiters = state.withLock { state in
            state.result = result
            defer { state.waiters.removeAll() }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(returning: result) }
        cancelled.finish()
    }

    /// Runs `body`, and cancels it when the flight is.
    func cancellable<R: Sendable>(_ body: @escaping @Sendable () async -> R) async -> R? {
        await withTaskGroup(of: R?.self) { group in
            group.addTask { await body() }
            group.addTask { [cancellation] in
                for await _ in cancellation {}
                return nil
            }
            var result: R?
            for await ended in group {
                group.cancelAll()
                if let ended { result = ended }
            }
            return result
        }
    }
}
