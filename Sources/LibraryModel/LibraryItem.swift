/// The kinds of item that a music library holds.
public enum ItemKind: String, Sendable, CaseIterable, Hashable {
    case artist, album, track, collection, playlist

    /// The word for several of them, as reports and expectations use it.
    public var plural: String { rawValue + "s" }
}

/// What artist, album, track, collection and playlist have in common.
///
/// Two items are equal when everything that the item itself owns is equal. What a server copies from a parent
/// (a track's album title) and what it remembers of playing (view counts) is not part of an item: see
/// sync-requirements, promise 2.
public protocol LibraryItem: Sendable, Equatable {
    /// The kind that all items of this type are of.
    static var kind: ItemKind { get }
    /// The item's number on its server.
    var ratingKey: RatingKey { get }
    /// What the item is called.
    var title: String { get set }
    /// Where its picture is, if it has one of its own.
    var thumb: ArtworkReference? { get }
    /// Seconds since 1970; moves with every edit, not with plays.
    var updatedAt: Int64? { get }
}

/// The path of a picture on the server, with the version stamp that the server puts into it.
///
/// A new picture always has a new reference; a new reference does not always mean a new picture, since a server
/// renews the stamp at every edit of the item (wire contract, 2.11). Some are absolute addresses on another host.
public struct ArtworkReference: Hashable, Sendable, CustomStringConvertible {
    /// The path or address as the server wrote it.
    public let path: String

    /// A reference with this path or address; nothing where it is empty.
    public init?(_ path: String) {
        guard !path.isEmpty else { return nil }
        self.path = path
    }

    /// The path.
    public var description: String { path }
}

/// The kinds of tag that the library is filtered by.
public enum TagKind: String, Sendable, CaseIterable, Hashable {
    case genre, style, mood
}

/// A word that describes an item.
public struct Tag: Hashable, Sendable {
    /// What sort of word it is.
    public var kind: TagKind
    /// The word as the server spells it.
    public var name: String

    /// A tag of this kind with this name.
    public init(_ kind: TagKind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}
