import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// What moves when a playlist does.
struct PlaylistStamp: Equatable {
    var key: RatingKey
    var updatedAt: Int64?
    var leafCount: Int?
}

/// One page of the list of playlists, as it was read.
enum PlaylistPage {
    case read([PlaylistStamp])
    /// The rows of these are as the page has them.
    case recognized([RatingKey])
}

extension Playlist {
    fileprivate var stamp: PlaylistStamp {
        PlaylistStamp(key: ratingKey, updatedAt: updatedAt, leafCount: leafCount)
    }
}

/// The lists of artists, albums, collections and playlists, and what a page of any list does.
extension RefreshRun {
    func readArtists() async throws(SyncError) {
        try await readKind(Artist.self, .all(8, section: pass.section), ListTraits())
    }

    func readAlbums() async throws(SyncError) {
        let traits = ListTraits<Album>(
            parent: Parentage(kind: .artist, key: \.artistKey),
            complete: { albums, stored throws(SyncError) in
                if Self.haveMoved(albums, from: stored) { self.pass.albumsMoved = true }
                return try await self.withDetails(albums, stored: stored)
            })
        try await readKind(Album.self, .all(9, section: pass.section), traits)
        try checkOrphans(of: .artist, among: .album)
    }

    private static func haveMoved(_ albums: [Album], from stored: [RatingKey: Album]) -> Bool {
        albums.contains { album in stored[album.ratingKey].map { $0.artistKey != album.artistKey } ?? false }
    }

    /// Smart collections change with what they are made of, so that a list which may be unchanged is read all the same
    /// when anything else changed.
    func readCollections() async throws(SyncError) {
        let traits = ListTraits<Collection>(
            recognizesPages: !isContentDue, isSmart: \.isSmart, count: \.childCount)
        try await readKind(
            Collection.self, .all(18, section: pass.section), traits, mayBelieve: !pass.anythingChanged)
    }

    func readPlaylists() async throws(SyncError) {
        let traits = ListTraits<Playlist>(
            recognizesPages: !isContentDue, isSmart: \.isSmart, count: \.leafCount,
            complete: { playlists, _ throws(SyncError) in
                self.pass.playlistPages.append(.read(playlists.map(\.stamp)))
                return playlists
            })
        try await readKind(
            Playlist.self, .playlists(section: pass.section), traits, mayBelieve: !pass.anythingChanged)
    }

    /// Playlists are in no section's counter, so that their list must still be the one that their entries belong to.
    func checkPlaylistsAgain() async throws(SyncError) {
        guard pass.entriesWereRead, pass[.playlist].isComplete else { return }
        var stamps: [PlaylistStamp] = []
        let list = PlexRequest.playlists(section: pass.section)
        _ = try await readPages(of: list, as: Playlist.self, identify: \.ratingKey.value, key: \.ratingKey) {
            (fetched, _) throws(SyncError) in
            stamps += fetched.page.rows.map(\.stamp)
            return true
        }
        guard stamps == (try await stampsOfPlaylists()) else {
            throw .inconsistent("Playlists changed while they were read.")
        }
    }

    /// Those of the whole list, as it was when it was read.
    private func stampsOfPlaylists() async throws(SyncError) -> [PlaylistStamp] {
        var stamps: [PlaylistStamp] = []
        for page in pass.playlistPages {
            switch page {
            case .read(let read): stamps += read
            case .recognized(let keys):
                let rows = try await storing { try await services.store.stored(Playlist.self, keys: keys) }
                stamps += keys.compactMap { rows[$0]?.stamp }
            }
        }
        return stamps
    }

    /// Reads the whole list of one kind, or learns that it is what it was.
    private func readKind<Item: LibraryRecord & PlexRow>(
        _ type: Item.Type, _ list: PlexRequest, _ traits: ListTraits<Item>, mayBelieve: Bool = true
    ) async throws(SyncError) {
        let mayBelieve = mayBelieve && !readAgain.reach.contains(Item.kind)
        if mayBelieve, isUnmoved(Item.kind) { return }
        var first: Fetched<Item>?
        var doubted = false
        if asksOnCondition, mayBelieve, pass.liar == nil {
            switch try await askWhetherModified(list, as: type) {
            case .unmodified(let count):
                if try await isBelieved(unmodified: list, as: type, count: count) {
                    pass[Item.kind].isNotModified = true
                    pass[Item.kind].total = count
                    // What the server computes may be another thing all the same.
                    if traits.isSmart != nil {
                        pass[Item.kind].smart = try await storing {
                            try await services.store.computedLists(Item.kind)
                        }
                    }
                    return
                }
                doubted = true
            case .modified(let page): first = page
            case .unknown: break
            }
        }
        try await readWhole(type, list, first, traits)
        try await count(vanishingOf: Item.kind)
        guard pass[Item.kind].isChanged, bodyIsSame(Item.kind) == false else {
            if pass.liar == list.name { pass.liar = nil }
            return
        }
        if doubted, try await hasLied(about: list, as: type) { pass.liar = list.name }
        // Where everything is read, no condition was sent; one that was believed so far is tried on what is known now.
        if pass.testedTags.contains(Item.kind), try await isSaidToBeUnmodified(list, as: type) { pass.liar = list.name }
    }

