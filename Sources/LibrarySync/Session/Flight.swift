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
        /// Those who joined and did not leave, whether they wait already or are about to.
        var joined: Set<Int> = []
        var waiters: [Int: CheckedContinuation<RefreshResult, Never>] = [:]
        var isAbandoned = false
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

    var waiting: Int { state.withLock { $0.joined.count } }

    /// Whether everyone who waited was cancelled, so that it ends without having refreshed anything.
    var isAbandoned: Bool { state.withLock { $0.isAbandoned } }

    /// Takes one more who waits, by the number under which ``value(for:)`` waits; nothing where it is too late.
    func join() -> Int? {
        state.withLock { state in
            guard !state.isAbandoned, state.result == nil else { return nil }
            state.next += 1
            state.joined.insert(state.next)
            return state.next
        }
    }

    /// Waits for the result; when the last one who waits is cancelled, so is the refresh.
    func value(for number: Int) async -> RefreshResult {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<RefreshResult, Never>) in
                let result: RefreshResult? = state.withLock { state in
                    guard state.joined.contains(number) else { return .failed(.cancelled) }
                    if let result = state.result { return result }
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
            state.joined.remove(number)
            let isLast = state.joined.isEmpty && state.result == nil && !isUnattended
            if isLast { state.isAbandoned = true }
            return (state.waiters.removeValue(forKey: number), isLast)
        }
        waiter?.resume(returning: .failed(.cancelled))
        if isLast { cancelled.finish() }
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
