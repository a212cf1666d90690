/// Whether a title has words that begin with the wanted ones, in their order.
///
/// What `title=` means in lists: case does not count, accents do, and a doubled space is an empty word, which matches
/// nothing (wire contract, 2.6).
func matchesWords(_ wanted: String, in title: String) -> Bool {
    let title = title.lowercased()
    var rest = title[...]
    var isFirst = true
    for word in wanted.lowercased().split(separator: " ", omittingEmptySubsequences: false) {
        guard !word.isEmpty, let found = wordStart(of: word, in: rest, atStart: isFirst) else { return false }
        rest = rest[rest.index(found, offsetBy: word.count)...]
        isFirst = false
    }
    return true
}

/// Where a word of the title begins with the wanted one: after a space or a sign, or at the title's very start.
private func wordStart(of word: Substring, in title: Substring, atStart: Bool) -> Substring.Index? {
    var place = title.startIndex
    var isStart = atStart
    while place < title.endIndex {
        if isStart, title[place...].hasPrefix(word) { return place }
        let letter = title[place]
        isStart = !(letter.isLetter || letter.isNumber)
        place = title.index(after: place)
    }
    return nil
}
