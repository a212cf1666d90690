import FakePlex
import Scenarios

extension Catalog {
    /// The catalog that a library file describes.
    ///
    /// - Throws: What the catalog does not take, at the item's place in the file.
    init(_ library: LibraryDescription) throws(InputErrors) {
        var server = ServerIdentity()
        if let name = library.server.name { server.friendlyName = name }
        if let identifier = library.server.machineIdentifier { server.machineIdentifier = identifier }
        self.init(
            server: server, sections: [CatalogSection(key: library.section.key, title: library.section.title)])
        for artist in library.artists {
            try add(artist, to: nil)
            for album in artist.children {
                try add(album, to: artist.id)
                for track in album.childrenWithPlaces { try add(track, to: album.id) }
            }
        }
        for item in library.collections + library.playlists { try add(item, to: nil) }
    }

    private mutating func add(_ item: ItemDescription, to parent: String?) throws(InputErrors) {
        do throws(CatalogError) {
            let kind = CatalogKind(item.kind)
            try add(kind, id: item.id, to: parent, fields: item.values, artwork: item.artwork.map(Artwork.init))
        } catch {
            throw InputErrors(error.located(at: item.position))
        }
    }
}

extension CatalogKind {
    init(_ kind: LibraryKind) {
        self =
            switch kind {
            case .artist: .artist
            case .album: .album
            case .track: .track
            case .collection: .collection
            case .playlist: .playlist
            }
    }
}

extension LibraryKind {
    init(_ kind: CatalogKind) {
        self =
            switch kind {
            case .artist: .artist
            case .album: .album
            case .track: .track
            case .collection: .collection
            case .playlist: .playlist
            }
    }
}

extension ItemDescription {
    /// An album's tracks; where the file says nothing, a track's index is its place on its disc in the file.
    fileprivate var childrenWithPlaces: [ItemDescription] {
        var places: [FieldContent: Int] = [:]
        return children.map { track in
            let place = places[track.fields["disc"]?.value ?? .none, default: 0] + 1
            places[track.fields["disc"]?.value ?? .none] = place
            guard track.fields["index"] == nil else { return track }
            var track = track
            track.fields["index"] = FieldDescription(.integer(place), at: track.position)
            return track
        }
    }

    /// The item's fields as the catalog takes them, title and members included.
    var values: [String: FieldValue] {
        var values = fields.mapValues { FieldValue($0.value) }
        values["title"] = .text(title)
        switch kind {
        case .collection: values["members"] = .list(members.map(\.text))
        case .playlist: values["tracks"] = .list(members.map(\.text))
        case .artist, .album, .track: break
        }
        return values
    }
}

extension FieldValue {
    init(_ content: FieldContent) {
        self =
            switch content {
            case .text(let text): .text(text)
            case .integer(let number): .integer(number)
            case .number(let number): .number(number)
            case .flag(let flag): .flag(flag)
            case .list(let texts): .list(texts)
            case .none: .none
            }
    }
}

extension Artwork {
    init(_ artwork: ArtworkDescription) { self.init(colour: artwork.colour?.value, label: artwork.label) }
}

extension CatalogError {
    /// The error at a place in a file, with what was expected and the nearest name.
    func located(at position: SourcePosition) -> InputError {
        switch self {
        case .unknownItem(let name, let nearest):
            InputError(
                at: position, "no item has the id or title \"\(name)\"", expected: "an item of the library",
                suggestion: nearest.first)
        case .ambiguousTitle(let title, let candidates):
            InputError(
                at: position, "several items have the title \"\(title)\"",
                expected: "an id: \(candidates.map { "\"\($0)\"" }.joined(separator: " or "))")
        case .wrongKind(let name, let kind, let expected):
            InputError(
                at: position, "\"\(name)\" is \(kind.withArticle)",
                expected: "one of kind \(expected.map(\.rawValue).joined(separator: " or "))")
        case .unknownField(let name, let kind, let nearest):
            InputError(
                at: position, "\(kind.withArticle) has no field \"\(name)\"",
                expected: "one of \(Catalog.fields(of: kind).joined(separator: ", "))", suggestion: nearest)
        case .wrongType(let field, let expected):
            InputError(at: position, "the value of \"\(field)\" is of the wrong type", expected: expected)
        case .fixedField(let field):
            InputError(at: position, "\"\(field)\" is given at birth", expected: "a field that an edit can set")
        case .duplicateID(let id):
            InputError(at: position, "an item with the id \"\(id)\" exists already", expected: "an id of its own")
        case .unusableRatingKey(let key):
            InputError(
                at: position, "the rating key \(key) is taken or out of range", expected: "a free one from 1 to 2^53")
        case .missingParent(let id, let kind):
            InputError(at: position, "the \(kind.rawValue) \"\(id)\" has no parent", expected: "\"to\" with one")
        case .noPicture(let id):
            InputError(at: position, "the track \"\(id)\" has no picture of its own", expected: "its album")
        case .unknownSection(let key):
            InputError(at: position, "the library has no section \"\(key)\"", expected: "its section's key")
        case .unknownColour(let name, let nearest):
            InputError(
                at: position, "there is no colour \"\(name)\"", expected: "a colour's name, or \"#rrggbb\"",
                suggestion: nearest)
        }
    }
}

extension CatalogKind {
    fileprivate var withArticle: String { (["artist", "album"].contains(rawValue) ? "an " : "a ") + rawValue }
}
