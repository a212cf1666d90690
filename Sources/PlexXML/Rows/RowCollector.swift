import LibraryModel

/// Collects rows of a type that the parser's events do not know.
class RowCollector {
    /// How many rows and damaged elements have begun.
    fileprivate(set) final var count = 0
    /// The key of the last one.
    fileprivate(set) final var key: RatingKey?
    fileprivate(set) final var damaged: [DamagedElement] = []
    fileprivate(set) final var flawed: [DamagedElement] = []
    fileprivate final var line = 0
    fileprivate final var isDamaged = false
    final let readsChildren: Bool

    fileprivate init(readsChildren: Bool) { self.readsChildren = readsChildren }

    /// Makes room for as many rows as are announced, if that is believable.
    func expect(_ count: Int) {}

    func begin(_ element: PlexElement, line: Int) {
        count += 1
        key = element.readableKey
        self.line = line
        isDamaged = false
    }

    func take(_ child: PlexElement) {}
    func end() {}

    fileprivate final func note(_ damage: RowDamage) {
        isDamaged = true
        damaged.append(described(damage))
    }

    fileprivate final func note(flaw: RowDamage) { flawed.append(described(flaw)) }

    /// A row that is left out has no flaws of its own.
    fileprivate final func forgetFlaws() {
        while flawed.last?.position == count - 1 { flawed.removeLast() }
    }

    private final func described(_ damage: RowDamage) -> DamagedElement {
        DamagedElement(
            position: count - 1, ratingKey: key, attribute: damage.attribute, reason: damage.reason, line: line)
    }
}

/// Collects rows of one type; the last one is completed in place.
final class Rows<Row: PlexRow>: RowCollector {
    private(set) var rows: [Row] = []
    private let isTitled = Row.self is any LibraryItem.Type

    init() { super.init(readsChildren: Row.readsChildren) }

    override func expect(_ count: Int) { rows.reserveCapacity(min(count, 1000)) }

    override func begin(_ element: PlexElement, line: Int) {
        super.begin(element, line: line)
        do throws(RowDamage) { try Row.begin(element, in: &rows) } catch { return note(error) }
        if isTitled, element.lacksTitle { note(flaw: RowDamage(attribute: "title", reason: "is missing")) }
    }

    override func take(_ child: PlexElement) {
        guard !isDamaged else { return }
        if Row.readsTags, child.name.isTag, child.text(.tag) == nil {
            return note(flaw: RowDamage(attribute: child.name.spelling, reason: "has no word"))
        }
        do throws(RowDamage) { try Row.take(child, in: &rows) } catch { drop(error) }
    }

    override func end() {
        guard !isDamaged else { return }
        do throws(RowDamage) { try Row.finish(in: &rows) } catch { drop(error) }
    }

    private func drop(_ damage: RowDamage) {
        rows.removeLast()
        forgetFlaws()
        note(damage)
    }
}
