import Foundation
import LibrarySync
import LibraryStore

/// A test double of the transport: answers for a ``TinyPlex``, unless a script says otherwise.
final class ScriptedServer: HTTPTransport {
    /// What a script does with a request.
    enum Turn: Sendable {
        case answer(TransportResponse)
        case fail(TransportError)
        /// Nothing comes until the request is cancelled.
        case hang
        /// Nothing comes until ``ScriptedServer/release()``; then the server's answer of now.
        case hold
    }

    typealias Script = @Sendable (TransportRequest, _ number: Int) -> Turn?

    private struct Arrival {
        var test: @Sendable (TransportRequest, _ number: Int) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var plex: TinyPlex
        var script: Script?
        var requests: [TransportRequest] = []
        var held: [CheckedContinuation<Void, Never>] = []
        var isHolding = true
        var nextHang = 0
        var hanging: [Int: CheckedContinuation<Void, Never>] = [:]
        var cancelledHangs: Set<Int> = []
        var arrivals: [Arrival] = []
    }

    private let state: Locked<State>

    init(_ plex: TinyPlex = TinyPlex()) { state = Locked(State(plex: plex)) }

    /// Changes the library; its clock and its counter move on.
    func change(_ body: @Sendable (inout TinyPlex) -> Void) {
        state.withLock { state in
            state.plex.now += 1_000
            state.plex.counter = state.plex.counter.map { $0 + 1 }
            body(&state.plex)
        }
    }

    /// Changes the library; its clock moves on, and its counter stands still.
    func changeInSecret(_ body: @escaping @Sendable (inout TinyPlex) -> Void) {
        change { plex in
            plex.counter = plex.counter.map { $0 - 1 }
            body(&plex)
        }
    }

    /// What the server holds.
    var plex: TinyPlex { state.withLock { $0.plex } }

    /// From now on, requests meet this script; their numbers begin at 1 again.
    func script(_ script: Script?) {
        state.withLock { state in
            state.script = script
            state.requests = []
        }
    }

    /// The requests since the last script or ``forget()``.
    var requests: [TransportRequest] { state.withLock { $0.requests } }

    /// Requests without pictures.
    var metadata: [TransportRequest] { requests.filter { !$0.isPicture } }

    var pictures: [TransportRequest] { requests.filter(\.isPicture) }

    func forget() { state.withLock { $0.requests = [] } }

    /// Lets held requests and all that follow through.
    func release() {
        let held = state.withLock { state in
            state.isHolding = false
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume() }
    }

    /// Returns when a request for which this holds has come.
    func arrival(where test: @escaping @Sendable (TransportRequest) -> Bool) async {
        await arrival { request, _ in test(request) }
    }

    /// Returns when this many requests have come since the last script.
    func arrival(of number: Int) async {
        await arrival { _, count in count >= number }
    }

    private func arrival(_ test: @escaping @Sendable (TransportRequest, Int) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isHere = state.withLock { state in
                if state.requests.enumerated().contains(where: { test($1, $0 + 1) }) { return true }
                state.arrivals.append(Arrival(test: test, continuation: continuation))
                return false
            }
            if isHere { continuation.resume() }
        }
    }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        if Task.isCancelled { throw .cancelled }
        let (script, number, waiting) = state.withLock { state in
            state.requests.append(request)
            let number = state.requests.count
            let arrived = state.arrivals.filter { $0.test(request, number) }.map(\.continuation)
            state.arrivals.removeAll { $0.test(request, number) }
            return (state.script, number, arrived)
        }
        for continuation in waiting { continuation.resume() }
        switch script?(request, number) {
        case .answer(let response): return response
        case .fail(let error): throw error
        case .hang:
            await hang()
            throw .cancelled
        case .hold: await hold()
        case nil: break
        }
        return plex.answer(request)
    }

    private func hold() async {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock { state in
                if state.isHolding { state.held.append(continuation) }
                return !state.isHolding
            }
            if isReleased { continuation.resume() }
        }
    }

    private func hang() async {
        let number = state.withLock { state in
            state.nextHang += 1
            return state.nextHang
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.cancelledHangs.contains(number) { return true }
                    state.hanging[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                state.cancelledHangs.insert(number)
                return state.hanging.removeValue(forKey: number)
            }?.resume()
        }
    }
}

extension TransportRequest {
    var isPicture: Bool { headers["Accept"] == "image/*" }

    /// The list's type, where one is asked for.
    var type: String? {
        URLComponents(url: url, resolvingAgainstBaseURL: true)?.queryItems?.first { $0.name == "type" }?.value
    }

    var isUpdatedSince: Bool { url.query?.contains("updatedAt") ?? false }

    var isCount: Bool { headers["X-Plex-Container-Size"] == "0" }

    /// A list as its pages are read.
    func isList(_ type: String) -> Bool { self.type == type && !isCount && !isUpdatedSince }
}
