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

    /// A transport with at most this many connections to one host.
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

    /// Sends one request and returns the whole answer.
    public func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        var message = URLRequest(
            url: request.url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: Self.backstop)
        for (name, value) in request.headers { message.setValue(value, forHTTPHeaderField: name) }
        let task = session.dataTask(with: message)
        let number = task.taskIdentifier
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Exchange.Outcome, Never>) in
                let exchange = Exchange(continuation: continuation, limit: request.maximumBody)
                if exchanges.begin(exchange, number) { task.resume() } else { task.cancel() }
            }
        } onCancel: {
            exchanges.end(number, with: .failure(.cancelled))
            task.cancel()
        }
        return try outcome.get()
    }

    /// Ends every request and connection; nothing may be sent afterwards.
    public func close() { session.invalidateAndCancel() }
}

/// One request that waits for the end of its answer.
private struct Exchange: Sendable {
    typealias Outcome = Result<TransportResponse, TransportError>
    var continuation: CheckedContinuation<Outcome, Never>
    var limit: Int
    var body = Data()
}

/// The session's delegate: what belongs to which task.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
        var waiting: [Int: Exchange] = [:]
        /// Tasks that were cancelled before they began.
        var cancelled: Set<Int> = []
    }

    private let state = Locked(State())

    /// Whether the task may start; it may not when it was cancelled before.
    func begin(_ exchange: Exchange, _ number: Int) -> Bool {
        let mayStart = state.withLock { state in
            if state.cancelled.remove(number) != nil { return false }
            state.waiting[number] = exchange
            return true
        }
        if !mayStart { exchange.continuation.resume(returning: .failure(.cancelled)) }
        return mayStart
    }

    /// Ends an exchange, unless it has ended already.
    func end(_ number: Int, with outcome: Exchange.Outcome) {
        let exchange = state.withLock { state in
            let exchange = state.waiting.removeValue(forKey: number)
            if exchange == nil, outcome == .failure(.cancelled) { state.cancelled.insert(number) }
            return exchange
        }
        exchange?.continuation.resume(returning: outcome)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let number = dataTask.taskIdentifier
        let exceeded = state.withLock { state -> Int? in
            guard let limit = state.waiting[number]?.limit, let held = state.waiting[number]?.body.count else {
                return nil
            }
            guard held + data.count <= limit else { return limit }
            state.waiting[number]?.body.append(data)
            return nil
        }
        guard let exceeded else { return }
        end(number, with: .failure(.bodyTooLarge(limit: exceeded)))
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let number = task.taskIdentifier
        if let error {
            end(number, with: .failure(TransportError(loading: error)))
        } else if let answer = task.response as? HTTPURLResponse {
            let body = state.withLock { $0.waiting[number]?.body } ?? Data()
            let fields = answer.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
            let headers = Dictionary(fields, uniquingKeysWith: { first, _ in first })
            end(number, with: .success(TransportResponse(status: answer.statusCode, headers: headers, body: body)))
        } else {
            end(number, with: .failure(.connectionLost))
        }
        // A late cancellation of a task that has ended must not be remembered.
        state.withLock { _ = $0.cancelled.remove(number) }
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
