/// A value about to be read as some type, with the words by which messages name it.
struct Reading {
    let node: JSONNode
    let subject: String
    let problems: Problems

    init(_ node: JSONNode, subject: String, _ problems: Problems) {
        self.node = node
        self.subject = subject
        self.problems = problems
    }

    var position: SourcePosition { node.position }
    var isNull: Bool { node.value == .null }

    /// What is said of a value of another type.
    func wrong(expected: String) -> InputError {
        InputError(at: node.position, "\(subject) is \(node.kind)", expected: expected)
    }

    /// What is said of a value of the right type that cannot be meant.
    func unusable(_ shown: String, expected: String) -> InputError {
        InputError(at: node.position, "\(subject) is \(shown)", expected: expected)
    }

    /// A text with something in it.
    func text(_ expected: String = "a string") throws(InputError) -> String {
        guard case .string(let text) = node.value else { throw wrong(expected: expected) }
        guard !text.isEmpty else { throw unusable("empty", expected: expected + " with something in it") }
        return text
    }

    /// A text, which may be empty.
    func anyText() throws(InputError) -> String {
        guard case .string(let text) = node.value else { throw wrong(expected: "a string") }
        return text
    }

    /// A whole number within bounds.
    func integer(_ bounds: ClosedRange<Int> = 0...Int.max) throws(InputError) -> Int {
        let expected = "a whole number" + described(bounds)
        guard case .number(let number) = node.value else { throw wrong(expected: expected) }
        guard let integer = number.integer, bounds.contains(integer) else {
            throw unusable(number.text, expected: expected)
        }
        return integer
    }

    /// A number within bounds.
    func number(_ bounds: ClosedRange<Double>) throws(InputError) -> Double {
        let expected = "a number from \(shown(bounds.lowerBound)) to \(shown(bounds.upperBound))"
        guard case .number(let number) = node.value else { throw wrong(expected: expected) }
        guard bounds.contains(number.double) else { throw unusable(number.text, expected: expected) }
        return number.double
    }

    /// `true` or `false`.
    func flag() throws(InputError) -> Bool {
        guard case .bool(let flag) = node.value else { throw wrong(expected: "true or false") }
        return flag
    }

    /// The name of one of a closed list's cases.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type = Choice.self, of what: String
    ) throws(InputError) -> Choice {
        let known = Choice.allCases.map(\.rawValue)
        let name = try name(of: what, among: known)
        guard let choice = Choice(rawValue: name) else { preconditionFailure("a known name has its case") }
        return choice
    }

    /// One name of a closed list.
    func name(of what: String, among known: [String]) throws(InputError) -> String {
        guard case .string(let text) = node.value else {
            throw wrong(expected: known.count <= 30 ? "one of " + known.joined(separator: ", ") : what)
        }
        guard known.contains(text) else {
            throw InputError(at: node.position, "unknown \(what) \(quoted(text))", known: known, given: text)
        }
        return text
    }

    /// The elements of an array, each read by itself; those that are wrong are noted and left out.
    func elements<Element>(
        _ expected: String, _ read: (Reading) throws(InputError) -> Element
    ) throws(InputError) -> [Element] {
        guard case .array(let nodes) = node.value else { throw wrong(expected: expected) }
        return nodes.compactMap { element in
            problems.attempt { () throws(InputError) in
                try read(Reading(element, subject: "an element of \(subject)", problems))
            }
        }
    }

    /// The reader of an object's members.
    func object(_ shape: Shape) throws(InputError) -> ObjectReader {
        try ObjectReader(node, shape, subject: subject, problems)
    }

    /// The id or title of an item.
    func reference() throws(InputError) -> ItemReference {
        ItemReference(text: try text("the id of an item"), position: node.position)
    }

    /// The ids or titles of items.
    func references() throws(InputError) -> [ItemReference] {
        try elements("an array of ids") { element throws(InputError) in try element.reference() }
    }

    private func described(_ bounds: ClosedRange<Int>) -> String {
        if bounds.upperBound != .max { return " from \(bounds.lowerBound) to \(bounds.upperBound)" }
        return bounds.lowerBound == .min ? "" : ", \(bounds.lowerBound) or more"
    }

    private func shown(_ number: Double) -> String { Int(exactly: number).map { String($0) } ?? "\(number)" }
}
