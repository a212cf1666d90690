/// Whether and when a failed request is sent again: sync-requirements, promise 9.
struct RetryPolicy: Sendable, Equatable {
    /// The wait before each repetition; there are as many repetitions as waits.
    var delays: [Duration]
    /// The longest wait that a server may ask for; one that asks for more is given up on.
    var longestRetryAfter: Duration

    /// Three repetitions after one, four and ten seconds.
    static let standard = RetryPolicy(
        delays: [.seconds(1), .seconds(4), .seconds(10)], longestRetryAfter: .seconds(60))

    /// No repetition: for pictures, which are asked for again when they are shown again.
    static let never = RetryPolicy(delays: [], longestRetryAfter: .zero)

    /// How long to wait before sending the request again; nothing where it should not be.
    ///
    /// `repetitions` is how often it has been repeated already.
    func delay(after failure: RequestFailure, repetitions: Int) -> Duration? {
        guard repetitions < delays.count else { return nil }
        switch failure {
        case .cannotConnect, .connectionLost, .timedOut:
            return delays[repetitions]
        case .status(let code, let retryAfter) where code >= 500 || code == 408 || code == 429:
            guard let retryAfter else { return delays[repetitions] }
            return retryAfter <= longestRetryAfter ? retryAfter : nil
        case .status, .cancelled, .bodyTooLarge, .redirectRefused, .tooManyRedirects, .notModifiedUnasked, .other:
            return nil
        }
    }
}
