import FakePlex
import Scenarios

/// What items are called in a scenario, whether they still exist or not.
struct ItemNames: Sendable {
    private let rehearsal: Rehearsal

    init(_ rehearsal: Rehearsal) { self.rehearsal = rehearsal }

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
    func key(_ reference: ItemReference) -> Int? { try? rehearsal.key(of: reference) }

    /// The keys that references stand for; the plan made sure that they all do.
    func keys(_ references: [ItemReference]) -> Set<Int> {
        Set(references.compactMap { key($0) })
    }
}
