/// How facts that are not text stand in a snapshot, so that every reader writes them alike.
enum SnapshotText {
    /// A number without a needless fraction.
    static func number(_ value: Double?) -> String? {
        guard let value else { return nil }
        return value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }

    /// Tags as `kind:name`, ordered, compared without regard to the order in which a server lists them.
    static func tags(_ tags: [(kind: String, name: String)]) -> String? {
        guard !tags.isEmpty else { return nil }
        return Set(tags.map { "\($0.kind):\($0.name.lowercased())" }).sorted().joined(separator: "|")
    }
}
