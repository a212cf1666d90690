/// The verdict on one run: every scenario that was played, and what held.
public struct RunReport: Sendable {
    /// The sync client that was judged.
    public var subject: String
    /// One for each case that was played, in the order of the files.
    public var cases: [CaseReport]
    /// From the first case's start to the last one's end.
    public var duration: Duration

    /// How many cases failed or could not be played.
    public var failures: Int { cases.count { !$0.passed } }
    /// Whether everything held.
    public var passed: Bool { failures == 0 }
}

/// The verdict on one case: a scenario, or one combination of its `forEach`.
public struct CaseReport: Sendable {
    /// The scenario's name, followed by the values of its `forEach`, if it has one.
    public var name: String
    /// The scenario's file as it was named to the run.
    public var file: String
    /// The checklist items and scenario numbers that it covers.
    public var covers: [String]
    /// What did not hold, in the order in which it was noticed.
    public var failures: [Failure]
    /// How long it took, from an empty folder to the verdict.
    public var duration: Duration
    /// How many requests reached the server.
    public var requests: Int
    /// How many bytes of bodies the server sent.
    public var bytes: Int
    /// What happened, grouped by step: equal for two runs of one scenario.
    public var transcript: [String]

    /// Whether everything held.
    public var passed: Bool { failures.isEmpty }
}

/// One expectation that did not hold.
public struct Failure: Sendable, Equatable {
    /// The expectation's name in the scenario, or the standing check's.
    public var expectation: String
    /// `file:line:column` of the expectation, or of the step.
    public var location: String
    /// What was expected and what was found, in a sentence.
    public var message: String
    /// The requests, rows or files that show it.
    public var evidence: [String]

    /// A failure of this expectation.
    public init(_ expectation: String, at location: String, _ message: String, evidence: [String] = []) {
        self.expectation = expectation
        self.location = location
        self.message = message
        self.evidence = evidence
    }
}

extension Duration {
    /// Milliseconds below a second, seconds above.
    package var brief: String {
        let milliseconds = Int((self / .milliseconds(1)).rounded())
        guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
        return "\(milliseconds / 1000).\(String(milliseconds % 1000 / 10 + 100).dropFirst()) s"
    }
}
