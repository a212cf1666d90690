/// A section of the server (wire contract, 2.4).
package struct SectionRow: PlexRow, Equatable {
    /// What names it in paths.
    package var key: String
    /// `artist` for music.
    package var type: String?
    package var title: String?
    package var uuid: String?
    package var agent: String?
    /// Whether the server is scanning it.
    package var refreshing: Bool
    /// Seconds since 1970; moves when the section's settings are edited.
    package var updatedAt: Int64?
    /// Seconds since 1970; the end of the last scan.
    package var scannedAt: Int64?
    /// A counter that rises with every change of the content; not a time.
    package var contentChangedAt: Int64?

    package init(_ element: PlexElement) throws(RowDamage) {
        guard let key = element.text(.key) else { throw RowDamage(attribute: "key", reason: "is missing") }
        self.key = key
        type = element.text(.type)
        title = element.text(.title)
        uuid = element.text(.uuid)
        agent = element.text(.agent)
        // None of these is worth a library: without them more is read.
        refreshing = (try? element.flag(.refreshing)) ?? false
        updatedAt = try? element.time(.updatedAt)
        scannedAt = try? element.time(.scannedAt)
        contentChangedAt = try? element.number(.contentChangedAt, upTo: Int64.max)
    }
}
