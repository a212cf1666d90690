/// Reads the objects of the scenario grammar, once the variables of a case have their values.
struct ScenarioReader {
    let problems: Problems

    func scenario(_ node: JSONNode, bindings: [Binding]) throws(InputError) -> Scenario {
        let reader = try ObjectReader(node, Grammar.scenario, subject: "the scenario", problems)
        let name = reader.optional("name") { reading throws(InputError) in try reading.text() }
        let library = reader.optional("library") { reading throws(InputError) in try librarySource(reading) }
        let steps = reader.optional("steps") { reading throws(InputError) in
            let steps = try reading.elements("an array of steps") { element throws(InputError) in try step(element) }
            if case .array(let nodes) = reading.node.value, nodes.isEmpty {
                throw reading.unusable("empty", expected: "at least one step")
            }
            return steps
        }
        let covers = reader.optional("covers") { reading throws(InputError) in try self.covers(reading) } ?? []
        let section = reader.optional("section") { reading throws(InputError) in
            Located(try reading.sectionKey(), at: reading.position)
        }
        let timeLimit = reader.optional("timeLimit") { reading throws(InputError) in
            Duration.milliseconds(Int((try reading.number(0.001...3600) * 1000).rounded()))
        }
        let client = reader.optional("client") { reading throws(InputError) in try self.client(reading) }
        let differences = reader.optional("differences") { reading throws(InputError) in
            try reading.elements("an array of differences") { element throws(InputError) in try difference(element) }
        }
        // What is missing was noted, and then nobody sees what stands in for it.
        let label = bindings.isEmpty ? "" : " [\(bindings.map(\.description).joined(separator: ", "))]"
        return Scenario(
            name: (name ?? "") + label, covers: covers, library: library ?? .generate(seed: 0, albums: 1),
            section: section, client: client ?? ClientDescription(), timeLimit: timeLimit,
            differences: differences ?? [], steps: steps ?? [], bindings: bindings, source: node)
    }

    /// Any names of requirements; those of the checklist are nine.
    private func covers(_ reading: Reading) throws(InputError) -> [String] {
        try reading.elements("an array of strings") { element throws(InputError) in
            let name = try element.text()
            guard name.hasPrefix("qa-") else { return name }
            guard (1...9).contains(where: { name == "qa-\($0)" }) else {
                throw element.unusable(quoted(name), expected: "an item of the checklist, \"qa-1\" to \"qa-9\"")
            }
            return name
        }
    }

    private func librarySource(_ reading: Reading) throws(InputError) -> LibrarySource {
        let reader = try reading.object(Grammar.librarySource)
        switch try reader.onlyKey(LibrarySourceKey.self, of: "source") {
        case .fixture:
            return .fixture(
                try reader.required("fixture") { reading throws(InputError) in
                    Located(try reading.text("the name of a library"), at: reading.position)
                })
        case .file:
            return .file(
                try reader.required("file") { reading throws(InputError) in
                    Located(try reading.text("the path of a library file"), at: reading.position)
                })
        case .generate:
            return try reader.required("generate") { reading throws(InputError) in
                let rule = try reading.object(Grammar.generate)
                return .generate(
                    seed: UInt64(try rule.required("seed") { reading throws(InputError) in try reading.integer() }),
                    albums: try rule.required("albums") { reading throws(InputError) in
                        try reading.integer(1...1_000_000)
                    })
            }
        }
    }

    private func client(_ reading: Reading) throws(InputError) -> ClientDescription {
        let reader = try reading.object(Grammar.client)
        var client = ClientDescription()
        client.artworkBudget = reader.optional("artworkBudget") { reading throws(InputError) in
            try reading.integer(1...Int.max)
        }
        client.pageSize = reader.optional("pageSize") { reading throws(InputError) in try reading.integer(1...10_000) }
        return client
    }

    private func difference(_ reading: Reading) throws(InputError) -> Difference {
        let reader = try reading.object(Grammar.difference)
        return Difference(
            item: try reader.required("item") { reading throws(InputError) in try reading.reference() },
            because: try reader.required("because") { reading throws(InputError) in try reading.text() })
    }

