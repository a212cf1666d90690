import Foundation
import LibraryModel
import LibraryStore

/// What is open, and what it shows.
extension LibrarySession {
    /// Shows the first page of the grid from the cache, then refreshes if the cache is too old; returns after the
    /// first paint.
    ///
    /// A cache from the future, as after a clock was set back, is too old as well: one refresh puts it right. A cache that
    /// cannot be read becomes a banner.
    public func launch() async {
        do {
            let last = try await store.lastRefreshed()
            let count = try await store.albumCount()
            publish { screen in
                screen.lastRefreshed = last
                screen.albumCount = count
            }
            try await show(.grid(page: 0))
            await artwork.follow(run: nil, removing: [])
            if isStale(last) { begin(Flight(.launch, isUnattended: true)) }
        } catch {
            show(SyncError(storing: error))
        }
    }

    private func isStale(_ last: Date?) -> Bool {
        guard let last else { return true }
        let age = configuration.now().timeIntervalSince(last)
        return age < 0 || age >= configuration.freshness / .seconds(1)
    }

    /// Opens a view and asks for its pictures; it is redrawn whenever a refresh or a picture changes it.
    ///
    /// Throws ``SyncError/Code/notFound`` where the library holds no such item. A page behind the end of its list is
    /// empty.
    public func show(_ view: ViewID) async throws(SyncError) {
        let content: ViewContent
        do {
            guard let read = try await read([view])[view] else {
                throw SyncError(
                    .notFound, "The cached library has no such item.", advice: "Refresh, in case it is new.")
            }
            content = read
        } catch {
            throw SyncError(storing: error)
        }
        let isNew = contents[view] == nil
        contents[view] = content
        if isNew { open(view) }
        publish { _ in }
        await artwork.show(allWanted, new: content.wanted)
    }

    /// Pages of the grid come first, and pages of one list stand side by side in their order.
    private func open(_ view: ViewID) {
        guard let (list, number) = view.page else {
            openViews.append(view)
            return
        }
        let pages = openViews.indices.filter { openViews[$0].page?.list == list }
        let next = pages.first { (openViews[$0].page?.number ?? 0) > number }
        let end = pages.last.map { $0 + 1 } ?? (list == .grid ? 0 : openViews.endIndex)
        openViews.insert(view, at: next ?? end)
    }

    /// Closes a view.
    public func dismiss(_ view: ViewID) async {
        openViews.removeAll { $0 == view }
        contents[view] = nil
        publish { _ in }
        await artwork.show(allWanted, new: [])
    }

    /// Searches the whole cached library, whatever is open: every term must stand somewhere in title or artist name.
    ///
    /// Case, accents and widths do not matter; text without a term finds nothing. Throws where the cached library
    /// cannot be read. A search that stays on the screen is a view, ``ViewID/search(_:)``.
    public func search(_ text: String) async throws(SyncError) -> SearchResults {
        do {
            let found = try await store.search(text, limit: configuration.searchLimit)
            var results = SearchResults()
            var content = ViewContent(.search(text), title: text)
            for artist in found.artists { content.add(artist) }
            results.artists = content.view.tiles
            content = ViewContent(.search(text), title: text)
            for album in found.albums { content.add(album) }
            results.albums = content.view.tiles
            content = ViewContent(.search(text), title: text)
            for track in found.tracks { content.add(track) }
            results.tracks = content.view.tiles
            return results
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// Fetches the pictures of the whole library that are not on disk, as far as the budget goes; says how many came.
    ///
    /// Pictures of artists, albums, collections and playlists. Ends when all are there, when the budget is full, when
    /// the server cannot be reached, or when the task is cancelled. Refreshes do not wait for it: pictures have
    /// connections of their own, and those on a screen come first. Throws where the cached library cannot be read.
    @discardableResult
    public func prefetchArtwork() async throws(SyncError) -> Int {
        do {
            return try await artwork.prefetch()
        } catch {
            throw SyncError(storing: error)
        }
    }

    /// The pictures of everything that is open.
    var allWanted: Set<ArtworkCache.Wanted> { contents.values.reduce(into: []) { $0.formUnion($1.wanted) } }

    /// What views show, of no earlier a moment than the last commit, with the pictures that came meanwhile; nothing of
    /// those whose item is not there.
    private func read(_ views: [ViewID]) async throws -> [ViewID: ViewContent] {
        readings += 1
        let first = pictureChanges.count
        defer {
            readings -= 1
            if readings == 0 { pictureChanges.removeAll() }
        }
        while true {
            let before = generation
            var read: [ViewID: ViewContent] = [:]
            for view in views {
                read[view] = try await store.content(
                    of: view, pageSize: configuration.gridPageSize, searchLimit: configuration.searchLimit)
            }
            guard before == generation else { continue }
            for (owner, hash) in pictureChanges[first...] {
                for view in views { _ = read[view]?.replacePicture(of: owner, with: hash) }
            }
            return read
        }
    }

    /// Reads every open view again after a commit; one whose item is gone stays open and shows nothing.
    func readAgain() async throws -> [ViewID: ViewContent] {
        generation += 1
        let views = openViews
        let read = try await read(views)
        return views.reduce(into: [:]) { $0[$1] = read[$1] ?? ViewContent($1, title: "") }
    }

    func pictureChanged(of owner: RatingKey, to hash: String?) {
        if readings > 0 { pictureChanges.append((owner, hash)) }
        for view in openViews { _ = contents[view]?.replacePicture(of: owner, with: hash) }
        publish { _ in }
    }

    func show(_ error: SyncError) {
        publish { $0.banner = Banner(code: error.code, message: error.message, advice: error.advice) }
    }
}
