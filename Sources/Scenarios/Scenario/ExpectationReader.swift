/// Reads a step's `expect`.
struct ExpectationReader {
    let problems: Problems

    func expectation(_ reading: Reading) throws(InputError) -> Expectation {
        let reader = try reading.object(Grammar.expectation)
        var expectation = Expectation(position: reading.position)
        expectation.outcome = reader.optional("outcome") { reading throws(InputError) in
            Located(try reading.choice(of: "outcome"), at: reading.position)
        }
        for kind in LibraryKind.allCases {
            expectation.changes[kind] = reader.optional(kind.plural) { reading throws(InputError) in
                try changes(reading)
            }
        }
        expectation.reported = reader.optional("reported") { reading throws(InputError) in try reading.count() }
        expectation.rowsWritten = reader.optional("rowsWritten") { reading throws(InputError) in try rows(reading) }
        expectation.rowsDifferent = reader.optional("rowsDifferent") { reading throws(InputError) in
            try rows(reading, Grammar.differentRows)
        }
        expectation.requests = reader.optional("requests") { reading throws(InputError) in try requests(reading) }
        expectation.bytes = reader.optional("bytes") { reading throws(InputError) in try reading.count() }
        expectation.artwork = reader.optional("artwork") { reading throws(InputError) in try artwork(reading) }
        expectation.files = reader.optional("files") { reading throws(InputError) in try reading.count() }
        expectation.screen = reader.optional("screen") { reading throws(InputError) in try screen(reading) }
        expectation.search = reader.optional("search") { reading throws(InputError) in try search(reading) }
        return expectation
    }

    private func changes(_ reading: Reading) throws(InputError) -> ChangesExpectation {
        let reader = try reading.object(Grammar.changes)
        return ChangesExpectation(
            new: items("new", reader), changed: items("changed", reader), deleted: items("deleted", reader),
            position: reading.position)
    }

    private func rows(_ reading: Reading, _ shape: Shape = Grammar.rows) throws(InputError) -> RowsExpectation {
        if case .number(let number) = reading.node.value {
            guard number.integer == 0 else {
                throw reading.unusable(number.text, expected: "0, or an object with a number for each table")
            }
            return RowsExpectation(tables: [:], position: reading.position)
        }
        guard case .object = reading.node.value else {
            throw reading.wrong(expected: "0, or an object with a number for each table")
        }
        let reader = try reading.object(shape)
        var tables: [TableLabel: CountRange] = [:]
        for table in TableLabel.allCases where shape.optional.contains(table.rawValue) {
            tables[table] = count(table.rawValue, reader)
        }
        return RowsExpectation(tables: tables, position: reading.position)
    }

    private func requests(_ reading: Reading) throws(InputError) -> RequestsExpectation {
        guard case .object(let members) = reading.node.value,
            !members.contains(where: { Grammar.count.optional.contains($0.key) })
        else { return .total(try reading.count()) }
        let reader = try reading.object(Grammar.requests)
        var endpoints: [EndpointLabel: CountRange] = [:]
        for endpoint in EndpointLabel.allCases { endpoints[endpoint] = count(endpoint.rawValue, reader) }
        return .endpoints(endpoints, at: reading.position)
    }

    private func artwork(_ reading: Reading) throws(InputError) -> ArtworkExpectation {
        let reader = try reading.object(Grammar.artworkExpectation)
        return ArtworkExpectation(
            fetched: items("fetched", reader), written: count("written", reader), removed: count("removed", reader),
            failed: count("failed", reader), position: reading.position)
    }

    private func screen(_ reading: Reading) throws(InputError) -> ScreenExpectation {
        let reader = try reading.object(Grammar.screen)
        var screen = ScreenExpectation(position: reading.position)
        screen.banner = reader.optional("banner") { reading throws(InputError) in
            guard !reading.isNull else { return Located(.none, at: reading.position) }
            let outcome = try reading.choice(OutcomeName.self, of: "outcome")
            guard outcome != .success else {
                throw reading.unusable("\"success\"", expected: "null, since success shows no banner")
            }
            return Located(.outcome(outcome), at: reading.position)
        }
        screen.redrawn = items("redrawn", reader)
        screen.albums = count("albums", reader)
        screen.shows = reader.optional("shows") { reading throws(InputError) in try reading.locatedTexts() } ?? []
        screen.hides = reader.optional("hides") { reading throws(InputError) in try reading.locatedTexts() } ?? []
        screen.order =
            reader.optional("order") { reading throws(InputError) in
                let items = try reading.references()
                guard items.count > 1 else {
                    throw reading.unusable("an order of \(items.count) items", expected: "at least two ids")
                }
                return items
            } ?? []
        screen.pictures = count("pictures", reader)
        screen.lastRefreshed = reader.optional("lastRefreshed") { reading throws(InputError) in
            Located(try reading.choice(of: "time of the last refresh"), at: reading.position)
        }
        return screen
    }

    private func search(_ reading: Reading) throws(InputError) -> SearchExpectation {
        let reader = try reading.object(Grammar.search)
        return SearchExpectation(
            artists: items("artists", reader), albums: items("albums", reader), tracks: items("tracks", reader),
            position: reading.position)
    }

    private func items(_ key: String, _ reader: ObjectReader) -> Items? {
        reader.optional(key) { reading throws(InputError) in try reading.items() }
    }

    private func count(_ key: String, _ reader: ObjectReader) -> CountRange? {
        reader.optional(key) { reading throws(InputError) in try reading.count() }
    }
}

extension Reading {
    /// A number, or an object with the bounds of one.
    func count() throws(InputError) -> CountRange {
        if case .number = node.value { return CountRange(exactly: try integer(), at: position) }
        guard case .object(let members) = node.value else {
            throw wrong(expected: "a whole number, or { \"atMost\": n } or { \"atLeast\": n }")
        }
        let reader = try object(Grammar.count)
        guard members.contains(where: { Grammar.count.optional.contains($0.key) }) else {
            throw unusable("an object without bounds", expected: "\"atMost\", \"atLeast\" or both")
        }
        let least = reader.optional("atLeast") { reading throws(InputError) in try reading.integer() } ?? 0
        let most = reader.optional("atMost") { reading throws(InputError) in try reading.integer() }
        if let most, most < least {
            throw unusable("from \(least) to \(most)", expected: "\"atMost\" not below \"atLeast\"")
        }
        return CountRange(atLeast: least, atMost: most, at: position)
    }

    /// An array of ids, or how many items there are.
    func items() throws(InputError) -> Items {
        switch node.value {
        case .array: return .ids(try references(), at: position)
        case .number, .object: return .count(try count())
        default: throw wrong(expected: "an array of ids, or how many")
        }
    }
}
