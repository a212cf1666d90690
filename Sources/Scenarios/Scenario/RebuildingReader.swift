extension ServerActionReader {
    /// The actions that make the server another one than the client knows.
    func rebuilding(_ key: ServerActionKey, _ reading: Reading) throws(InputError) -> ServerActionKind {
        switch key {
        case .rekey:
            let reader = try reading.object(Grammar.rekey)
            return .rekey(try reader.required("rekey") { reading throws(InputError) in try rekeyed(reading) })
        case .section:
            let reader = try reading.object(Grammar.newSection)
            return .section(try reader.required("section") { reading throws(InputError) in try section(reading) })
        case .identity:
            let reader = try reading.object(Grammar.newIdentity)
            return .identity(
                try reader.required("identity") { reading throws(InputError) in
                    try LibraryReader(problems: problems).server(reading)
                })
        default:
            let reader = try reading.object(Grammar.token)
            return .token(
                try reader.required("token") { reading throws(InputError) in
                    try reading.choice(of: "change of the token")
                })
        }
    }

    /// The items that get new keys; nothing for all.
    private func rekeyed(_ reading: Reading) throws(InputError) -> [ItemReference]? {
        switch reading.node.value {
        case .string("all"): return nil
        case .array(let nodes) where !nodes.isEmpty: return try reading.references()
        case .string(let text):
            throw reading.unusable(quoted(text), expected: "\"all\", or an array of ids")
        case .array: throw reading.unusable("empty", expected: "\"all\", or at least one id")
        default: throw reading.wrong(expected: "\"all\", or an array of ids")
        }
    }

    private func section(_ reading: Reading) throws(InputError) -> SectionChange {
        guard !reading.isNull else { return .removed }
        let reader = try reading.object(Grammar.sectionFields)
        guard Grammar.sectionFields.optional.contains(where: { reader.has($0) }) else {
            throw reading.unusable(
                "empty", expected: "\"title\", \"key\", \"uuid\" or \"counter\", or null in its place")
        }
        return .edited(
            title: reader.optional("title") { reading throws(InputError) in try reading.text() },
            key: reader.optional("key") { reading throws(InputError) in try reading.sectionKey() },
            uuid: reader.optional("uuid") { reading throws(InputError) in try reading.text() },
            counter: reader.optional("counter") { reading throws(InputError) in
                try reading.choice(of: "change of the counter")
            })
    }
}
