/// One course of events and what must hold in it: a scenario file, or one case of its `forEach`.
package struct Scenario: Sendable, Equatable {
    /// The file's name for it, with the values of the case: `Name [fault=refuse, request=3]`.
    package var name: String
    /// The promises or checklist items that it stands for.
    package var covers: [String]
    /// The library that the server holds at the start.
    package var library: LibrarySource
    /// The key of the section that the client is told to sync; nothing: it finds the only one itself.
    package var section: Located<String>?
    /// How the client is set up.
    package var client = ClientDescription()
    /// How long it may take by the wall clock; nothing: the harness decides.
    package var timeLimit: Duration?
    /// How the client's library may differ from the server's in the end.
    package var differences: [Difference]
    /// What happens, in order.
    package var steps: [Step]
    /// The case's variables, in the order of `forEach`, as they stand in the name; empty without `forEach`.
    package var bindings: [Binding]
    /// The file's tree with the case's values put in and without `forEach`: a scenario file of its own.
    package var source: JSONNode

    /// The scenario as a file of its own, so that one case can be kept or sent.
    package var json: String { source.prettyJSON() }
}

/// What a client is told besides its server.
package struct ClientDescription: Sendable, Equatable {
    /// Bytes of pictures that it may keep on disk; nothing: as much as it wants.
    package var artworkBudget: Int?
    /// Rows that it asks for at once; nothing: as many as it usually does.
    package var pageSize: Int?

    /// A client of which nothing is said.
    package init() {}
}

/// A variable of `forEach` and the value it has in one case.
package struct Binding: Sendable, Equatable {
    /// The variable.
    package var name: String
    /// Its value.
    package var value: JSONNode

    /// As case names show it.
    package var description: String {
        switch value.value {
        case .string(let text): "\(name)=\(text)"
        case .object(let members):
            members.filter { $0.key != "note" }
                .map { Binding(name: $0.key, value: $0.value).description }.joined(separator: ", ")
        default: "\(name)=\(value.compactJSON)"
        }
    }
}

/// Where a scenario's library comes from.
package enum LibrarySource: Sendable, Equatable {
    /// A library by name, which the harness looks up.
    case fixture(Located<String>)
    /// A library file by its path relative to the scenario.
    case file(Located<String>)
    /// A library made by rule from a number.
    case generate(seed: UInt64, albums: Int)
}

/// A difference between the client's library and the server's that is meant.
package struct Difference: Sendable, Equatable {
    /// The item that differs.
    package var item: ItemReference
    /// Why it may.
    package var because: String
}

/// One thing that happens, and what must hold afterwards.
package struct Step: Sendable, Equatable {
    /// What happens.
    package var action: StepAction
    /// What must hold; nothing where the step says nothing of it.
    package var expectation: Expectation?
    /// When the step is over.
    package var until: StepEnd
    /// Where the step begins.
    package var position: SourcePosition
}

/// What happens in a step.
package enum StepAction: Sendable, Equatable {
    /// The app starts with what its folder holds.
    case launch
    /// The app ends and starts again.
    case relaunch
    case refresh(RefreshDescription)
    /// An album's detail is opened.
    case open(ItemReference)
    case view(ViewDescription)
    case search(Located<String>)
    /// Things happen at the server, in this order.
    case server([ServerAction])
    /// The clock moves forward.
    case clock(Duration)

    /// The action's key in a file.
    package var key: StepKey {
        switch self {
        case .launch: .launch
        case .relaunch: .relaunch
        case .refresh: .refresh
        case .open: .open
        case .view: .view
        case .search: .search
        case .server: .server
        case .clock: .clock
        }
    }
}

/// A refresh that is asked for.
package struct RefreshDescription: Sendable, Equatable {
    /// Why.
    package var reason: RefreshReason
    /// How many are asked for at the same time.
    package var atOnce: Int
    /// What it does beyond the usual.
    package var mode: RefreshMode

    /// A refresh, or several of the same kind.
    package init(reason: RefreshReason, atOnce: Int = 1, mode: RefreshMode = .usual) {
        self.reason = reason
        self.atOnce = atOnce
        self.mode = mode
    }
}

/// What is brought to the screen.
package enum ViewDescription: Sendable, Equatable {
    /// A page of the albums, from 0.
    case page(Int)
    case collection(ItemReference)
    case playlist(ItemReference)
    case artist(ItemReference)
}
