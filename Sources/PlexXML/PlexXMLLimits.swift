/// What one answer may hold at most; more of it is an error, never a shortened page.
package struct PlexXMLLimits: Sendable, Equatable {
    /// What is limited besides depth.
    package enum Measure: String, Sendable {
        case bytes
        case elements
        case tagBytes = "bytes in one tag"
        case tagAttributes = "attributes in one tag"
    }

    /// Bytes of the whole answer.
    package var bytes = 64 << 20
    /// Elements of the whole answer, of any name.
    package var elements = 1_000_000
    /// Bytes of one tag with what follows it, to within 64 KiB.
    ///
    /// A long biography in character references is some 200,000.
    package var tagBytes = 1 << 20
    /// Attributes of one tag, by its equals signs, not counting its first 64 KiB.
    ///
    /// libxml2 2.9 compares each attribute with every other: the 100,000 that a tag of a mebibyte can have take it four
    /// seconds.
    package var tagAttributes = 4096
    /// Elements open at a time.
    ///
    /// A stream of a part of a track is the fifth; hubs add one.
    package var depth = 32

    /// The limits that hold where a caller names none.
    package static let standard = PlexXMLLimits()

    /// The standard limits, to be changed where needed.
    package init() {}
}
