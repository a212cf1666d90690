/// The kinds of item that a music library holds.
package enum LibraryKind: String, Sendable, CaseIterable, Hashable {
    case artist, album, track, collection, playlist

    /// The word for several of them: the key of their list and of their expectation.
    package var plural: String { rawValue + "s" }

    /// The word for one of them, as messages say it: "an album".
    package var single: String { (self == .artist || self == .album ? "an " : "a ") + rawValue }
}

/// An item as an author named it: by its id, or by its title where that is unique.
package struct ItemReference: Sendable, Hashable {
    /// The id or title.
    package var text: String
    /// Where it stands, so that whoever looks the item up can say where an unknown one was named.
    package var position: SourcePosition

    /// This name at this place.
    package init(text: String, position: SourcePosition = .none) {
        self.text = text
        self.position = position
    }
}
