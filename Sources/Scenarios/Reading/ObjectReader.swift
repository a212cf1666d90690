/// Reads the members of one object by name.
///
/// Unknown and missing members are noted as soon as it is made.
struct ObjectReader {
    let node: JSONNode
    let shape: Shape
    let problems: Problems
    /// What is said of the first member that is not known.
    let unknown: InputError?
    private let members: [String: JSONMember]

    init(_ node: JSONNode, _ shape: Shape, subject: String? = nil, _ problems: Problems) throws(InputError) {
        guard case .object(let list) = node.value else {
            throw InputError(
                at: node.position, "\(subject ?? "this \(shape.noun)") is \(node.kind)",
                expected: "an object (\(shape.noun))")
        }
        self.node = node
        self.shape = shape
        self.problems = problems
        members = Dictionary(list.map { ($0.key, $0) }) { first, _ in first }
        let strangers = list.filter { !shape.known.contains($0.key) }.map { member in
            InputError(
                at: member.keyPosition, "unknown key \(quoted(member.key)) in this \(shape.noun)", known: shape.keys,
                given: member.key)
        }
        unknown = strangers.first
        for stranger in strangers { problems.note(stranger) }
        for key in shape.required where members[key] == nil { problems.note(missing(key)) }
        for remark in ["note", "$schema"] where shape.known.contains(remark) {
            _ = optional(remark) { reading throws(InputError) in try reading.anyText() }
        }
    }

    var position: SourcePosition { node.position }

    /// Where a member's name stands; the object's place where there is no such member.
    func keyPosition(_ key: String) -> SourcePosition { members[key]?.keyPosition ?? node.position }

    func has(_ key: String) -> Bool { members[key] != nil }

    /// A member that must be there.
    func required<Result>(
        _ key: String, _ read: (Reading) throws(InputError) -> Result
    ) throws(InputError) -> Result {
        guard let member = members[key] else { throw missing(key) }
        return try read(Reading(member.value, subject: quoted(key), problems))
    }

    /// A member that may be there.
    ///
    /// What is wrong with it is noted, and the reading of the others goes on.
    func optional<Result>(_ key: String, _ read: (Reading) throws(InputError) -> Result) -> Result? {
        guard let member = members[key] else { return nil }
        return problems.attempt { () throws(InputError) in
            try read(Reading(member.value, subject: quoted(key), problems))
        }
    }

    private func missing(_ key: String) -> InputError {
        InputError(at: node.position, "this \(shape.noun) lacks \(quoted(key))", expected: "the key \(quoted(key))")
    }
}
