/// A scenario file, read once, with the cases that its `forEach` makes of it.
package struct ScenarioFile: Sendable, Equatable {
    /// The path that the reader was given.
    package var file: String
    /// One for each combination of the listed values of `forEach`, the last variable moving fastest; one without it.
    package var variants: [ScenarioVariant]

    /// Reads a scenario file and checks every variant of it.
    ///
    /// - Throws: All that is wrong with the file, or the first thing where it is not JSON.
    package static func read(
        _ bytes: [UInt8], file: String, limits: JSONLimits = .standard
    ) throws(InputErrors) -> ScenarioFile {
        let node = try Problems.collect { _ throws(InputError) in
            try JSONReader.read(bytes, file: file, limits: limits)
        }
        return try read(node, file: file)
    }

    /// Reads the tree of a scenario file, which a program may have made.
    ///
    /// - Throws: All that is wrong with it.
    package static func read(_ node: JSONNode, file: String = "") throws(InputErrors) -> ScenarioFile {
        try Problems.collect { problems throws(InputError) in
            let sweep = try ForEach(node, problems)
            var variants: [ScenarioVariant] = []
            for listed in sweep.combinations {
                let scenario = try sweep.scenario(from: node, listed: listed, request: 1, problems)
                if let swept = sweep.swept, !scenario.hasSweptFault {
                    problems.note(
                        InputError(
                            at: swept.position, "the variable \(quoted(swept.name)) is \"each\" and counts nothing",
                            expected: "a fault with \"request\": \"{\(swept.name)}\""))
                }
                variants.append(ScenarioVariant(scenario: scenario, node: node, listed: listed, sweep: sweep))
            }
            return ScenarioFile(file: file, variants: variants)
        }
    }

    /// Reads one or several server actions as `understudy serve` takes them on a line: an action, an array of actions,
    /// or a whole server step.
    ///
    /// - Throws: All that is wrong with the line.
    package static func readServerActions(
        _ bytes: [UInt8], file: String, limits: JSONLimits = .standard
    ) throws(InputErrors) -> [ServerAction] {
        try Problems.collect { problems throws(InputError) in
            let node = try JSONReader.read(bytes, file: file, limits: limits)
            let reader = ServerActionReader(problems: problems)
            if case .object = node.value, node["server"] == nil {
                return [try reader.action(Reading(node, subject: "the server action", problems))]
            }
            let list: JSONNode
            if case .object = node.value {
                let step = try ObjectReader(node, Shape("step", required: ["server"]), problems)
                list = try step.required("server") { reading throws(InputError) in reading.node }
            } else {
                list = node
            }
            return try Reading(list, subject: "the server step", problems)
                .elements("a server action, or an array of them") { element throws(InputError) in
                    try reader.action(element)
                }
        }
    }
}

/// A scenario with one combination of the listed values of its `forEach`.
package struct ScenarioVariant: Sendable, Equatable {
    /// The scenario.
    ///
    /// Where a variable has the value `each`, that variable is 1 in it.
    package var scenario: Scenario
    /// The variable whose value is `each`; nothing without one.
    ///
    /// Then the caller plays a rehearsal (the scenario without
    /// the rules whose `isSwept` is set), counts the requests that the swept rule's match finds, and asks for `cases`.
    package var sweptVariable: String? { sweep.swept?.name }

    let node: JSONNode
    let listed: [Binding]
    let sweep: ForEach

    /// The cases of this variant: one for each request from 1 to `requests`, or the scenario alone where nothing is
    /// swept.
    ///
    /// - Throws: What is wrong with a case, which is never more than what reading the file would have found.
    package func cases(requests: Int) throws(InputErrors) -> [Scenario] {
        guard sweptVariable != nil else { return [scenario] }
        guard requests > 0 else { return [] }
        return try Problems.collect { problems throws(InputError) in
            var cases: [Scenario] = []
            for request in 1...requests {
                cases.append(
                    try sweep.scenario(from: node, listed: listed, request: request, problems))
            }
            return cases
        }
    }
}

extension Scenario {
    /// Whether some fault rule's `request` is the variable that is `each`.
    var hasSweptFault: Bool {
        steps.contains { step in
            guard case .server(let actions) = step.action else { return false }
            return actions.contains { action in
                guard case .fault(let fault) = action.kind else { return false }
                return fault.isSwept
            }
        }
    }
}
