import Scenarios

extension Judge {
    /// Pictures take no more room than the client was allowed, whatever the step expects.
    func budget() -> [Failure] {
        guard let budget = outcome.artworkBudget else { return [] }
        let bytes = outcome.after.pictures.values.reduce(0) { $0 + $1.bytes }
        guard bytes > budget else { return [] }
        let message = "the pictures take \(bytes) bytes, the client was allowed \(budget)"
        return [Failure("artworkBudget", at: "\(outcome.step.position)", message)]
    }
}
