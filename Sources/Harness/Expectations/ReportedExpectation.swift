import Scenarios

extension Judge {
    /// How much the client told of that is no failure, such as elements that it could not read.
    func reported(_ expected: CountRange?) -> [Failure] {
        guard let expected else { return [] }
        let findings = outcome.accounts.flatMap(\.findings)
        return check(findings.count, expected, "reported", at: expected.position, "findings", evidence: findings)
    }
}
