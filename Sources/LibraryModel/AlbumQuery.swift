/// Which albums a list shows: those for which everything holds that is set here; all where nothing is.
public struct AlbumFilter: Sendable, Hashable {
    /// Each of these is a tag of the album, whatever its case, accents and widths.
    ///
    /// An album that is shown with the tracks of others has their tags, too.
    public var tags: Set<Tag>
    /// The year of release, both ends included; an album without a year is in no range.
    public var years: ClosedRange<Int>?
    /// Whose album it is (`parentRatingKey`).
    public var artist: RatingKey?
    /// A collection that it is in.
    public var collection: RatingKey?

    /// A filter that leaves out nothing, narrowed by what is given.
    public init(
        tags: Set<Tag> = [], years: ClosedRange<Int>? = nil, artist: RatingKey? = nil, collection: RatingKey? = nil
    ) {
        self.tags = tags
        self.years = years
        self.artist = artist
        self.collection = collection
    }
}

/// In which order a list shows albums.
///
/// Every order is total: what is equal in everything else stands by its ratingKey. Titles and names are compared
/// folded, without regard to locale, and by the sort title where there is one; what is absent comes before everything
/// that is not.
public struct AlbumOrder: Sendable, Hashable {
    /// What albums are ordered by first.
    public enum Key: String, Sendable, CaseIterable, Hashable {
        /// By artist, then title, then year: the order of the grid.
        case artist
        /// By title.
        case title
        /// By year of release, then title.
        case year
        /// By the time at which the server got it (`addedAt`).
        case addedAt
    }

    /// What comes first.
    public var key: Key
    /// Whether the order is turned round, as a whole.
    public var isDescending: Bool

    /// An order that rises unless told otherwise.
    public init(_ key: Key, isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }
}

/// A list of albums that a screen shows: which ones, and in which order.
public struct AlbumList: Sendable, Hashable {
    /// Which albums.
    public var filter: AlbumFilter
    /// In which order.
    public var order: AlbumOrder

    /// All albums in the order of the grid, unless told otherwise.
    public init(matching filter: AlbumFilter = AlbumFilter(), sortedBy order: AlbumOrder = AlbumOrder(.artist)) {
        self.filter = filter
        self.order = order
    }
}

/// A question for one page of albums, first the first one.
///
/// A page brings the question for the next one. That goes on behind the last album of its page, wherever this stands by
/// then, so that a refresh between two pages neither repeats an album nor leaves one out that stayed where it was; and
/// a page deep inside a large library costs what the first one does.
public struct AlbumQuery: Sendable, Hashable {
    /// Which albums.
    public let filter: AlbumFilter
    /// In which order.
    public let order: AlbumOrder
    /// The most albums of one page, 1 to 1,000.
    public let pageSize: Int
    /// What the last album of the page before was ordered by; nothing for the first page.
    package private(set) var position: [Value]?

    /// A question for the first page.
    ///
    /// A page size outside of 1 to 1,000 is brought inside.
    public init(
        matching filter: AlbumFilter = AlbumFilter(), sortedBy order: AlbumOrder = AlbumOrder(.artist),
        pageSize: Int = 60
    ) {
        self.filter = filter
        self.order = order
        self.pageSize = min(max(1, pageSize), 1_000)
    }

    /// The question for the page behind an album that was ordered by this.
    package func after(_ position: [Value]) -> AlbumQuery {
        var next = self
        next.position = position
        return next
    }

    /// What an album is ordered by, in one column.
    package enum Value: Sendable, Hashable {
        case absent
        case number(Int64)
        case text(String)
    }
}

/// A tag that albums have.
public struct TagCount: Sendable, Hashable {
    /// The tag, spelled as most of the albums spell it.
    public var tag: Tag
    /// How many albums have it, those that are shown as one counted once.
    public var albumCount: Int

    /// A tag that so many albums have.
    public init(tag: Tag, albumCount: Int) {
        self.tag = tag
        self.albumCount = albumCount
    }
}
