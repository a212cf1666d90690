package import LibraryModel

/// One answer of a Plex server, read to its last byte.
package struct PlexPage<Row: PlexRow>: Sendable {
    /// What the enclosing element says.
    package var container: PlexContainer
    /// The elements that could be read, in document order.
    package var rows: [Row]
    /// The elements that could not, in document order.
    package var damaged: [DamagedElement]
    /// What rows go without: a title, or tags that lack their word.
    package var flawed: [DamagedElement]
    /// Where forbidden characters stood, in document order.
    package var replaced: [ReplacedCharacters]
}

/// The attributes of a `MediaContainer` that are of use; most answers have few of them (wire contract, 2.5).
package struct PlexContainer: Sendable, Equatable {
    /// How many elements this answer holds; equal to what came.
    package var size: Int?
    /// How many elements there are in all; only where a page was asked for (wire contract, 1.7).
    package var totalSize: Int?
    /// The place of the first element among all.
    package var offset: Int?
    /// The server's own number, in `/identity` and `/`.
    package var machineIdentifier: String?
    /// The server's version, in `/identity` and `/`.
    package var version: String?
    /// The name its owner gave the server, in `/`.
    package var friendlyName: String?
    /// The section that all elements are of; absent in mixed lists (wire contract, 4.14).
    package var librarySectionID: String?
    package var librarySectionTitle: String?
    package var title: String?
    package var title1: String?
    package var title2: String?
}

/// An element that could not become a row, while everything around it could.
package struct DamagedElement: Sendable, Equatable {
    /// Its place among the elements of the answer that are rows or should be, from 0.
    package var position: Int
    /// Its key, where that at least can be read.
    package var ratingKey: RatingKey?
    /// The attribute or child at fault.
    package var attribute: String
    /// What is wrong with it, to be read after its name: `is missing`.
    package var reason: String
    /// The line on which its start tag ends, from 1.
    package var line: Int
}

/// A count of characters that XML forbids, or bytes that are no characters, that became U+FFFD.
package struct ReplacedCharacters: Sendable, Equatable {
    /// The element's place among the rows, from 0; absent outside of any.
    package var position: Int?
    /// The element's key, where it can be read.
    package var ratingKey: RatingKey?
    /// How many U+FFFD were written.
    package var count: Int
}
