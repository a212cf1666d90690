extension ServerActionReader {
    /// A fault rule.
    func fault(_ reading: Reading) throws(InputError) -> FaultDescription {
        guard let named = reading.node["fault"] else { preconditionFailure("the key was found before") }
        let name = try Reading(named, subject: "\"fault\"", problems).choice(FaultName.self, of: "fault")
        let reader = try reading.object(Grammar.fault(name))
        let match = reader.optional("match") { reading throws(InputError) in try self.match(reading) }
        let request = reader.optional("request") { reading throws(InputError) in
            Located(try reading.integer(1...Int.max), at: reading.position)
        }
        let times = reader.optional("times") { reading throws(InputError) in try self.times(reading) }
        return FaultDescription(
            fault: try behaviour(name, reader), match: match ?? RequestMatchDescription(),
            firstRequest: request?.value ?? 1, times: times ?? .always,
            isSwept: reading.node["request"]?.isSwept ?? false, position: named.position)
    }

    private func behaviour(_ name: FaultName, _ reader: ObjectReader) throws(InputError) -> FaultBehaviour {
        let afterBytes = reader.optional("afterBytes") { reading throws(InputError) in try reading.integer() }
        switch name {
        case .refuse: return .refuse
        case .reset: return .reset(afterBytes: afterBytes)
        case .stall: return .stall(afterBytes: afterBytes)
        case .delay:
            return .delay(try reader.required("for") { reading throws(InputError) in try reading.duration() })
        case .truncate:
            let promises = reader.optional("contentLength") { reading throws(InputError) in try reading.flag() }
            return .truncate(try truncationPoint(reader), contentLength: promises ?? true)
        case .status:
            let code = try reader.required("code") { reading throws(InputError) in try reading.integer(200...599) }
            let seconds = reader.optional("retryAfter") { reading throws(InputError) in try reading.integer() }
            return .status(code: code, retryAfter: seconds)
        case .emptySuccess: return .emptySuccess
        case .staleValidator: return .staleValidator
        default: return try answerFault(name, reader)
        }
    }

    private func truncationPoint(_ reader: ObjectReader) throws(InputError) -> TruncationDescription {
        switch try reader.onlyKey(TruncationKey.self, of: "place to cut at") {
        case .atPercent:
            .percent(try reader.required("atPercent") { reading throws(InputError) in try reading.number(0...100) })
        case .atBytes: .bytes(try reader.required("atBytes") { reading throws(InputError) in try reading.integer() })
        }
    }

    private func times(_ reading: Reading) throws(InputError) -> FaultTimes {
        let expected = "\"once\", \"always\" or a whole number, 1 or more"
        switch reading.node.value {
        case .string("once"): return .once
        case .string("always"): return .always
        case .string(let text):
            throw InputError(
                at: reading.position, "\"times\" is \(quoted(text))", expected: expected,
                suggestion: nearestName(to: text, among: ["once", "always"]))
        case .number: return .count(try reading.integer(1...Int.max))
        default: throw reading.wrong(expected: expected)
        }
    }

    private func match(_ reading: Reading) throws(InputError) -> RequestMatchDescription {
        let reader = try reading.object(Grammar.match)
        var match = RequestMatchDescription()
        match.endpoints = reader.optional("endpoint") { reading throws(InputError) in try endpoints(reading) }
        match.except = reader.optional("except") { reading throws(InputError) in try endpoints(reading) }
        match.method = reader.optional("method") { reading throws(InputError) in
            try reading.name(of: "method", among: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
        }
        match.path = reader.optional("path") { reading throws(InputError) in
            let path = try reading.text("a path such as \"/library/sections/*\"")
            guard path.hasPrefix("/") || path.hasPrefix("*") else {
                throw reading.unusable(quoted(path), expected: "a path that begins with \"/\" or \"*\"")
            }
            return path
        }
        match.page = reader.optional("page") { reading throws(InputError) in try reading.integer() }
        match.query = reader.optional("query") { reading throws(InputError) in try query(reading) } ?? [:]
        return match
    }

    private func endpoints(_ reading: Reading) throws(InputError) -> Set<EndpointLabel> {
        guard case .array(let nodes) = reading.node.value else { return [try reading.choice(of: "endpoint")] }
        guard !nodes.isEmpty else { throw reading.unusable("empty", expected: "at least one endpoint") }
        return Set(
            try reading.elements("an endpoint or an array of endpoints") { element throws(InputError) in
                try element.choice(of: "endpoint")
            })
    }

    private func query(_ reading: Reading) throws(InputError) -> [String: String] {
        guard case .object(let members) = reading.node.value else {
            throw reading.wrong(expected: "an object with a string for each parameter")
        }
        var query: [String: String] = [:]
        for member in members {
            query[member.key] = problems.attempt { () throws(InputError) in
                try Reading(member.value, subject: quoted(member.key), problems).anyText()
            }
        }
        return query
    }
}

/// The ways to say where a body is cut: exactly one.
package enum TruncationKey: String, CaseIterable { case atPercent, atBytes }
