/// The tokens of a world: the newest is the one that clients are given, and it may have been revoked.
struct Tokens: Sendable {
    /// Every token there ever was, which must stand nowhere.
    private(set) var all: [String]
    private(set) var isRevoked = false

    init(_ token: String) { all = [token] }

    /// What a client signs in with now.
    var newest: String { all[all.count - 1] }
    /// What requests must carry; nothing helps while it is revoked, or where it is empty.
    var accepted: String? { isRevoked || newest.isEmpty ? nil : newest }

    /// No request is let in any more.
    mutating func revoke() { isRevoked = true }

    /// The newest token counts again.
    mutating func restore() { isRevoked = false }

    /// Another token takes the old one's place; its text follows from the old one.
    mutating func renew() {
        all.append(String(StableHash.hex24(newest).prefix(20)))
        isRevoked = false
    }

    /// A text without any of them.
    func hidden(in text: String) -> String { all.reduce(text) { redacted($0, token: $1) } }

    /// Whether a text holds one of them.
    func stand(in text: String) -> Bool { all.contains { !$0.isEmpty && text.contains($0) } }
}
