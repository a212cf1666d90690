/// What is wrong with one element of a list.
public struct Damage: Sendable, Equatable {
    /// The item, by its id, or by its title where that is unique.
    public var item: String
    /// The first element of this name inside the item's, such as `Part`; nothing: the item's own.
    public var child: String?
    /// The attribute that is damaged; nothing: the whole `child` is missing.
    public var attribute: String?
    /// What the attribute says instead, written as it is, characters that XML forbids too; nothing: it is missing.
    public var value: String?
    /// Whether the attribute stands a second time, saying this, beside the honest one, which no XML allows.
    public var isTwice: Bool

    /// Damage to an attribute of an item or of an element inside it, or the loss of such elements.
    public init(
        item: String, child: String? = nil, attribute: String? = nil, value: String? = nil, isTwice: Bool = false
    ) {
        self.item = item
        self.child = child
        self.attribute = attribute
        self.value = value
        self.isTwice = isTwice
    }

    func strike(_ tag: inout ElementTag) {
        guard let attribute else { return }
        if isTwice { tag.double(attribute, value ?? "") } else { tag.set(attribute, value) }
    }
}

/// One element of a list that is not as it should be, among others that are (wire contract, 4).
struct DamageFault: FaultBehaviour {
    var damage: Damage

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        guard let key = struck.catalog.key(ofItem: damage.item) else { return struck.honest }
        return struck.edited { document, _ in
            guard let row = document.row(of: key) else { return }
            switch (damage.child, damage.attribute) {
            case (let child?, nil): document.remove(children: child, of: row)
            case (let child?, _?): document.edit(row, child: child) { damage.strike(&$0) }
            case (nil, _?): document.edit(row) { damage.strike(&$0) }
            case (nil, nil): break
            }
        }
    }
}
