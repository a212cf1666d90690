/// Reads the objects of the library grammar, in library files and in the `add` of a scenario.
struct LibraryReader {
    let problems: Problems

    func library(_ node: JSONNode) throws(InputError) -> LibraryDescription {
        let reader = try ObjectReader(node, Grammar.library, subject: "the library", problems)
        let server = reader.optional("server") { reading throws(InputError) in try self.server(reading) }
        let section = reader.optional("section") { reading throws(InputError) in try self.section(reading) }
        var library = LibraryDescription(
            server: server ?? ServerDescription(), section: section ?? SectionDescription(key: "", title: ""),
            artists: reader.optional("artists") { reading throws(InputError) in
                try items(reading, .artist, parent: nil)
            } ?? [],
            collections: reader.optional("collections") { reading throws(InputError) in
                try items(reading, .collection, parent: nil)
            } ?? [],
            playlists: reader.optional("playlists") { reading throws(InputError) in
                try items(reading, .playlist, parent: nil)
            } ?? [])
        // An item that could not be read would make every reference to it look wrong.
        if problems.errors.isEmpty { LibraryCheck(problems: problems).check(&library) }
        return library
    }

    /// An item of this kind; a track may be its title alone where its place in its album is known.
    func item(
        _ reading: Reading, _ kind: LibraryKind, parent: String? = nil, place: Int? = nil
    ) throws(InputError) -> ItemDescription {
        let defaultID = parent.flatMap { parent in place.map { "\(parent)/\($0)" } }
        if kind == .track, case .string = reading.node.value, let defaultID {
            return ItemDescription(
                kind: .track, id: defaultID, position: reading.position, title: try reading.text("a title"),
                fields: [:],
                children: [], members: [])
        }
        let reader = try ObjectReader(reading.node, Grammar.item(kind), problems)
        let given = reader.optional("id") { reading throws(InputError) in try reading.text() }
        let id = given ?? (kind == .track && !reader.has("id") ? defaultID : nil)
        guard id != nil || reader.has("id") else {
            throw InputError(
                at: reader.position, "this \(kind) lacks \"id\"", expected: "the key \"id\"")
        }
        let title = try reader.required("title") { reading throws(InputError) in try reading.text("a title") }
        var item = ItemDescription(
            kind: kind, id: id ?? "", position: reader.position, title: title, fields: fields(reader, kind),
            children: [],
            members: [])
        item.artwork =
            reader.optional("artwork") { reading throws(InputError) in
                reading.isNull ? nil : try artwork(reading)
            } ?? nil
        readChildren(reader, into: &item)
        return item
    }

    private func fields(_ reader: ObjectReader, _ kind: LibraryKind) -> [String: FieldDescription] {
        var fields: [String: FieldDescription] = [:]
        for (name, type) in FieldTable.fields(of: kind) where name != "title" && type != .references {
            let field = reader.optional(name) { reading throws(InputError) in try reading.field(name, type) }
            fields[name] = field
        }
        return fields
    }

    private func readChildren(_ reader: ObjectReader, into item: inout ItemDescription) {
        let id = item.id
        switch item.kind {
        case .artist:
            item.children =
                reader.optional("albums") { reading throws(InputError) in try items(reading, .album, parent: id) } ?? []
        case .album:
            item.children =
                reader.optional("tracks") { reading throws(InputError) in try items(reading, .track, parent: id) } ?? []
        case .collection:
            item.members = reader.optional("members") { reading throws(InputError) in try reading.references() } ?? []
        case .playlist:
            item.members = reader.optional("tracks") { reading throws(InputError) in try reading.references() } ?? []
        case .track: break
        }
    }

    private func items(
        _ reading: Reading, _ kind: LibraryKind, parent: String?
    ) throws(InputError) -> [ItemDescription] {
        var place = 0
        return try reading.elements("an array of \(kind.plural)") { element throws(InputError) in
            place += 1
            return try item(element, kind, parent: parent, place: place)
        }
    }

    private func artwork(_ reading: Reading) throws(InputError) -> ArtworkDescription {
        let reader = try reading.object(Grammar.artwork)
        let colour = reader.optional("colour") { reading throws(InputError) in
            Located(try reading.text("a colour's name"), at: reading.position)
        }
        return ArtworkDescription(
            colour: colour, label: reader.optional("label") { reading throws(InputError) in try reading.anyText() })
    }

    func server(_ reading: Reading) throws(InputError) -> ServerDescription {
        let reader = try reading.object(Grammar.server)
        return ServerDescription(
            name: reader.optional("name") { reading throws(InputError) in try reading.text() },
            machineIdentifier: reader.optional("machineIdentifier") { reading throws(InputError) in try reading.text() }
        )
    }

    private func section(_ reading: Reading) throws(InputError) -> SectionDescription {
        let reader = try reading.object(Grammar.section)
        return SectionDescription(
            key: try reader.required("key") { reading throws(InputError) in try reading.sectionKey() },
            title: try reader.required("title") { reading throws(InputError) in try reading.text() })
    }
}

extension Reading {
    /// The key of a section: digits in a string, as Plex has them.
    func sectionKey() throws(InputError) -> String {
        let expected = "a section's number in a string, such as \"4\""
        let key = try text(expected)
        guard key.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw unusable(quoted(key), expected: expected)
        }
        return key
    }
}