    private func readWhole<Item: LibraryRecord & PlexRow>(
        _ type: Item.Type, _ list: PlexRequest, _ first: Fetched<Item>?, _ traits: ListTraits<Item>
    ) async throws(SyncError) {
        pass[Item.kind] = KindReading()
        let isEmpty = try await storing { try await services.store.count(Item.kind) } == 0
        var first = first
        var known: [String: KnownPage?] = [:]
        let paged = try await walk(
            list,
            read: { (request) throws(SyncError) in
                defer { first = nil }
                if let first { return .read(first) }
                let answer = try await answer(request)
                let mayKnow = traits.recognizesPages && !isEmpty
                if mayKnow, let page = try await knownPage(answer) { return .known(page, answer) }
                return .read(try read(answer, to: request, as: type))
            },
            facts: { (page: ListPage<Item>, start) in page.facts(from: start) },
            take: { (page: ListPage<Item>, repeated) throws(SyncError) in
                let fetched: Fetched<Item>
                switch page {
                case .known(let page, let answer) where repeated.isEmpty:
                    try await take(page, answer, list, of: Item.kind, parent: traits.parent?.kind)
                    known[answer.filing] = .some(nil)
                    return true
                // An item that an earlier page had, too, may be another one there.
                case .known(_, let answer): fetched = try read(answer, to: list, as: type)
                case .read(let page): fetched = page
                }
                let unsettled = pass[Item.kind].unsettled
                try await take(fetched, repeated, list, traits, libraryIsEmpty: isEmpty)
                if pass[Item.kind].unsettled == unsettled {
                    known[fetched.answer.filing] = notable(fetched, parent: traits.parent)
                }
                return true
            })
        if paged.received == 0 { try await checkEmptiness(of: list, as: type) }
        pass[Item.kind].total = paged.received
        pass[Item.kind].seen = paged.seen
        pass[Item.kind].isComplete = true
        if !paged.repeated.isEmpty { pass[Item.kind].hasRepeats = true }
        pass[Item.kind].endsFull = paged.endsFull
        try await dropValidators(of: list, from: paged.received)
        let pages = known
        try await storing { try await services.store.setKnownPages(pages, of: Item.kind, in: run) }
    }

    /// Takes a page of a whole list that was read.
    private func take<Item: LibraryRecord & PlexRow>(
        _ fetched: Fetched<Item>, _ repeated: Set<Int64>, _ list: PlexRequest, _ traits: ListTraits<Item>,
        libraryIsEmpty: Bool
    ) async throws(SyncError) {
        if let isSmart = traits.isSmart {
            pass[Item.kind].smart += fetched.page.rows.filter(isSmart).map(\.ratingKey)
            for row in fetched.page.rows { pass[Item.kind].said[row.ratingKey] = traits.count?(row) }
        }
        if let parent = traits.parent {
            let isListed = parents(parent.kind)
            let orphans = fetched.page.rows.count { !isListed(parent.key($0)) }
            pass[Item.kind].orphans += orphans
            pass[Item.kind].unsettled += orphans
        }
        let changed = try await stage(
            fetched, skipping: repeated, libraryIsEmpty: libraryIsEmpty, parent: traits.parent,
            complete: traits.complete)
        try await keepValidator(of: fetched.answer, received: fetched.received, list, pageChanged: changed)
    }

