/// What a server remembers of playing an item; absent where it was never played (wire contract, 4.11).
public struct PlayState: Sendable, Equatable {
    /// How often it was played to the end.
    public var viewCount: Int?
    /// How often it was skipped.
    public var skipCount: Int?
    /// Seconds since 1970.
    public var lastViewedAt: Int?
    /// Seconds since 1970.
    public var lastRatedAt: Int?

    /// The state of what was never played.
    public init() {}

    /// The names of its fields: an edit of nothing else moves no `updatedAt` (wire contract, 2.16 and 2.17).
    static let fields: Set<String> = ["viewCount", "skipCount", "lastViewedAt", "lastRatedAt"]
}

/// A kind of item that can be played.
protocol PlayableItem: FieldedItem {
    var played: PlayState { get set }
}

extension PlayableItem {
    /// The fields of the state.
    static var playFields: [CatalogField<Self>] {
        [
            .init("viewCount", .optionalInteger(\.played.viewCount)),
            .init("skipCount", .optionalInteger(\.played.skipCount)),
            .init("lastViewedAt", .optionalInteger(\.played.lastViewedAt)),
            .init("lastRatedAt", .optionalInteger(\.played.lastRatedAt)),
        ]
    }
}

extension RowWriter {
    /// Writes what a server remembers of playing the item (wire contract, 2.5).
    mutating func playState(_ played: PlayState) {
        xml.attribute("viewCount", played.viewCount)
        xml.attribute("skipCount", played.skipCount)
        xml.attribute("lastViewedAt", played.lastViewedAt)
        xml.attribute("lastRatedAt", played.lastRatedAt)
    }
}
