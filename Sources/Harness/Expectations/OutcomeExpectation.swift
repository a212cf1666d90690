import FakePlex
import Scenarios

extension Judge {
    /// How the step's refreshes ended; every one succeeds unless the scenario says otherwise.
    func ended(_ expected: Located<OutcomeName>?) -> [Failure] {
        let position = expected?.position ?? outcome.step.expectation?.position ?? outcome.step.position
        let wanted = expected?.value ?? .success
        if outcome.accounts.isEmpty, expected != nil || isRefresh {
            let message = "expected a refresh to end in \(wanted.rawValue), and none ended\(whyNone)"
            return [Failure("outcome", at: "\(position)", message)]
        }
        guard let other = outcome.accounts.first(where: { $0.outcome != wanted.rawValue }) else { return [] }
        let words = other.message.map { ": \($0)" } ?? ""
        let message = "expected the refresh to end in \(wanted.rawValue), it ended in \(other.outcome)\(words)"
        return [Failure("outcome", at: "\(position)", message, evidence: troubledLines)]
    }

    private var isRefresh: Bool { if case .refresh = outcome.step.action { true } else { false } }

    private var whyNone: String {
        switch outcome.step.action {
        case .launch, .relaunch: "; a launch refreshes only where the last success is 12 hours old"
        default: ""
        }
    }

    /// The requests of the step, pictures left out, as evidence.
    var requestLines: [String] { lists.suffix(6).map(\.line) }

    /// Those that something was wrong with; all where nothing was.
    private var troubledLines: [String] {
        let troubled = lists.filter { $0.fault != nil || $0.status.map { $0 >= 400 } ?? true }
        return troubled.isEmpty ? requestLines : troubled.suffix(6).map(\.line)
    }

    private var lists: [JournalEntry] { outcome.requests.filter { $0.endpoint != .image } }
}
