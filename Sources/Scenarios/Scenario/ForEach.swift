/// A scenario's `forEach`: variables, and the values that each of them takes.
///
/// A value is a scalar, which `"{variable}"` stands for in the steps, or an object of scalars, of which
/// `"{variable.member}"` names one: so that values that belong together (a fault and its outcome) stay together.
struct ForEach: Sendable, Equatable {
    struct Variable: Sendable, Equatable {
        var name: String
        var position: SourcePosition
        /// Nothing: `each`.
        var values: [JSONNode]?
    }

    var variables: [Variable] = []

    /// The variable whose value is `each`.
    var swept: Variable? { variables.first { $0.values == nil } }

    init(_ scenario: JSONNode, _ problems: Problems) throws(InputError) {
        guard let node = scenario["forEach"] else { return }
        guard case .object(let members) = node.value else {
            throw InputError(
                at: node.position, "\"forEach\" is \(node.kind)",
                expected: "an object with an array of values, or \"each\", for each variable")
        }
        for member in members {
            if member.key == "note" {
                _ = problems.attempt { () throws(InputError) in
                    try Reading(member.value, subject: "\"note\"", problems).anyText()
                }
                continue
            }
            guard
                let variable = problems.attempt({ () throws(InputError) in
                    try Self.variable(member, isSecondSweep: swept != nil)
                })
            else { continue }
            variables.append(variable)
        }
        let count = variables.reduce(1) { $0.multipliedReportingOverflow(by: $1.values?.count ?? 1).partialValue }
        guard variables.count <= 8, (1...Self.limit).contains(count) else {
            throw InputError(
                at: node.position, "\"forEach\" makes too many cases", expected: "at most \(Self.limit) combinations")
        }
        checkUses(in: scenario, problems)
    }

    /// Combinations of listed values of one file.
    static let limit = 10_000

    private static func variable(_ member: JSONMember, isSecondSweep: Bool) throws(InputError) -> Variable {
        var variable = Variable(name: member.key, position: member.keyPosition)
        try checkName(member, of: "variable")
        let expected = "an array of values, or \"each\""
        switch member.value.value {
        case .string("each"):
            guard !isSecondSweep else {
                throw InputError(at: member.value.position, "a second variable is \"each\"", expected: "one at most")
            }
            return variable
        case .string(let text):
            throw InputError(
                at: member.value.position, "the variable \(quoted(member.key)) is \(quoted(text))", expected: expected,
                suggestion: nearestName(to: text, among: ["each"]))
        case .array(let values):
            guard !values.isEmpty else {
                throw InputError(
                    at: member.value.position, "the variable \(quoted(member.key)) has no values",
                    expected: "at least one")
            }
            for value in values { try checkValue(value, isInner: false) }
            variable.values = values
            return variable
        default:
            throw InputError(
                at: member.value.position, "the variable \(quoted(member.key)) is \(member.value.kind)",
                expected: expected)
        }
    }

    private static func checkName(_ member: JSONMember, of what: String) throws(InputError) {
        guard isVariableName(member.key) else {
            throw InputError(
                at: member.keyPosition, "\(quoted(member.key)) cannot be a \(what)'s name",
                expected: "a letter, then letters and digits")
        }
    }

    private static func checkValue(_ value: JSONNode, isInner: Bool) throws(InputError) {
        switch value.value {
        case .null, .bool, .number, .string: return
        case .object(let members) where !isInner && members.contains { $0.key != "note" }:
            for member in members {
                try checkName(member, of: "member")
                if member.key == "note", member.value.kind != "a string" {
                    throw InputError(
                        at: member.value.position, "\"note\" is \(member.value.kind)", expected: "a string")
                }
                try checkValue(member.value, isInner: true)
            }
        default:
            throw InputError(
                at: value.position, "a variable's value is \(value.kind)",
                expected: isInner ? "a string, number, true, false or null" : "a scalar or an object of scalars")
        }
    }

    /// Every combination of the listed values, the last variable moving fastest.
    var combinations: [[Binding]] {
        var combinations: [[Binding]] = [[]]
        for variable in variables {
            guard let values = variable.values else { continue }
            combinations = combinations.flatMap { begun in
                values.map { begun + [Binding(name: variable.name, value: $0)] }
            }
        }
        return combinations
    }
}

