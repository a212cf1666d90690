/// A container that was answered with, taken apart as far as faults edit it.
///
/// Reads only what the fake itself writes: one element a line, `<` and `>` nowhere but in markup.
struct AnswerDocument: Sendable {
    /// The container's start.
    var root: ElementTag
    /// The elements below it, whole, each with its line's end.
    var elements: [[UInt8]]
    /// What stands before the container.
    private let prolog: [UInt8]

    /// Takes a body apart; nothing where it is no container.
    init?(_ body: [UInt8]) {
        var tags = TagScanner(body)
        guard let declaration = tags.next(), body[declaration].starts(with: "<?".utf8),
            let start = tags.next(), let root = ElementTag(body[start]), !root.isLeaf
        else { return nil }
        prolog = Array(body[..<start.lowerBound])
        self.root = root
        elements = []
        var depth = 0
        var begin = 0
        while let tag = tags.next() {
            if depth == 0 { begin = tag.lowerBound }
            if body[tag].starts(with: "</".utf8) {
                depth -= 1
            } else if body[tag.upperBound - 2] != UInt8(ascii: "/") {
                depth += 1
            }
            guard depth >= 0 else { return }
            guard depth == 0 else { continue }
            let end = body[tag.upperBound...].first == 10 ? tag.upperBound + 1 : tag.upperBound
            elements.append(Array(body[begin..<end]))
        }
    }

    /// The whole body again.
    var bytes: [UInt8] { prolog + root.bytes + [10] + elements.joined() + Array("</\(root.name)>\n".utf8) }

    /// The elements that are rows of a list, by their places; what describes the list's filters is none.
    var rows: [Int] { elements.indices.filter { !elements[$0].starts(with: "<Meta".utf8) } }

    /// The place of the row of the item with this key.
    ///
    /// Looks at bytes, since lists run to thousands of rows.
    func row(of ratingKey: Int) -> Int? {
        let wanted = Array(" ratingKey=\"\(ratingKey)\"".utf8)
        return rows.first { place in
            let element = elements[place]
            guard let end = element.firstIndex(of: UInt8(ascii: ">")) else { return false }
            return element[..<end].firstRange(of: wanted) != nil
        }
    }

    /// Edits the start tag of an element.
    mutating func edit(_ place: Int, _ change: (inout ElementTag) -> Void) {
        elements[place] = edited(elements[place], from: 0, change)
    }

    /// Edits the start tag of the first element of this name inside an element; nothing happens where there is none.
    mutating func edit(_ place: Int, child name: String, _ change: (inout ElementTag) -> Void) {
        guard let inner = inside(place, name).first else { return }
        elements[place] = edited(elements[place], from: inner.lowerBound, change)
    }

    /// Takes out every element of this name inside an element.
    mutating func remove(children name: String, of place: Int) {
        for range in inside(place, name).reversed() { elements[place].removeSubrange(range) }
    }

    /// The places of the elements of this name inside an element, each with its line's end.
    private func inside(_ place: Int, _ name: String) -> [Range<Int>] {
        let element = elements[place]
        var tags = TagScanner(element)
        _ = tags.next()
        var found: [Range<Int>] = []
        while let tag = tags.next() {
            guard isStart(of: name, element[tag]) else { continue }
            var end = tag.upperBound
            if element[end - 2] != UInt8(ascii: "/") {
                let closing = Array("</\(name)>".utf8)
                while let next = tags.next() {
                    end = next.upperBound
                    if element[next].elementsEqual(closing) { break }
                }
            }
            if element[end...].first == 10 { end += 1 }
            found.append(tag.lowerBound..<end)
        }
        return found
    }

    /// Whether a tag starts an element of this name.
    private func isStart(of name: String, _ tag: ArraySlice<UInt8>) -> Bool {
        let start = Array("<\(name)".utf8)
        guard tag.starts(with: start), let next = tag.dropFirst(start.count).first else { return false }
        return next == UInt8(ascii: " ") || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }

    private func edited(_ element: [UInt8], from start: Int, _ change: (inout ElementTag) -> Void) -> [UInt8] {
        var tags = TagScanner(element, from: start)
        guard let range = tags.next(), var tag = ElementTag(element[range]) else { return element }
        change(&tag)
        return element[..<range.lowerBound] + tag.bytes + element[range.upperBound...]
    }
}

/// Finds the tags of a text one by one.
private struct TagScanner {
    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    /// The next tag, from `<` to `>`.
    mutating func next() -> Range<Int>? {
        guard let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        place = end + 1
        return start..<place
    }
}
