import LibraryStore

/// Hands pieces of work to the session's one task, whose children they become.
final class JobQueue: Sendable {
    typealias Job = @Sendable () async -> Void

    private struct State {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let state = Locked(State())
    private let pokes: AsyncStream<Void>
    private let poke: AsyncStream<Void>.Continuation

    init() {
        (pokes, poke) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Whether the job was taken; a session that is closing takes none.
    func push(_ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { poke.yield() }
        return isTaken
    }

    /// Runs jobs as they come, until the queue is closed or the task cancelled; returns when all have ended.
    ///
    /// Jobs that are under way then are cancelled, and those that have not begun begin cancelled, so that each one
    /// comes to its end.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await _ in pokes {
                for job in take() { group.addTask(operation: job) }
            }
            close()
            group.cancelAll()
            for job in take() { group.addTask(operation: job) }
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        poke.finish()
    }

    private func take() -> [Job] {
        state.withLock { state in
            defer { state.jobs.removeAll() }
            return state.jobs
        }
    }
}
