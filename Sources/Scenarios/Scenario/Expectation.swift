/// What must hold after a step of the client.
///
/// What a section of counts leaves out is zero; `artwork.written`, `artwork.failed` and the parts of `screen` are judged where
/// they stand.
package struct Expectation: Sendable, Equatable {
    /// Where it begins.
    package var position: SourcePosition
    /// How the step's refresh ended; nothing: the harness expects `success` where there was one.
    package var outcome: Located<OutcomeName>?
    /// What the refresh reported of each kind that the file names.
    package var changes: [LibraryKind: ChangesExpectation] = [:]
    /// Findings that the refresh told of and that are no failures, such as elements that it could not read.
    package var reported: CountRange?
    /// Rows that the store says it wrote.
    package var rowsWritten: RowsExpectation?
    /// Rows that differ between the database before and after.
    package var rowsDifferent: RowsExpectation?
    package var requests: RequestsExpectation?
    /// Bytes of bodies that the server sent.
    package var bytes: CountRange?
    package var artwork: ArtworkExpectation?
    /// Artwork files in the client's folder.
    package var files: CountRange?
    package var screen: ScreenExpectation?
    package var search: SearchExpectation?
}

/// A number, or the bounds of one.
package struct CountRange: Sendable, Equatable, CustomStringConvertible {
    /// No fewer; 0 where the file sets no such bound.
    package var atLeast: Int
    /// No more; nothing where the file sets no such bound.
    package var atMost: Int?
    /// Where it stands.
    package var position: SourcePosition

    /// Bounds.
    package init(atLeast: Int = 0, atMost: Int? = nil, at position: SourcePosition = .none) {
        self.atLeast = atLeast
        self.atMost = atMost
        self.position = position
    }

    /// Exactly this many.
    package init(exactly count: Int, at position: SourcePosition = .none) {
        self.init(atLeast: count, atMost: count, at: position)
    }

    /// Whether so many are as expected.
    package func contains(_ count: Int) -> Bool { count >= atLeast && atMost.map { count <= $0 } ?? true }

    /// As reports say it: `3`, `at most 5`, `2 to 4`.
    package var description: String {
        switch atMost {
        case nil: "at least \(atLeast)"
        case atLeast: "\(atLeast)"
        case .some(let most): atLeast == 0 ? "at most \(most)" : "\(atLeast) to \(most)"
        }
    }
}

/// Which items, or how many.
package enum Items: Sendable, Equatable {
    /// These and no others. The position is the array's.
    case ids([ItemReference], at: SourcePosition)
    case count(CountRange)

    /// Where it stands.
    package var position: SourcePosition {
        switch self {
        case .ids(_, let position): position
        case .count(let count): count.position
        }
    }
}

/// What a refresh did with the items of one kind.
///
/// What is absent must be none.
package struct ChangesExpectation: Sendable, Equatable {
    package var new: Items?
    package var changed: Items?
    package var deleted: Items?
    /// Where it begins.
    package var position: SourcePosition
}

/// Rows per table.
///
/// A table that is absent must have none.
package struct RowsExpectation: Sendable, Equatable {
    package var tables: [TableLabel: CountRange]
    /// Where it begins.
    package var position: SourcePosition
}

/// What was requested.
package enum RequestsExpectation: Sendable, Equatable {
    /// So many in all.
    case total(CountRange)
    /// So many of each endpoint. One that is absent must not be asked.
    case endpoints([EndpointLabel: CountRange], at: SourcePosition)

    /// Where it stands.
    package var position: SourcePosition {
        switch self {
        case .total(let count): count.position
        case .endpoints(_, let position): position
        }
    }
}

/// What happened to pictures.
///
/// What is absent must be none.
package struct ArtworkExpectation: Sendable, Equatable {
    /// Pictures that were downloaded, by their items.
    package var fetched: Items?
    /// Files that were written.
    package var written: CountRange?
    /// Files that were removed.
    package var removed: CountRange?
    /// Pictures of which the client's own record of the refresh says that they could not be had.
    package var failed: CountRange?
    /// Where it begins.
    package var position: SourcePosition
}

/// The banner that a screen shows.
package enum BannerExpectation: Sendable, Equatable {
    case none
    case outcome(OutcomeName)
}

/// What the screen shows.
package struct ScreenExpectation: Sendable, Equatable {
    /// Absent: none.
    package var banner: Located<BannerExpectation>?
    /// The items whose tiles differ from those before the step.
    package var redrawn: Items?
    /// Albums in the whole grid.
    package var albums: CountRange?
    /// Texts that some tile or title shows.
    package var shows: [Located<String>] = []
    /// Texts that nothing shows.
    package var hides: [Located<String>] = []
    /// Items that one view shows one right after the other; empty: nothing is said of it.
    package var order: [ItemReference] = []
    /// Tiles with a picture.
    package var pictures: CountRange?
    package var lastRefreshed: Located<LastRefreshed>?
    /// Where it begins.
    package var position: SourcePosition
}

/// What a search found.
///
/// A kind that is absent must not be found.
package struct SearchExpectation: Sendable, Equatable {
    package var artists: Items?
    package var albums: Items?
    package var tracks: Items?
    /// Where it begins.
    package var position: SourcePosition
}
