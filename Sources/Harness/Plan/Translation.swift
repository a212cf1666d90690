import FakePlex
import Scenarios

extension ServerActionKind {
    /// The edits that the action makes to a catalog; none where it is about faults or validators.
    func edits(_ catalog: Catalog) -> [CatalogEdit] {
        switch self {
        case .edit(let edit):
            return [.edit(id: edit.item.text, set: edit.fields.mapValues { FieldValue($0.value) })]
        case .add(let addition):
            return Self.additions(of: addition.item, to: addition.parent?.text)
        case .delete(let item):
            return [.delete(id: item.text)]
        case .artwork(let item, .removed):
            return [.artwork(id: item.text, nil)]
        case .artwork(let item, .renewed(let picture)):
            let artwork = Artwork(
                colour: picture.colour?.value ?? Self.otherColour(item.text, catalog), label: picture.label,
                isElsewhere: picture.isElsewhere)
            return [.artwork(id: item.text, artwork, keepsStamp: picture.keepsStamp)]
        case .rekey(let items):
            return [.rekey(ids: items.map { $0.map(\.text) })]
        case .section(.removed):
            return [.removeSection]
        case .section(.edited(let title, let key, let uuid, let counter)):
            let counter = counter.flatMap { SectionCounter(rawValue: $0.rawValue) }
            return [.section(title: title, key: key, uuid: uuid, counter: counter)]
        case .identity(let server):
            return [.identity(machineIdentifier: server.machineIdentifier, friendlyName: server.name)]
        case .token, .fault, .faultsOff, .validators:
            return []
        }
    }

    private static func additions(of item: ItemDescription, to parent: String?) -> [CatalogEdit] {
        let own = CatalogEdit.add(
            CatalogKind(item.kind), id: item.id, parent: parent, fields: item.values,
            artwork: item.artwork.map(Artwork.init))
        return [own] + item.children.flatMap { additions(of: $0, to: item.id) }
    }

    /// A colour that the item's picture does not have now.
    private static func otherColour(_ reference: String, _ catalog: Catalog) -> String {
        // An item that nobody knows has no colour, and is an error with its place when the edit is applied.
        let key = try? catalog.resolve(reference)
        let current: Artwork? =
            switch key.flatMap({ catalog.item($0) }) {
            case let artist as CatalogArtist: artist.artwork
            case let album as CatalogAlbum: album.artwork
            case let collection as CatalogCollection: collection.artwork
            case let playlist as CatalogPlaylist: playlist.artwork
            default: nil
            }
        return current?.colour == "#0b7285" ? "#c2255c" : "#0b7285"
    }

    /// Where the item of an error stands in the file.
    func position(of error: CatalogError, else fallback: SourcePosition) -> SourcePosition {
        let name: String? =
            switch error {
            case .unknownItem(let name, _), .ambiguousTitle(let name, _), .wrongKind(let name, _, _): name
            default: nil
            }
        return references.first { $0.text == name }?.position ?? fallback
    }

    /// The items that the action names.
    var references: [ItemReference] {
        switch self {
        case .edit(let edit): [edit.item] + edit.references
        case .add(let addition): (addition.parent.map { [$0] } ?? []) + addition.item.family.flatMap(\.members)
        case .delete(let item), .artwork(let item, _): [item]
        case .rekey(let items): items ?? []
        case .fault(let fault): fault.fault.references
        case .section, .identity, .token, .faultsOff, .validators: []
        }
    }

    /// Whether it needs the world's second origin.
    var needsSecondOrigin: Bool {
        switch self {
        case .artwork(_, .renewed(let picture)): picture.isElsewhere
        case .fault(let fault):
            if case .redirect(.secondOrigin, _) = fault.fault { true } else { false }
        default: false
        }
    }
}
