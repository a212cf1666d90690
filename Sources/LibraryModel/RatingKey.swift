/// The number by which a Plex server names an item.
///
/// Positive, unique across every kind of item of one server, and not stable for ever: a re-matched or re-added item
/// gets a new one (wire contract, 2.17).
public struct RatingKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number itself, from 1.
    public let value: Int64

    /// A key with this number; nothing where it is not positive.
    public init?(_ value: Int64) {
        guard value > 0 else { return nil }
        self.value = value
    }

    /// A key read from its decimal digits, as attributes carry it; nothing where the text is anything else.
    public init?(_ text: some StringProtocol) {
        guard let first = text.utf8.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else { return nil }
        guard let value = Int64(text) else { return nil }
        self.init(value)
    }

    /// Older keys are smaller.
    public static func < (left: RatingKey, right: RatingKey) -> Bool { left.value < right.value }

    /// The digits.
    public var description: String { String(value) }
}