    private func step(_ reading: Reading) throws(InputError) -> Step {
        let reader = try ObjectReader(reading.node, Grammar.step, subject: reading.subject, problems)
        let key = try reader.onlyKey(StepKey.self, of: "action")
        let action = reader.optional(key.rawValue) { reading throws(InputError) in try self.action(key, reading) }
        let expectation = reader.optional("expect") { reading throws(InputError) in
            if key == .server || key == .clock {
                throw reading.unusable(
                    "in a \(key) step, after which nothing is judged", expected: "\"expect\" in a step of the client")
            }
            return try ExpectationReader(problems: problems).expectation(reading)
        }
        let until = reader.optional("until") { reading throws(InputError) in
            let end = try reading.choice(StepEnd.self, of: "end of a step")
            if end == .firstPaint, key == .server || key == .clock {
                throw reading.unusable(
                    "\"firstPaint\" in a \(key) step", expected: "\"rest\", since nothing is painted")
            }
            return end
        }
        return Step(
            action: action ?? .launch, expectation: expectation, until: until ?? .rest, position: reading.position)
    }

    private func action(_ key: StepKey, _ reading: Reading) throws(InputError) -> StepAction {
        switch key {
        case .launch, .relaunch:
            _ = try reading.object(Grammar.empty)
            return key == .launch ? .launch : .relaunch
        case .refresh:
            let reader = try reading.object(Grammar.refresh)
            return .refresh(
                RefreshDescription(
                    reason: try reader.required("reason") { reading throws(InputError) in
                        try reading.choice(of: "reason")
                    },
                    atOnce: reader.optional("atOnce") { reading throws(InputError) in
                        try reading.integer(1...100)
                    } ?? 1,
                    mode: reader.optional("mode") { reading throws(InputError) in
                        try reading.choice(of: "mode of a refresh")
                    } ?? .usual))
        case .open: return .open(try reading.reference())
        case .view: return .view(try view(reading))
        case .search: return .search(Located(try reading.anyText(), at: reading.position))
        case .server:
            let actions = ServerActionReader(problems: problems)
            return .server(
                try reading.elements("an array of server actions") { element throws(InputError) in
                    try actions.action(element)
                })
        case .clock:
            let reader = try reading.object(Grammar.clock)
            return .clock(try reader.required("forward") { reading throws(InputError) in try reading.duration() })
        }
    }

    private func view(_ reading: Reading) throws(InputError) -> ViewDescription {
        let reader = try reading.object(Grammar.view)
        let key = try reader.onlyKey(ViewKey.self, of: "thing to view")
        return try reader.required(key.rawValue) { reading throws(InputError) in
            switch key {
            case .page: .page(try reading.integer())
            case .collection: .collection(try reading.reference())
            case .playlist: .playlist(try reading.reference())
            case .artist: .artist(try reading.reference())
            }
        }
    }
}

extension Reading {
    /// An array of texts.
    func texts() throws(InputError) -> [String] {
        try elements("an array of strings") { element throws(InputError) in try element.text() }
    }

    /// An array of texts, each with its place.
    func locatedTexts() throws(InputError) -> [Located<String>] {
        try elements("an array of strings") { element throws(InputError) in
            Located(try element.text(), at: element.position)
        }
    }
}

extension ObjectReader {
    /// The one key of a list of which exactly one must be there.
    func onlyKey<Key: RawRepresentable<String> & CaseIterable>(
        _ type: Key.Type, of what: String
    ) throws(InputError) -> Key {
        let known = Key.allCases.map(\.rawValue)
        let present = keys.compactMap { Key(rawValue: $0) }
        guard let first = present.first else {
            if let unknown { throw unknown }
            throw InputError(
                at: position, "this \(shape.noun) has no \(what)", expected: "one of " + known.joined(separator: ", "))
        }
        if let second = present.dropFirst().first {
            throw InputError(
                at: keyPosition(second.rawValue),
                "this \(shape.noun) has a second \(what), \(quoted(second.rawValue)) beside \(quoted(first.rawValue))",
                expected: "exactly one of " + known.joined(separator: ", "))
        }
        return first
    }

    /// The names of its members, in the file's order.
    private var keys: [String] {
        guard case .object(let members) = node.value else { return [] }
        return members.map(\.key)
    }
}
