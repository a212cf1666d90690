import LibraryModel

extension [Tag] {
    /// Takes a tag, if this child is one that has a word.
    mutating func take(_ child: PlexElement) {
        let kind: TagKind
        switch child.name {
        case .genre: kind = .genre
        case .style: kind = .style
        case .mood: kind = .mood
        default: return
        }
        guard let name = child.text(.tag) else { return }
        if isEmpty { reserveCapacity(4) }
        append(Tag(kind, name))
    }

    /// Drops each tag that was there before, however many there are.
    mutating func removeRepetitions() {
        // Few are compared faster than hashed, and seldom one stands twice.
        guard count > 16 || indices.contains(where: { self[..<$0].contains(self[$0]) }) else { return }
        var seen = Set<Tag>(minimumCapacity: count)
        removeAll { !seen.insert($0).inserted }
    }
}
