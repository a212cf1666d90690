import LibraryModel
import LibraryStore
import PlexXML

/// Pages that are, byte for byte, what they were when they were last applied: nothing on them changed.
///
/// That is no server's word but our own: the library holds every item of such a page as the page has it, so that it is
/// neither parsed nor compared. What decides about deletions is the same as for a page that was read: its keys count as
/// seen, its totals must fit the other pages', and its items' parents are looked for.
extension RefreshRun {
    /// What was noted of this answer when it last came; nothing where it is another one, or everything is verified.
    func knownPage(_ answer: Answered) async throws(SyncError) -> KnownPage? {
        guard !pass.verifies else { return nil }
        return try await storing {
            try await services.store.knownPage(answer.filing, bodyHash: Self.noted(answer.bodyHash))
        }
    }

    /// Takes a page that is known: its items are there, and as they were.
    func take(
        _ known: KnownPage, _ answer: Answered, _ list: PlexRequest, of kind: ItemKind,
        parent: ItemKind?
    ) async throws(SyncError) {
        pass[kind].note(answer)
        if let parent {
            let isListed = parents(parent)
            pass[kind].orphans += known.items.count { $0.parent.flatMap(RatingKey.init).map(isListed) == false }
        }
        services.emit(
            DiagnosticEvent(
                .pageRecognized, "\(answer.filing) is what it was.", reason: reason, count: known.items.count))
        let keys = known.items.compactMap { RatingKey($0.key) }
        if kind == .playlist { pass.playlistPages.append(.recognized(keys)) }
        try await storing { try await services.store.markSeen(keys, of: kind, in: run) }
        try await keepValidator(of: answer, received: known.items.count, list, pageChanged: false)
    }

    /// What is to be noted of a page of which everything was staged, or is in the library as it is.
    func notable<Item: LibraryRecord>(
        _ fetched: Fetched<Item>, parent: Parentage<Item>?
    ) -> KnownPage {
        KnownPage(
            bodyHash: Self.noted(fetched.answer.bodyHash), total: fetched.page.container.totalSize,
            offset: fetched.page.container.offset,
            items: fetched.page.rows.map { KnownPage.Item(key: $0.ratingKey.value, parent: parent?.key($0).value) })
    }

    private static func noted(_ bodyHash: String) -> String { "\(plexReadingVersion) \(bodyHash)" }
}

/// A page of a whole list.
enum ListPage<Item: LibraryRecord & PlexRow> {
    case read(Fetched<Item>)
    case known(KnownPage, Answered)

    func facts(from start: Int) -> PageFacts {
        switch self {
        case .read(let fetched): return fetched.facts(from: start, identify: \.ratingKey.value, key: \.ratingKey)
        case .known(let page, _):
            let keys = page.items.map(\.key)
            return PageFacts(
                start: start, received: keys.count, total: page.total, offset: page.offset, identities: keys,
                keys: keys)
        }
    }
}

/// What is particular about the list of one kind.
struct ListTraits<Item: LibraryRecord> {
    /// Adds to items what their list lacks; given the stored ones.
    typealias Completion = ([Item], [RatingKey: Item]) async throws(SyncError) -> [Item]

    /// Whether pages that come again need not be looked at.
    var recognizesPages = true
    /// Whether the server computes what the item holds.
    var isSmart: ((Item) -> Bool)?
    /// How many items it holds, as the list says.
    var count: ((Item) -> Int?)?
    /// What an item belongs to.
    var parent: Parentage<Item>?
    var complete: Completion?
}

/// What items of one kind belong to: artists or albums.
struct Parentage<Item> {
    var kind: ItemKind
    var key: (Item) -> RatingKey
}
