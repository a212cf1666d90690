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
        case .artwork(let item, .renewed(let colour, let label)):
            let picture = Artwork(colour: colour?.value ?? Self.otherColour(item.text, catalog), label: label)
            return [.artwork(id: item.text, picture)]
        case .fault, .faultsOff, .validators:
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
    private var references: [ItemReference] {
        switch self {
        case .edit(let edit): [edit.item] + edit.references
        case .add(let addition): (addition.parent.map { [$0] } ?? []) + addition.item.family.flatMap(\.members)
        case .delete(let item), .artwork(let item, _): [item]
        case .fault, .faultsOff, .validators: []
        }
    }
}

extension FaultRule {
    init(_ description: FaultDescription) {
        self.init(
            Fault(description.fault), match: RequestMatch(description.match),
            firstOccurrence: description.firstRequest, times: Times(description.times),
            id: "\(description.position)")
    }
}

extension FaultRule.Times {
    init(_ times: FaultTimes) {
        self =
            switch times {
            case .once: .once
            case .always: .always
            case .count(let count): .count(count)
            }
    }
}

extension Fault {
    init(_ behaviour: Scenarios.FaultBehaviour) {
        self =
            switch behaviour {
            case .refuse: .refuse
            case .reset(let count): .reset(afterBytes: count)
            case .stall(let count): .stall(afterBytes: count)
            case .delay(let duration): .delay(duration)
            case .truncate(.percent(let percent), let length): .truncate(at: .percent(percent), contentLength: length)
            case .truncate(.bytes(let count), let length): .truncate(at: .bytes(count), contentLength: length)
            case .status(let code, let seconds): .status(code, retryAfter: seconds)
            case .emptySuccess: .emptySuccess
            case .staleValidator: .staleValidator
            }
    }
}

extension RequestMatch {
    init(_ match: RequestMatchDescription) {
        self.init(
            endpoint: match.endpoints.map(Self.names), except: match.except.map(Self.names), method: match.method,
            path: match.path, query: match.query, page: match.page)
    }

    private static func names(_ labels: Set<EndpointLabel>) -> Set<EndpointName> {
        Set(labels.compactMap { EndpointName(rawValue: $0.rawValue) })
    }
}
