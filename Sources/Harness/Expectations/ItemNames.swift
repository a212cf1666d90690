import FakePlex
import Scenarios

/// What items are called in a scenario, whether they still exist or not.
struct ItemNames: Sendable {
    private let rehearsal: Rehearsal
    /// The step that references stand in; nothing for those of the whole scenario.
    private var step: Int?

    init(_ rehearsal: Rehearsal) { self.rehearsal = rehearsal }

    /// The same for references of one step.
    func at(step: Int) -> ItemNames {
        var names = self
        names.step = step
        return names
    }

    /// The author's id for an item.
    func name(_ key: Int) -> String {
        for catalog in rehearsal.catalogs.reversed() {
            if let id = catalog.id(of: key) { return id }
        }
        return "item \(key)"
    }

    /// The ids of several items, in order.
    func names(_ keys: some Sequence<Int>) -> String {
        let names = keys.map { name($0) }.sorted()
        guard names.count > 12 else { return names.isEmpty ? "none" : names.joined(separator: ", ") }
        return names.prefix(10).joined(separator: ", ") + " and \(names.count - 10) more"
    }

    /// The key that a reference stands for.
    func key(_ reference: ItemReference) -> Int? { try? rehearsal.key(of: reference, by: step) }

    /// The keys that references stand for among those found: an id that was given again, or whose item has another key
    /// now, stands for whichever of its items is there.
    func keys(_ references: [ItemReference], among found: Set<Int>) -> Set<Int> {
        Set(
            references.compactMap { reference in
                rehearsal.keys(ofID: reference, by: step).first(where: found.contains) ?? key(reference)
            })
    }

    /// The keys that references stand for; the plan made sure that they all do.
    func keys(_ references: [ItemReference]) -> Set<Int> {
        Set(references.compactMap { key($0) })
    }
}
