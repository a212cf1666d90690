import LibraryStore

/// Those who wait until one picture was fetched or could not be.
final class PictureWaiters: Sendable {
    typealias Waiter = CheckedContinuation<SyncError?, Never>

    private struct State {
        var next = 0
        var waiters: [ArtworkCache.Wanted: [Int: Waiter]] = [:]
        /// Waiters that were cancelled before they began to wait.
        var left: Set<Int> = []
    }

    private let state = Locked(State())

    /// Waits for a picture, which `begin` asks for; the error where it could not be had.
    func outcome(
        of wanted: ArtworkCache.Wanted, isolation: isolated (any Actor)? = #isolation, begin: () -> Void
    ) async -> SyncError? {
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                let hasLeft = state.withLock { state in
                    if state.left.remove(number) != nil { return true }
                    state.waiters[wanted, default: [:]][number] = waiter
                    return false
                }
                if hasLeft { waiter.resume(returning: .cancelled) } else { begin() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters[wanted]?.removeValue(forKey: number)
                if waiter == nil { state.left.insert(number) }
                return waiter
            }
            waiter?.resume(returning: .cancelled)
        }
    }

    /// Tells everybody who waits for a picture that it is decided; those who were told before hear nothing.
    func settle(_ wanted: ArtworkCache.Wanted, _ error: SyncError? = nil) {
        let waiters = state.withLock { $0.waiters.removeValue(forKey: wanted) ?? [:] }
        for waiter in waiters.values { waiter.resume(returning: error) }
    }

    /// Tells everybody that nothing will come any more.
    func settleAll(_ error: SyncError) {
        let waiters = state.withLock { state in
            defer { state.waiters.removeAll() }
            return state.waiters.values.flatMap(\.values)
        }
        for waiter in waiters { waiter.resume(returning: error) }
    }
}
