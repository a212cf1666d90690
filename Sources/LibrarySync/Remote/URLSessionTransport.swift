import Foundation
import LibraryStore

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The transport of an app: an ephemeral `URLSession` that keeps nothing and follows no redirect.
///
/// Redirects come back as answers because `URLSession` on Linux forwards every header to the new address, the token
/// too. Bodies are counted while they arrive, so that an endless one ends at its limit and not in memory.
public final class URLSessionTransport: HTTPTransport {
    private let session: URLSession
    private let exchanges = Exchanges()
    /// Makes, starts and cancels tasks: `URLSession` on Linux waits for a queue of its own in each of these, and Swift's
    /// few threads must not.
    private let starter = DispatchQueue(label: "understudy.transport")

    /// A transport with at most this many connections to one host, 1 or more.
    public init(connections: Int = 6) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCredentialStorage = nil
        configuration.httpMaximumConnectionsPerHost = connections
        configuration.timeoutIntervalForRequest = Self.backstop
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    /// Seconds of silence after which a request ends even if nobody watches it; the engine's own limit is far lower.
    private static let backstop: TimeInterval = 120

    /// Sends one request and returns the whole answer; a request after ``close()`` is cancelled.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var message = URLRequest(
            url: request.url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: Self.backstop)
        for (name, value) in request.headers { message.setValue(value, forHTTPHeaderField: name) }
        let exchange = Exchange(limit: request.maximumBody)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.whenOver { continuation.resume(returning: $0) }
                starter.async { [message, session, exchanges] in exchanges.start(exchange, message, in: session) }
            }
        } onCancel: {
            exchange.end(with: .failure(.cancelled))
            starter.async { exchange.task?.cancel() }
        }
        return try outcome.get()
    }

    /// Ends every request and connection.
    public func close() {
        starter.async { [session, exchanges] in
            exchanges.close()
            session.invalidateAndCancel()
        }
    }
}

/// One request, from its start to the end of its answer.
private final class Exchange: Sendable {
    typealias Outcome = Result<TransportResponse, TransportError>

    private struct State {
        var task: URLSessionTask?
        var body = Data()
        var outcome: Outcome?
        var listener: (@Sendable (Outcome) -> Void)?
    }

    private let state = Locked(State())
    /// Bytes that the body may have.
    let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The task, once it was made.
    var task: URLSessionTask? { state.withLock { $0.task } }

    /// Whether nobody waits for the answer any more.
    var isOver: Bool { state.withLock { $0.outcome != nil } }

    /// The body so far.
    var body: Data { state.withLock { $0.body } }

    func begin(_ task: URLSessionTask) { state.withLock { $0.task = task } }

    /// Tells what came of it, at once where it is over already.
    func whenOver(_ listener: @escaping @Sendable (Outcome) -> Void) {
        let outcome = state.withLock { state in
            if state.outcome == nil { state.listener = listener }
            return state.outcome
        }
        if let outcome { listener(outcome) }
    }

    /// Ends it, unless it has ended already.
    func end(with outcome: Outcome) {
        let listener = state.withLock { state -> (@Sendable (Outcome) -> Void)? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            return state.listener.take()
        }
        listener?(outcome)
    }

    /// Takes a part of the body; false where it would become too long.
    func take(_ data: Data) -> Bool {
        state.withLock { state in
            guard state.body.count + data.count <= limit else { return false }
            state.body.append(data)
            return true
        }
    }
}

/// The session's delegate: which exchange each task belongs to.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var running: [Int: Exchange] = [:]
        var isClosed = false
    }

    private let state = Locked(State())

    /// Makes and starts the task, unless there is nobody left to wait for it.
    func start(_ exchange: Exchange, _ message: URLRequest, in session: URLSession) {
        guard !exchange.isOver else { return }
        // A session that was invalidated makes no tasks: on Linux it ends the process.
        guard !state.withLock({ $0.isClosed }) else { return exchange.end(with: .failure(.cancelled)) }
        let task = session.dataTask(with: message)
        state.withLock { $0.running[task.taskIdentifier] = exchange }
        exchange.begin(task)
        task.resume()
    }

    /// Starts no more.
    func close() { state.withLock { $0.isClosed = true } }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard let exchange = state.withLock({ $0.running[dataTask.taskIdentifier] }), !exchange.take(data) else {
            return
        }
        exchange.end(with: .failure(.bodyTooLarge(limit: exchange.limit)))
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = state.withLock({ $0.running.removeValue(forKey: task.taskIdentifier) }) else { return }
        if let error {
            exchange.end(with: .failure(TransportError(loading: error)))
        } else if let answer = task.response as? HTTPURLResponse {
            let fields = answer.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
            let headers = Dictionary(fields, uniquingKeysWith: { first, _ in first })
            exchange.end(
                with: .success(TransportResponse(status: answer.statusCode, headers: headers, body: exchange.body)))
        } else {
            exchange.end(with: .failure(.connectionLost))
        }
    }
}

extension TransportError {
    /// What an error of the URL loading system means.
    ///
    /// Linux reports a connection that ends early under several codes, -1 and -1011 among them.
    init(loading error: any Error) {
        guard let error = error as? URLError else {
            self = .other("the URL loading system failed")
            return
        }
        switch error.code {
        case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet, .dataNotAllowed,
            .internationalRoamingOff:
            self = .cannotConnect
        case .networkConnectionLost, .unknown, .badServerResponse, .cannotParseResponse, .zeroByteResource:
            self = .connectionLost
        case .timedOut: self = .timedOut
        case .cancelled: self = .cancelled
        default: self = .other("the URL loading system reported error \(error.code.rawValue)")
        }
    }
}
