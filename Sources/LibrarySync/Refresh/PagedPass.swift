/// What one page says of its list.
struct PageFacts: Sendable, Equatable {
    /// The row that was asked for first.
    var start: Int
    /// Elements that came, those that could not be read included.
    var received: Int
    /// `totalSize`; servers omit it when they ignore paging (wire contract, 1.7).
    var total: Int?
    /// `offset`, where the server says so.
    var offset: Int?
    /// What tells the elements apart; elements without such a number are left out.
    var identities: [Int64]
    /// What tells the elements apart, else their keys, in order: by that a page that comes again is known.
    var keys: [Int64]
}

/// Why the pages of a list do not make one list.
enum PassFault: Error, Equatable, CustomStringConvertible {
    case totalChanged(from: Int?, to: Int?)
    case wrongWindow(asked: Int, got: Int)
    case tooFew(received: Int, total: Int)
    case tooMany(received: Int, total: Int)
    /// Elements that came on two pages: the list moved meanwhile, or holds them twice.
    case repeated(Set<Int64>)
    case endless(pages: Int)

    var description: String {
        switch self {
        case .totalChanged(let old, let new):
            "its total changed from \(Self.words(old)) to \(Self.words(new)) between two pages"
        case .wrongWindow(let asked, let got): "row \(asked) was asked for and row \(got) came"
        case .tooFew(let received, let total): "it ended after \(received) of \(total) elements"
        case .tooMany(let received, let total): "it has \(received) elements although its total is \(total)"
        case .repeated(let keys): "\(keys.count) of its elements came on two pages"
        case .endless(let pages): "it has not ended after \(pages) pages"
        }
    }

    private static func words(_ total: Int?) -> String { total.map(String.init) ?? "none" }
}

/// Reads a list page by page, and believes it only when the pages make one whole: sync-requirements, promise 3.
///
/// The next page begins after what came, not after what was asked for, since servers cap pages. A list without totals
/// ends at an empty page, or at a page that is the first one again: then the server ignores paging and sent it whole.
struct PagedPass: Sendable {
    /// What the caller has to do with the page and after it.
    enum Step: Equatable {
        /// Take the page, and ask for the one from this row on.
        case next(start: Int)
        /// Take the page, which is the last.
        case last
        /// Leave the page, which is the first one again; the list has ended.
        case repetition
    }

    /// Elements that are known to stand in the list twice, since an earlier pass found the same ones.
    var accepted: Set<Int64> = []
    /// Elements so far.
    private(set) var received = 0
    /// What the server says that the list has.
    private(set) var total: Int?
    /// The elements so far.
    private(set) var seen: Set<Int64> = []
    /// The elements of the page just taken that earlier pages had as well.
    private(set) var repeatedInPage: Set<Int64> = []
    /// The elements that came on more than one page.
    private(set) var repeated: Set<Int64> = []
    private var first: [Int64] = []
    private var firstReceived = 0
    private var pages = 0
    /// Whether the last page was as full as it could be, so that only the total says that nothing follows it.
    private(set) var endsFull = false

    /// More pages than any library has, even where a server hands out a hundred rows at a time.
    static let pageLimit = 20_000

    /// Rows that each page is asked for.
    private let asked: Int

    init(accepted: Set<Int64> = [], asked: Int = .max) {
        self.accepted = accepted
        self.asked = asked
    }

    /// Judges the next page.
    mutating func take(_ page: PageFacts) throws(PassFault) -> Step {
        if pages == 0 {
            total = page.total
            first = page.keys
            firstReceived = page.received
        } else {
            if total == nil, !first.isEmpty, page.keys == first { return .repetition }
            guard page.total == total else { throw .totalChanged(from: total, to: page.total) }
        }
        if let offset = page.offset, offset != page.start { throw .wrongWindow(asked: page.start, got: offset) }
        pages += 1
        guard pages <= Self.pageLimit else { throw .endless(pages: pages) }
        repeatedInPage = seen.isEmpty ? [] : Set(page.identities.filter(seen.contains))
        repeated.formUnion(repeatedInPage)
        seen.formUnion(page.identities)
        received += page.received
        guard try hasEnded(page) else { return .next(start: received) }
        guard repeated.isSubset(of: accepted) else { throw .repeated(repeated) }
        let isFull = page.received == asked || (pages > 1 && page.received == firstReceived)
        endsFull = total != nil && page.received > 0 && isFull
        return .last
    }

    private func hasEnded(_ page: PageFacts) throws(PassFault) -> Bool {
        guard let total else { return page.received == 0 }
        guard received <= total else { throw .tooMany(received: received, total: total) }
        if received < total, page.received == 0 { throw .tooFew(received: received, total: total) }
        return received == total
    }
}
