/// One thing that happens at the server, and where the file says so.
package struct ServerAction: Sendable, Equatable {
    /// What happens.
    package var kind: ServerActionKind
    /// Where the action begins.
    package var position: SourcePosition
}

/// What happens at the server.
package enum ServerActionKind: Sendable, Equatable {
    case edit(EditDescription)
    case add(AddDescription)
    /// The item goes, and its children with it.
    case delete(ItemReference)
    case artwork(ItemReference, ArtworkChange)
    /// Items get new rating keys; nothing: all of them.
    case rekey([ItemReference]?)
    /// What the server says of its section changes.
    case section(SectionChange)
    /// What the server says of itself changes.
    case identity(ServerDescription)
    case token(TokenChange)
    case fault(FaultDescription)
    /// All fault rules are disarmed.
    case faultsOff
    /// Answers carry validators from now on, or no longer.
    case validators(Bool)
}

/// Fields of an item that change.
package struct EditDescription: Sendable, Equatable {
    /// The item.
    package var item: ItemReference
    /// The fields that are set, each with the place of its value; ids in `members` and `tracks` are as written.
    package var fields: [String: FieldDescription]
    /// Where the ids in `members` and `tracks` stand.
    package var references: [ItemReference]
}

/// An item that is added.
package struct AddDescription: Sendable, Equatable {
    /// The artist of an added album or the album of an added track; nothing for other kinds.
    package var parent: ItemReference?
    /// The item with its children; its references are as written, since the file does not know the library.
    package var item: ItemDescription
}

/// How an item's artwork changes.
package enum ArtworkChange: Sendable, Equatable {
    /// Another picture; nothing: whichever, as long as it is another.
    case renewed(PictureDescription)
    /// None any more.
    case removed
}

/// A picture that takes another one's place.
package struct PictureDescription: Sendable, Equatable {
    /// Nothing: another one.
    package var colour: Located<String>?
    package var label: String?
    /// Whether it is put under the old path, and nothing else tells of it.
    package var keepsStamp: Bool
    /// Whether its address is an absolute one on the second origin.
    package var isElsewhere: Bool
}

/// What becomes of the section.
package enum SectionChange: Sendable, Equatable {
    /// What is left out stays.
    case edited(title: String?, key: String?, uuid: String?, counter: CounterLabel? = nil)
    /// It goes with everything in it.
    case removed
}

/// A fault rule as a scenario arms it.
package struct FaultDescription: Sendable, Equatable {
    /// The misbehaviour with its parameters.
    package var fault: FaultBehaviour
    /// The requests it can hit.
    package var match: RequestMatchDescription
    /// The first matching request that it hits, from 1.
    package var firstRequest: Int
    /// How often it hits.
    package var times: FaultTimes
    /// Whether `request` is the variable whose value is `each`: in a rehearsal this rule is left out, and what its
    /// match finds is counted.
    package var isSwept: Bool
    /// Where the fault's name stands.
    package var position: SourcePosition
}

/// A fault with its parameters.
package enum FaultBehaviour: Sendable, Equatable {
    case refuse
    /// The connection is reset, after this many bytes of the answer where that is said.
    case reset(afterBytes: Int?)
    /// Nothing more is sent, after this many bytes of the answer where that is said.
    case stall(afterBytes: Int?)
    case delay(Duration)
    /// The body ends early. `contentLength`: whether the head promises the whole length.
    case truncate(TruncationDescription, contentLength: Bool)
    /// Another status. `retryAfter`: seconds.
    case status(code: Int, retryAfter: Int?)
    case emptySuccess
    case staleValidator
    case html, json, emptyBody, otherRoot
    case malformed(MalformedLabel)
    case wrongTotal(TotalDescription, sizeBy: Int)
    /// `rest`: whether later pages bring what the first ones lack.
    case shortPage(items: Int, rest: Bool)
    case ignoredPaging
    case repeatedItem(ItemReference, RepeatedLabel, title: String?)
    case damage(DamageDescription)
    /// The names of the elements that rows lack.
    case missingTags([String])
    case redirect(RedirectLabel, code: Int)
    /// `retryAfter`: seconds.
    case maintenance(retryAfter: Int?)
    case dribble(bytes: Int, every: Duration)

    /// The items that it names.
    package var references: [ItemReference] {
        switch self {
        case .repeatedItem(let item, _, _): [item]
        case .damage(let damage): [damage.item]
        default: []
        }
    }

    /// Its name in a file.
    package var name: FaultName {
        switch self {
        case .refuse: .refuse
        case .reset: .reset
        case .stall: .stall
        case .delay: .delay
        case .truncate: .truncate
        case .status: .status
        case .emptySuccess: .emptySuccess
        case .staleValidator: .staleValidator
        case .html: .html
        case .json: .json
        case .emptyBody: .emptyBody
        case .otherRoot: .otherRoot
        case .malformed: .malformed
        case .wrongTotal: .wrongTotal
        case .shortPage: .shortPage
        case .ignoredPaging: .ignoredPaging
        case .repeatedItem: .repeatedItem
        case .damage: .damage
        case .missingTags: .missingTags
        case .redirect: .redirect
        case .maintenance: .maintenance
        case .dribble: .dribble
        }
    }
}

/// What a container says of the list's size.
package enum TotalDescription: Sendable, Equatable {
    case truth
    /// Off by so many.
    case by(Int)
    case missing
}

/// What is wrong with one element.
package struct DamageDescription: Sendable, Equatable {
    package var item: ItemReference
    /// An element inside the item's; nothing: the item's own.
    package var child: String?
    /// Nothing: the whole child is missing.
    package var attribute: String?
    /// Nothing: the attribute is missing.
    package var value: String?
    /// Whether the attribute stands twice, the second time with the value.
    package var isTwice = false
}

/// Where a truncated body ends.
package enum TruncationDescription: Sendable, Equatable {
    /// After this many hundredths of it.
    case percent(Double)
    /// After this many bytes of it.
    case bytes(Int)
}

/// How often a fault rule hits.
package enum FaultTimes: Sendable, Equatable {
    case once, always
    case count(Int)
}

/// The requests that a fault rule can hit; a criterion that is absent lets all pass.
package struct RequestMatchDescription: Sendable, Equatable {
    /// Only these endpoints.
    package var endpoints: Set<EndpointLabel>?
    /// All endpoints but these.
    package var except: Set<EndpointLabel>?
    /// Only this method, in capitals.
    package var method: String?
    /// Only paths of this pattern, in which `*` stands for anything.
    package var path: String?
    /// Only requests with these parameters in their query.
    package var query: [String: String]
    /// Only the page that begins at this item, from 0.
    package var page: Int?

    /// Everything.
    package init() { query = [:] }
}
