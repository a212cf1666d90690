/// The ordered record of what came in and what was answered.
struct Journal: Sendable {
    private(set) var entries: [JournalEntry] = []
    private let limit: Int
    private var nextNumber = 1

    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// Adds an entry under the next number, which it returns.
    mutating func append(_ entry: JournalEntry) -> Int {
        var numbered = entry
        numbered.number = nextNumber
        nextNumber += 1
        entries.append(numbered)
        // The oldest go in bulk, so that a full journal does not move every entry for each new one.
        if entries.count > limit + limit / 4 { entries.removeFirst(entries.count - limit) }
        return numbered.number
    }

    /// The newest entries, at most as many as the limit.
    var kept: [JournalEntry] { entries.count <= limit ? entries : Array(entries.suffix(limit)) }

    /// The number of the newest entry; 0 before the first.
    var lastNumber: Int { nextNumber - 1 }

    /// The entry of this number, while it is kept.
    subscript(number: Int) -> JournalEntry? {
        index(of: number).map { entries[$0] }
    }

    /// Counts bytes of an answer, before they go out: whoever holds the answer finds it in the journal.
    mutating func note(sent count: Int, of script: WireScript, in number: Int) {
        guard let index = index(of: number) else { return }
        entries[index].bytes += count
        let bytes = entries[index].bytes
        entries[index].bodyBytes = max(0, bytes - script.headLength)
        entries[index].status = bytes >= script.headLength ? script.status : nil
    }

    /// Forgets the fault of an entry.
    mutating func clearFault(in number: Int) {
        if let index = index(of: number) { entries[index].fault = nil }
    }

    private func index(of number: Int) -> Int? {
        guard let first = entries.first?.number, number >= first, number - first < entries.count else { return nil }
        return number - first
    }
}
