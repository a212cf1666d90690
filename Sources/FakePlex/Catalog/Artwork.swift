/// A picture as a description, from which the bytes are rendered.
///
/// The same colour and label give the same bytes, whatever the item is called and whenever it was edited.
public struct Artwork: Sendable, Equatable {
    /// A name such as `teal`, or `#rrggbb`; where it is left out, the item's id decides.
    public var colour: String?
    /// A few letters that stand on it; where they are left out, the item's id decides.
    public var label: String?
    /// The number in the picture's path; where it is left out, the item's `updatedAt`, as on a real server.
    public var stamp: Int?
    /// Whether rows give its address as an absolute one on the world's second origin, as agents' pictures have it.
    public var isElsewhere: Bool

    /// A picture of this colour with this label.
    public init(colour: String? = nil, label: String? = nil, stamp: Int? = nil, isElsewhere: Bool = false) {
        self.colour = colour
        self.label = label
        self.stamp = stamp
        self.isElsewhere = isElsewhere
    }

    /// Whether this is a colour: a known name, or `#rrggbb`.
    public static func isColour(_ name: String) -> Bool { RGB(name) != nil }

    /// The same picture with colour and label filled in.
    ///
    /// A new picture of which nothing is said differs from the old one; one of which only the colour is said keeps
    /// the old label, and the other way round.
    func resolved(for id: String, replacing old: Artwork? = nil, at now: Int = 0) throws(CatalogError) -> Artwork {
        if let colour, RGB(colour) == nil {
            throw .unknownColour(colour, nearest: NearestName.among(RGB.names.keys.sorted(), to: colour))
        }
        var result = self
        if colour == nil {
            let isAnother = old != nil && label == nil
            result.colour = isAnother ? Self.colour(of: id, salt: UInt64(bitPattern: Int64(now))) : old?.colour
        }
        result.colour = result.colour ?? Self.colour(of: id, salt: 0)
        result.label = label ?? old?.label ?? Self.initials(of: id)
        return result
    }

    /// A colour that depends on the id alone.
    private static func colour(of id: String, salt: UInt64) -> String {
        "#" + StableHash.hex(StableHash.of(id, salt: salt) & 0xFF_FFFF, digits: 6)
    }

    /// The first letters of an id's words and its numbers: LT for low-tide, A17 for album-17.
    private static func initials(of id: String) -> String {
        let words = id.split { !$0.isLetter && !$0.isNumber }
        return words.map { $0.allSatisfy(\.isNumber) ? String($0) : $0.prefix(1).uppercased() }.joined()
    }
}
