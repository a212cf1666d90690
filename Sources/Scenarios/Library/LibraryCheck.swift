/// What must hold between the items of a library file.
struct LibraryCheck {
    let problems: Problems

    /// Notes duplicate ids and rating keys and references that lead nowhere; puts ids where titles were used.
    func check(_ library: inout LibraryDescription) {
        checkDuplicates(library.items)
        let index = ItemIndex(library)
        for place in library.collections.indices { resolveCollection(&library.collections[place], index) }
        for place in library.playlists.indices { resolvePlaylist(&library.playlists[place], index) }
    }

    private func checkDuplicates(_ items: [ItemDescription]) {
        var places: [String: SourcePosition] = [:]
        var keys: [Int: SourcePosition] = [:]
        for item in items {
            if let first = places[item.id] {
                problems.note(
                    InputError(
                        at: item.position, "the id \(quoted(item.id)) is taken twice, first at \(first)",
                        expected: "each id once in a library"))
            } else {
                places[item.id] = item.position
            }
            guard let field = item.fields["ratingKey"], case .integer(let key) = field.value else { continue }
            if let first = keys.updateValue(field.position, forKey: key) {
                problems.note(
                    InputError(
                        at: field.position, "the ratingKey \(key) is taken twice, first at \(first)",
                        expected: "each ratingKey once on a server"))
            }
        }
    }

    private func resolveCollection(_ collection: inout ItemDescription, _ index: ItemIndex) {
        var wanted: LibraryKind?
        if case .text(let subtype) = collection.fields["subtype"]?.value { wanted = LibraryKind(rawValue: subtype) }
        for place in collection.members.indices {
            guard let kind = resolve(&collection.members[place], index) else { continue }
            let isCollectable = kind == .artist || kind == .album || kind == .track
            if isCollectable, kind == wanted ?? kind {
                wanted = kind
            } else {
                noteKind(collection.members[place], kind, expected: wanted.map(\.plural) ?? "artists, albums or tracks")
            }
        }
    }

    private func resolvePlaylist(_ playlist: inout ItemDescription, _ index: ItemIndex) {
        for place in playlist.members.indices {
            guard let kind = resolve(&playlist.members[place], index), kind != .track else { continue }
            noteKind(playlist.members[place], kind, expected: "tracks")
        }
    }

    private func noteKind(_ reference: ItemReference, _ kind: LibraryKind, expected: String) {
        problems.note(
            InputError(
                at: reference.position, "\(quoted(reference.text)) is \(kind.single)",
                expected: "only \(expected) here"))
    }

    private func resolve(_ reference: inout ItemReference, _ index: ItemIndex) -> LibraryKind? {
        switch index.find(reference.text) {
        case .found(let id, let kind):
            reference.text = id
            return kind
        case .unknown(let nearest):
            problems.note(
                InputError(
                    at: reference.position, "the library has no item \(quoted(reference.text))",
                    expected: "the id of an item", suggestion: nearest))
        case .ambiguous(let ids):
            problems.note(
                InputError(
                    at: reference.position, "\(quoted(reference.text)) is the title of \(ids.count) items",
                    expected: "one of their ids: " + ids.joined(separator: ", ")))
        }
        return nil
    }
}
