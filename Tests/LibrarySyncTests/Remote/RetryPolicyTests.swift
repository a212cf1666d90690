import Testing

@testable import LibrarySync

/// Promise 9: what is repeated, when, and what is not.
struct RetryPolicyTests {
    static let transient: [RequestFailure] = [
        .cannotConnect, .connectionLost, .timedOut, .status(503, retryAfter: nil), .status(500, retryAfter: nil),
        .status(502, retryAfter: nil), .status(408, retryAfter: nil), .status(429, retryAfter: nil),
    ]
    static let lasting: [RequestFailure] = [
        .status(401, retryAfter: nil), .status(403, retryAfter: nil), .status(404, retryAfter: nil),
        .status(400, retryAfter: nil), .cancelled, .redirectRefused(host: "elsewhere"), .notModifiedUnasked,
        .bodyTooLarge(limit: 1), .tooManyRedirects,
    ]

    @Test(arguments: transient)
    func `a failure that may pass is repeated after 1, 4 and 10 seconds, and then no more`(failure: RequestFailure) {
        let policy = RetryPolicy.standard
        let delays = (0...3).map { policy.delay(after: failure, repetitions: $0) }
        #expect(delays == [.seconds(1), .seconds(4), .seconds(10), nil])
    }

    @Test(arguments: lasting)
    func `a failure that stays is not repeated`(failure: RequestFailure) {
        #expect(RetryPolicy.standard.delay(after: failure, repetitions: 0) == nil)
    }

    @Test(arguments: [(0, 0), (7, 7), (60, 60)])
    func `a Retry-After of up to a minute is honoured`(asked: Int, waited: Int) {
        let failure = RequestFailure.status(503, retryAfter: .seconds(asked))
        #expect(RetryPolicy.standard.delay(after: failure, repetitions: 1) == .seconds(waited))
    }

    @Test func `a longer Retry-After ends the matter`() {
        let failure = RequestFailure.status(503, retryAfter: .seconds(61))
        #expect(RetryPolicy.standard.delay(after: failure, repetitions: 0) == nil)
    }
}
