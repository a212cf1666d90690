/// Reads what happens at the server: the elements of a scenario's `server` step.
struct ServerActionReader {
    let problems: Problems

    func action(_ reading: Reading) throws(InputError) -> ServerAction {
        guard case .object(let members) = reading.node.value else {
            throw reading.wrong(expected: "an object (server action)")
        }
        guard let key = members.lazy.compactMap({ ServerActionKey(rawValue: $0.key) }).first else {
            let known = ServerActionKey.allCases.map(\.rawValue)
            guard let first = members.first(where: { $0.key != "note" }) else {
                throw InputError(
                    at: reading.position, "this server action does nothing",
                    expected: "one of " + known.joined(separator: ", "))
            }
            throw InputError(
                at: first.keyPosition, "unknown server action \(quoted(first.key))", known: known, given: first.key)
        }
        return ServerAction(kind: try kind(key, reading), position: reading.position)
    }

    private func kind(_ key: ServerActionKey, _ reading: Reading) throws(InputError) -> ServerActionKind {
        switch key {
        case .edit: return .edit(try edit(reading))
        case .add: return .add(try add(reading))
        case .delete:
            let reader = try reading.object(Grammar.delete)
            return .delete(try reader.required("delete") { reading throws(InputError) in try reading.reference() })
        case .artwork: return try artwork(reading)
        case .rekey, .section, .identity, .token: return try rebuilding(key, reading)
        case .fault: return .fault(try fault(reading))
        case .faults:
            let reader = try reading.object(Grammar.faultsOff)
            _ = try reader.required("faults") { reading throws(InputError) in
                try reading.name(of: "switch of faults", among: ["off"])
            }
            return .faultsOff
        case .validators:
            let reader = try reading.object(Grammar.validators)
            return .validators(try reader.required("validators") { reading throws(InputError) in try reading.flag() })
        }
    }

    private func edit(_ reading: Reading) throws(InputError) -> EditDescription {
        let reader = try reading.object(Grammar.edit)
        let item = try reader.required("edit") { reading throws(InputError) in try reading.reference() }
        var edit = EditDescription(item: item, fields: [:], references: [])
        try reader.required("set") { reading throws(InputError) in
            let fields = try reading.object(Grammar.set)
            for (name, type) in FieldTable.all {
                edit.fields[name] = fields.optional(name) { reading throws(InputError) in
                    guard name == "title" else { return try reading.field(name, type) }
                    return FieldDescription(.text(try reading.text("a title")), at: reading.position)
                }
                guard type == .references, fields.has(name) else { continue }
                edit.references +=
                    fields.optional(name) { reading throws(InputError) in
                        reading.isNull ? [] : try reading.references()
                    } ?? []
            }
        }
        return edit
    }

    private func add(_ reading: Reading) throws(InputError) -> AddDescription {
        let reader = try reading.object(Grammar.add)
        let kind: LibraryKind = try reader.required("add") { reading throws(InputError) in
            try reading.choice(of: "kind of item")
        }
        let parent = reader.optional("to") { reading throws(InputError) in try reading.reference() }
        let parentKind: LibraryKind? = kind == .album ? .artist : kind == .track ? .album : nil
        if let parentKind, !reader.has("to") {
            problems.note(
                InputError(
                    at: reader.position, "this addition does not say where the \(kind) goes",
                    expected: "\"to\" with the id of \(parentKind.single)"))
        } else if parentKind == nil, reader.has("to") {
            problems.note(
                InputError(
                    at: reader.keyPosition("to"), "\(kind.single) belongs to no other item",
                    expected: "\"to\" only with an album or a track"))
        }
        let item = try reader.required("item") { reading throws(InputError) in
            try LibraryReader(problems: problems).item(reading, kind)
        }
        return AddDescription(parent: parent, item: item)
    }

    private func artwork(_ reading: Reading) throws(InputError) -> ServerActionKind {
        let reader = try reading.object(Grammar.newArtwork)
        let item = try reader.required("artwork") { reading throws(InputError) in try reading.reference() }
        var picture = PictureDescription(colour: nil, label: nil, keepsStamp: false, isElsewhere: false)
        picture.label = reader.optional("label") { reading throws(InputError) in try reading.anyText() }
        picture.keepsStamp =
            reader.optional("stamp") { reading throws(InputError) in
                try reading.name(of: "stamp", among: ["kept"])
            } != nil
        picture.isElsewhere =
            reader.optional("on") { reading throws(InputError) in
                try reading.name(of: "origin", among: ["secondOrigin"])
            } != nil
        guard reader.has("colour") else { return .artwork(item, .renewed(picture)) }
        let change: ArtworkChange = try reader.required("colour") { reading throws(InputError) in
            if reading.isNull {
                for key in ["label", "stamp", "on"] where reader.has(key) {
                    throw reading.unusable("null beside a \"\(key)\"", expected: "no \(key) where the picture goes")
                }
                return .removed
            }
            picture.colour = Located(try reading.text("a colour's name, or null"), at: reading.position)
            return .renewed(picture)
        }
        return .artwork(item, change)
    }
}
