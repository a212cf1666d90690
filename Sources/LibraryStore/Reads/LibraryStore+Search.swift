internal import GRDB
internal import LibraryModel

/// A search as a person typed it, as the terms that must all be found.
struct SearchTerms {
    /// Longer input is cut here; SQLite refuses patterns of more than 50,000 bytes.
    static let longestText = 1_000
    /// Further terms are left out.
    static let mostTerms = 16

    /// `LIKE` patterns, folded, with `\` before what would otherwise be a wildcard.
    let patterns: [String]

    init(_ text: String) {
        let cut = String(text.unicodeScalars.prefix(Self.longestText))
        var seen: Set<Substring> = []
        let terms = folded(cut).split(whereSeparator: \.isWhitespace).filter { seen.insert($0).inserted }
        patterns = terms.prefix(Self.mostTerms).map { term in
            var pattern = "%"
            for character in term.unicodeScalars {
                if character == "%" || character == "_" || character == "\\" { pattern += "\\" }
                pattern.unicodeScalars.append(character)
            }
            return pattern + "%"
        }
    }

    /// An SQL condition: every pattern is found in one of the columns.
    func condition(_ columns: String...) -> String {
        patterns.indices.map { index in
            "(" + columns.map { "\($0) LIKE ?\(index + 1) ESCAPE '\\'" }.joined(separator: " OR ") + ")"
        }.joined(separator: " AND ")
    }
}

extension LibraryStore {
    /// Artists, albums and tracks in whose title or artist's name every term stands somewhere.
    ///
    /// Case, accents and widths are folded without regard to locale; `limit` holds for each kind. Text without any
    /// term finds nothing.
    package func search(_ text: String, limit: Int) async throws -> SearchResults {
        let terms = SearchTerms(text)
        guard !terms.patterns.isEmpty, limit > 0 else { return SearchResults() }
        let arguments = StatementArguments(terms.patterns)
        let window = "LIMIT \(min(limit, Self.largestPage))"
        return try await read { db in
            SearchResults(
                artists: try db.values(
                    """
                    SELECT \(ListingQuery.artistColumns) FROM \(ListingQuery.artistSource)
                    WHERE \(terms.condition("ar.titleFolded")) ORDER BY \(ListingQuery.artistOrder) \(window)
                    """, arguments, ListingQuery.artist),
                albums: try db.values(
                    """
                    SELECT \(ListingQuery.albumColumns) FROM \(ListingQuery.shownAlbums)
                    AND \(terms.condition("al.titleFolded", "ar.titleFolded"))
                    ORDER BY \(ListingQuery.albumOrder) \(window)
                    """, arguments, ListingQuery.album),
                tracks: try db.values(
                    """
                    SELECT \(ListingQuery.trackColumns) FROM \(ListingQuery.trackSource)
                    WHERE \(terms.condition("tr.titleFolded", "tr.performerFolded", "ar.titleFolded"))
                    ORDER BY tr.titleFolded, tr.ratingKey \(window)
                    """, arguments, ListingQuery.track))
        }
    }
}
