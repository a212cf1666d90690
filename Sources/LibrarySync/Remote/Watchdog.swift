/// Runs `body`, and cancels it when it takes longer than `limit` on the clock.
///
/// There is exactly one sleeper on the clock while `body` runs, and none before and after.
func withWatchdog<R: Sendable>(
    _ limit: Duration, on clock: any Clock<Duration>,
    _ body: @escaping @Sendable () async throws(TransportError) -> R
) async throws(TransportError) -> R {
    let outcome = await withTaskGroup(of: Result<R, TransportError>?.self) { group in
        group.addTask {
            do throws(TransportError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        group.addTask {
            do {
                try await clock.sleep(for: limit)
                return .failure(.timedOut)
            } catch {
                return nil  // cancelled, since the body ended or the caller was cancelled
            }
        }
        var outcome: Result<R, TransportError> = .failure(.cancelled)
        for await ended in group {
            guard let ended else { continue }
            outcome = ended
            group.cancelAll()
            break
        }
        return outcome
    }
    return try outcome.get()
}