    /// Compares a page with the library and stages what follows; says whether anything on it is new or changed.
    ///
    /// What is new and belongs to nothing that is kept is left out by the commit, and is no change however often it comes.
    @discardableResult
    func stage<Item: LibraryRecord & PlexRow>(
        _ fetched: Fetched<Item>, skipping repeated: Set<Int64>, libraryIsEmpty: Bool,
        parent: Parentage<Item>? = nil, complete: ListTraits<Item>.Completion? = nil
    ) async throws(SyncError) -> Bool {
        let page = fetched.page
        pass[Item.kind].note(fetched.answer)
        reportDamage(on: page, of: Item.kind.rawValue)
        let damaged = page.damaged.compactMap(\.ratingKey)
        pass[Item.kind].unidentified += page.damaged.count - damaged.count
        pass[Item.kind].unread.formUnion(damaged)
        let flaws = page.replaced.count + page.flawed.count
        // Tracks are asked for by their keys; of other kinds the whole list is read again.
        if Item.kind == .track {
            pass[.track].unread.formUnion(page.spoiled)
        } else {
            pass[Item.kind].flaws += flaws
        }
        let keys = page.rows.map(\.ratingKey)
        let stored = try await storing {
            libraryIsEmpty ? [:] : try await services.store.stored(Item.self, keys: keys)
        }
        let own = startsOver ? [:] : stored
        var rows = keepingParts(of: page.rows, own, where: page.flawed)
        if let complete { rows = try await complete(rows, own) }
        if startsOver, let parent {
            // What is stored under the parent's key is another server's.
            let isKept = kept(parent.kind)
            let lost = Set(rows.lazy.filter { !isKept(parent.key($0)) }.map(\.ratingKey.value))
            pass[Item.kind].leftOutKeys.formUnion(lost)
            rows.removeAll { lost.contains($0.ratingKey.value) }
        }
        // What only details brought is no change of the list.
        let differs = { (row: Item, old: Item) in complete == nil || !row.isEqualButForTags(old) }
        let changes = Reconciler.compare(rows, with: stored, skipping: repeated)
        pass[Item.kind].unsettled += page.damaged.count + flaws + changes.repeated.count
        if !changes.repeated.isEmpty { pass[Item.kind].hasRepeats = true }
        for key in changes.repeated { note("\(Item.kind.rawValue) \(key) stands twice in the server's list.") }
        let written = changes.new + changes.changed
        noteUnstamped(changes.changed, own)
        let leftOut = try await leftOut(of: changes.new, parent)
        let kept = changes.new.filter { !leftOut.contains($0.ratingKey.value) }
        pass[Item.kind].leftOutKeys.formUnion(leftOut)
        if !damaged.isEmpty {
            let known = try await storing {
                libraryIsEmpty || startsOver ? [:] : try await services.store.stored(Item.self, keys: damaged)
            }
            pass[Item.kind].leftOutKeys.formUnion(damaged.lazy.filter { known[$0] == nil }.map(\.value))
        }
        let fresh = (kept + changes.changed).map(\.ratingKey)
        pass[Item.kind].fresh += fresh
        if Item.kind == .album, !libraryIsEmpty { pass[.album].newAlbums.formUnion(kept.lazy.map(\.ratingKey.value)) }
        try await storing {
            if !written.isEmpty { try await services.store.upsert(written, in: run) }
            let seen = changes.unchanged + (startsOver ? [] : damaged)
            if !seen.isEmpty { try await services.store.markSeen(seen, of: Item.kind, in: run) }
        }
        return !kept.isEmpty || changes.changed.contains { row in own[row.ratingKey].map { differs(row, $0) } ?? true }
    }

    /// Notes what is another thing than it was, and has no newer stamp for it.
    ///
    /// What the server computes changes without one.
    private func noteUnstamped<Item: LibraryRecord>(_ changed: [Item], _ stored: [RatingKey: Item]) {
        let computed = Set(pass[Item.kind].smart)
        for item in changed where !computed.contains(item.ratingKey) {
            guard let old = stored[item.ratingKey], item.updatedAt ?? 0 <= old.updatedAt ?? 0 else { continue }
            pass[Item.kind].unstamped.insert(item.ratingKey)
        }
    }

    /// How many stored items of a kind the server no longer lists.
    func count(vanishingOf kind: ItemKind) async throws(SyncError) {
        guard pass[kind].isComplete, pass[kind].unidentified == 0 || startsOver else { return }
        let unseen = try await storing { try await services.store.unseen(kind, in: run, limit: 0) }
        pass[kind].vanishing = unseen.count
    }

    /// Whether a key stands in a list that was read; any key does in one that was not.
    func parents(_ kind: ItemKind) -> (RatingKey) -> Bool {
        let reading = pass[kind]
        guard reading.isComplete else { return { _ in true } }
        return { reading.seen.contains($0.value) }
    }

    /// Those of new items that belong to nothing that the library will hold.
    func leftOut<Item: LibraryRecord>(
        of new: [Item], _ parent: Parentage<Item>?
    ) async throws(SyncError) -> Set<Int64> {
        guard let parent, !new.isEmpty else { return [] }
        var isKept = kept(parent.kind)
        if !pass[parent.kind].isComplete {
            // The parents' list is what it was, so that the library has what it will have.
            let keys = new.map(parent.key)
            let known = try await storing {
                switch parent.kind {
                case .artist: Set(try await services.store.stored(Artist.self, keys: keys).keys)
                default: Set(try await services.store.stored(Album.self, keys: keys).keys)
                }
            }
            isKept = { known.contains($0) }
        }
        return Set(new.lazy.filter { !isKept(parent.key($0)) }.map(\.ratingKey.value))
    }

    /// Whether the library will hold the item with a key, as far as its list was read: it is listed and not left out.
    func kept(_ kind: ItemKind) -> (RatingKey) -> Bool {
        let isListed = parents(kind)
        let leftOut = pass[kind].leftOutKeys
        return { isListed($0) && !leftOut.contains($0.value) }
    }

    /// A list that lacks the parents of another list's items is not the whole list.
    func checkOrphans(of parent: ItemKind, among kind: ItemKind) throws(SyncError) {
        let reading = pass[kind]
        if reading.orphans > 0 {
            note("\(reading.orphans) \(kind.plural) belong to \(parent.plural) that the server does not list.")
        }
        guard pass[parent].isComplete, pass[parent].unidentified == 0, !acceptsLosses else { return }
        let parents = pass[parent].total
        if DeletionGuard.isImplausible(orphans: reading.orphans, of: reading.total, parents: parents) {
            throw SyncError(
                .untrustworthyAnswer,
                "\(reading.orphans) of \(reading.total) \(kind.plural) belong to \(parent.plural) that the server's "
                    + "list of \(parents) does not have.")
        }
    }
}
