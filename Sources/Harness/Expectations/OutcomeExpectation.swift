import FakePlex
import Scenarios

extension Judge {
    /// How the step's refreshes ended; every one succeeds unless the scenario says otherwise.
    func ended(_ expected: Located<OutcomeName>?) -> [Failure] {
        let position = expected?.position ?? outcome.step.expectation?.position ?? outcome.step.position
        let wanted = expected?.value ?? .success
        if outcome.accounts.isEmpty, let expected {
            return [
                Failure(
                    "outcome", at: "\(expected.position)", "expected \(expected.value.rawValue), but no refresh ended")
            ]
        }
        guard let other = outcome.accounts.first(where: { $0.outcome != wanted.rawValue }) else { return [] }
        let words = other.message.map { ": \($0)" } ?? ""
        let message = "expected the refresh to end in \(wanted.rawValue), it ended in \(other.outcome)\(words)"
        return [Failure("outcome", at: "\(position)", message, evidence: requestLines)]
    }

    /// The requests of the step, pictures left out, as evidence.
    var requestLines: [String] {
        outcome.requests.filter { $0.endpoint != .image }.suffix(6).map(\.line)
    }
}
