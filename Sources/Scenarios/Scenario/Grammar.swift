/// Every sort of object that the two file formats know, with its members: one list for the reader and the schemas.
package enum Grammar {
    // MARK: Library files

    static let library = Shape(
        "library", required: ["section", "artists"], optional: ["$schema", "server", "collections", "playlists"])
    static let server = Shape("server", optional: ["name", "machineIdentifier"])
    static let section = Shape("section", required: ["key", "title"])
    static let artwork = Shape("artwork", optional: ["colour", "label"])

    private static let items = Dictionary(uniqueKeysWithValues: LibraryKind.allCases.map { ($0, makeItem($0)) })

    /// An item of this kind, with its fields.
    static func item(_ kind: LibraryKind) -> Shape { items[kind] ?? makeItem(kind) }

    private static func makeItem(_ kind: LibraryKind) -> Shape {
        let fields = FieldTable.fields(of: kind).map(\.name).filter { $0 != "title" }
        switch kind {
        case .artist: return Shape("artist", required: ["id", "title"], optional: fields + ["artwork", "albums"])
        case .album: return Shape("album", required: ["id", "title"], optional: fields + ["artwork", "tracks"])
        case .track: return Shape("track", required: ["title"], optional: ["id"] + fields)
        case .collection: return Shape("collection", required: ["id", "title"], optional: fields + ["artwork"])
        case .playlist: return Shape("playlist", required: ["id", "title"], optional: fields + ["artwork"])
        }
    }

    /// The shapes of a library file.
    package static let libraryShapes = [library, server, section, artwork] + LibraryKind.allCases.map { item($0) }

    // MARK: Scenario files

    static let scenario = Shape(
        "scenario", required: ["name", "library", "steps"],
        optional: ["$schema", "covers", "section", "client", "timeLimit", "forEach", "differences"])
    static let client = Shape("client", optional: ["artworkBudget", "pageSize"])
    static let librarySource = Shape(
        "librarySource", noun: "library source", optional: LibrarySourceKey.allCases.map(\.rawValue))
    static let generate = Shape("generate", noun: "generated library", required: ["seed", "albums"])
    static let difference = Shape("difference", required: ["item", "because"])
    static let step = Shape("step", optional: StepKey.allCases.map(\.rawValue) + ["expect", "until"])
    static let empty = Shape("empty", noun: "action without parameters")
    static let refresh = Shape("refresh", required: ["reason"], optional: ["atOnce", "mode"])
    static let view = Shape("view", optional: ViewKey.allCases.map(\.rawValue))
    static let clock = Shape("clock", noun: "clock step", required: ["forward"])

    // MARK: Server actions

    static let edit = Shape("edit", required: ["edit", "set"])
    static let set = Shape("set", noun: "set of fields", optional: FieldTable.all.map(\.name))
    static let add = Shape("add", noun: "addition", required: ["add", "item"], optional: ["to"])
    static let delete = Shape("delete", noun: "deletion", required: ["delete"])
    static let newArtwork = Shape(
        "newArtwork", noun: "change of artwork", required: ["artwork"], optional: ["colour", "label", "stamp", "on"])
    static let rekey = Shape("rekey", noun: "change of keys", required: ["rekey"])
    static let newSection = Shape("newSection", noun: "change of the section", required: ["section"])
    static let sectionFields = Shape(
        "sectionFields", noun: "set of the section's fields", optional: ["title", "key", "uuid", "counter"])
    static let newIdentity = Shape("newIdentity", noun: "change of the identity", required: ["identity"])
    static let token = Shape("token", noun: "change of the token", required: ["token"])
    static let faultsOff = Shape("faultsOff", noun: "faults switch", required: ["faults"])
    static let validators = Shape("validators", noun: "validators switch", required: ["validators"])
    static let match = Shape("match", optional: ["endpoint", "except", "method", "path", "query", "page"])

    /// A fault rule of this fault, with its parameters.
    static func fault(_ name: FaultName) -> Shape {
        Shape(
            "\(name.rawValue)Fault", noun: "\(name.rawValue) fault", required: ["fault"] + name.parameters.required,
            optional: name.parameters.optional + ["match", "request", "times"])
    }

    // MARK: Expectations

    static let expectation = Shape(
        "expectation",
        optional: ["outcome"] + LibraryKind.allCases.map(\.plural) + [
            "reported", "rowsWritten", "rowsDifferent", "requests", "bytes", "artwork", "files", "screen", "search",
        ])
    static let changes = Shape("changes", noun: "expectation of changes", optional: ["new", "changed", "deleted"])
    static let count = Shape("count", optional: ["atMost", "atLeast"])
    static let rows = Shape("rows", noun: "expectation of rows", optional: TableLabel.allCases.map(\.rawValue))
    /// What lists hold, and tags, are part of the items there.
    static let differentRows = Shape(
        "differentRows", noun: "expectation of rows", optional: LibraryKind.allCases.map(\.plural))
    static let requests = Shape(
        "requests", noun: "expectation of requests", optional: EndpointLabel.allCases.map(\.rawValue))
    static let artworkExpectation = Shape(
        "artworkExpectation", noun: "expectation of artwork", optional: ["fetched", "written", "removed", "failed"])
    static let screen = Shape(
        "screen", noun: "expectation of the screen",
        optional: ["banner", "redrawn", "albums", "shows", "hides", "order", "pictures", "lastRefreshed"])
    static let search = Shape("search", noun: "expectation of a search", optional: ["artists", "albums", "tracks"])

    /// The shapes of a scenario file, but for the items that it adds.
    package static let scenarioShapes =
        [
            scenario, client, librarySource, generate, difference, step, empty, refresh, view, clock, edit, set, add,
            delete,
            newArtwork, rekey, newSection, sectionFields, newIdentity, token, faultsOff, validators, match, expectation,
            changes, count, rows, differentRows, requests, artworkExpectation,
            screen, search,
        ] + FaultName.allCases.map { fault($0) }
}

/// The actions of a step: each step has exactly one of these keys.
package enum StepKey: String, CaseIterable { case launch, relaunch, refresh, open, view, search, server, clock }

/// The ways to name a library: exactly one.
package enum LibrarySourceKey: String, CaseIterable { case fixture, file, generate }

/// The things that can be viewed: exactly one.
package enum ViewKey: String, CaseIterable { case page, collection, playlist, artist }

/// The actions of a server: each has exactly one of these keys.
package enum ServerActionKey: String, CaseIterable {
    case edit, add, delete, artwork, rekey, section, identity, token, fault, faults, validators
}