/// Whether a text can name a variable: a letter, then letters and digits.
private func isVariableName(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
}

extension ForEach {
    /// The variable and member that a string names; nothing where it is an ordinary string.
    static func use(_ text: String) -> (variable: String, member: String?)? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ isVariableName($0) }) else { return nil }
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
    }

    /// Notes unknown variables in the steps, and variables that no step uses.
    private func checkUses(in scenario: JSONNode, _ problems: Problems) {
        guard let steps = scenario["steps"] else { return }
        var used: Set<String> = []
        steps.visitStrings { text, position in
            guard let use = Self.use(text) else { return }
            used.insert(use.variable)
            guard !variables.contains(where: { $0.name == use.variable }) else { return }
            problems.note(
                InputError(
                    at: position, "no variable of \"forEach\" is called \(quoted(use.variable))",
                    known: variables.map(\.name), given: use.variable))
        }
        for variable in variables where !used.contains(variable.name) {
            problems.note(
                InputError(
                    at: variable.position, "no step uses the variable \(quoted(variable.name))",
                    expected: "\"{\(variable.name)}\" in a step"))
        }
    }
}

extension ForEach {
    /// One case: the scenario whose steps hold the values, read.
    func scenario(
        from node: JSONNode, listed: [Binding], request: Int, _ problems: Problems
    ) throws(InputError) -> Scenario {
        let bindings = variables.compactMap { variable in
            guard variable.values == nil else { return listed.first { $0.name == variable.name } }
            var value = JSONNode(.number(JSONNumber(request)), at: variable.position)
            value.isSwept = true
            return Binding(name: variable.name, value: value)
        }
        var tree = node
        if case .object(let members) = node.value, !variables.isEmpty {
            var kept: [JSONMember] = []
            for var member in members where member.key != "forEach" {
                if member.key == "steps" { member.value = try substituted(member.value, bindings) }
                kept.append(member)
            }
            tree.value = .object(kept)
        }
        return try ScenarioReader(problems: problems).scenario(tree, bindings: bindings)
    }

    private func substituted(_ node: JSONNode, _ bindings: [Binding]) throws(InputError) -> JSONNode {
        var result = node
        switch node.value {
        case .null, .bool, .number: break
        case .string(let text):
            guard let use = Self.use(text), let binding = bindings.first(where: { $0.name == use.variable }) else {
                break
            }
            return try value(of: binding, member: use.member, at: node.position)
        case .array(let elements):
            var list: [JSONNode] = []
            for element in elements { list.append(try substituted(element, bindings)) }
            result.value = .array(list)
        case .object(let members):
            var list: [JSONMember] = []
            for var member in members {
                member.value = try substituted(member.value, bindings)
                list.append(member)
            }
            result.value = .object(list)
        }
        return result
    }

    /// The value that is put in.
    ///
    /// It keeps the place where `forEach` lists it, since that is where it can be mended.
    private func value(
        of binding: Binding, member: String?, at place: SourcePosition
    ) throws(InputError) -> JSONNode {
        guard case .object(let members) = binding.value.value else {
            guard let member else { return binding.value }
            throw InputError(
                at: place, "the variable \(quoted(binding.name)) has no member \(quoted(member))",
                expected: "\"{\(binding.name)}\"")
        }
        let known = members.map(\.key).filter { $0 != "note" }
        guard let member else {
            throw InputError(
                at: place, "the variable \(quoted(binding.name)) is an object",
                expected: "one of its members, as in \"{\(binding.name).\(known.first ?? "")}\"")
        }
        guard known.contains(member), let value = binding.value[member] else {
            throw InputError(
                at: place, "the variable \(quoted(binding.name)) has no member \(quoted(member))", known: known,
                given: member)
        }
        return value
    }
}

extension JSONNode {
    /// Calls a function for every string value inside.
    func visitStrings(_ visit: (String, SourcePosition) -> Void) {
        switch value {
        case .string(let text): visit(text, position)
        case .array(let elements): for element in elements { element.visitStrings(visit) }
        case .object(let members): for member in members { member.value.visitStrings(visit) }
        case .null, .bool, .number: return
        }
    }
}
