import Foundation
import LibraryModel
import LibraryStore

/// One refresh at a time: sync-requirements, promise 5.
extension LibrarySession {
    /// Refreshes, or joins the refresh that is under way; a failure is a result, and a banner on the screen.
    ///
    /// A person's refresh does not join one that began in the background, since that may have read the server before
    /// the change the person waits for: it follows it. `acceptingLargeDeletion` applies a removal that the guard would
    /// refuse; set it only where a person was shown the numbers and agreed. `verifyingInFull` reads every list, and
    /// believes no validator and no counter of the server's; where one is believed, that happens by itself once in seven
    /// days.
    ///
    /// When the waiting task is cancelled, and nobody else waits, the refresh is cancelled, and the library kept.
    ///
    /// A refresh whose commit took place has succeeded, also where the open views could not be read again afterwards:
    /// a banner and ``DiagnosticEvent/Name/storeFailed`` tell of that.
    ///
    /// A picture whose bytes changed under the reference that it had is noticed by a person's refresh alone, for what
    /// is open on the screen, and only where the server gives pictures validators (ETags). Nothing else tells of it.
    public func refresh(
        _ reason: SyncReason, acceptingLargeDeletion: Bool = false, verifyingInFull: Bool = false
    ) async -> RefreshResult {
        var options: RefreshOptions = []
        if acceptingLargeDeletion { options.insert(.acceptingLargeDeletion) }
        if verifyingInFull { options.insert(.verifyingInFull) }
        return await refresh(reason, options)
    }

    /// Reads the library of whatever server and section answer now, and puts it in the place of the cached one.
    ///
    /// For a person who was told that another server or another section answers (``SyncError/Code/otherServer``,
    /// ``SyncError/Code/otherSection``) and wants that one. The new library is staged beside the old one and takes its
    /// place in one transaction; when anything fails, the old one is kept. Pictures are fetched anew.
    public func startOver() async -> RefreshResult {
        await refresh(.userInitiated, .startingOver)
    }

    /// Those who wait for a refresh now.
    package var waiting: Int { (queued + [flight].compactMap { $0 }).reduce(0) { $0 + $1.waiting } }

    private func refresh(_ reason: SyncReason, _ options: RefreshOptions) async -> RefreshResult {
        func serves(_ flight: Flight) -> Bool {
            guard options.isSubset(of: flight.options) else { return false }
            return reason != .userInitiated || flight.reason == .userInitiated
        }
        for flight in [flight].compactMap(\.self) + queued where serves(flight) {
            if let number = flight.join() { return await flight.value(for: number) }
        }
        let new = Flight(reason, options)
        guard let number = new.join() else { return .failed(.cancelled) }
        begin(new)
        return await new.value(for: number)
    }

    /// Starts a refresh, or queues it behind the one that is under way.
    func begin(_ new: Flight) {
        guard flight == nil else {
            queued.append(new)
            return
        }
        flight = new
        activity.workBegan()
        guard jobs.push({ await self.fly(new) }) else {
            flight = nil
            new.end(.failed(.cancelled))
            activity.workEnded()
            return
        }
        publish { $0.isRefreshing = true }
    }

    private nonisolated func fly(_ flight: Flight) async {
        let reason = flight.reason
        configuration.onEvent?(DiagnosticEvent(.refreshBegan, "A refresh began (\(reason)).", reason: reason))
        let services = RefreshServices(
            client: client.metered(by: TrafficMeter(), policy: .standard), store: store,
            sectionKey: configuration.sectionKey, pageSize: configuration.pageSize, now: configuration.now,
            emit: { [configuration] in configuration.onEvent?($0) })
        let options = flight.options
        if options.contains(.startingOver) { await artwork.distrustDownloads() }
        let outcome = await flight.cancellable {
            await RefreshRun.perform(services, reason: reason, options: options)
        }
        await land(flight, outcome ?? (.failed(.cancelled), [], nil))
    }

    private func land(_ ended: Flight, _ outcome: RefreshRun.Outcome) async {
        let result = outcome.result
        var error = result.error
        if result.isSuccess {
            do {
                try await showRefreshed()
            } catch let unshown {
                // The library is the new one all the same: the refresh succeeded, and the screen alone is behind.
                let unshown = SyncError(storing: unshown)
                error = unshown
                if unshown.code != .cancelled { emit(.storeFailed, "The screen is not up to date: \(unshown.message)") }
            }
            if ended.options.contains(.startingOver) { await artwork.forgetFiles() }
            await artwork.follow(
                run: outcome.run, removing: outcome.removedFiles, retrying: ended.reason == .userInitiated,
                isBeginning: false)
            await artwork.show(allWanted, new: [], revalidating: ended.reason == .userInitiated)
        }
        publish { [error] screen in
            screen.isRefreshing = !queued.isEmpty
            // Whoever cancels knows; it is no news for a banner.
            guard let error, error.code != .cancelled else { return }
            screen.banner = Banner(code: error.code, message: error.message, advice: error.advice)
        }
        configuration.onEvent?(
            DiagnosticEvent(
                .refreshEnded, "A refresh ended (\(ended.reason)): \(result.outcome).", reason: ended.reason,
                result: result))
        flight = nil
        beginNext()
        // What was queued may have been given up by whoever asked for it.
        if flight == nil { publish { $0.isRefreshing = false } }
        ended.end(result)
        activity.workEnded()
    }

    /// Begins what is queued; of a session that closes, nothing begins, and everyone who waits is told.
    private func beginNext() {
        while flight == nil, !queued.isEmpty {
            let next = queued.removeFirst()
            if next.isAbandoned { next.end(.failed(.cancelled)) } else { begin(next) }
        }
    }

    /// Shows what a commit changed, all at once.
    private func showRefreshed() async throws {
        let count = try await store.albumCount()
        let last = try await store.lastRefreshed()
        // Nothing may come between this and its being shown: a picture would be lost.
        let read = try await readAgain()
        for (view, content) in read where contents[view] != nil { contents[view] = content }
        publish { screen in
            screen.albumCount = count
            screen.lastRefreshed = last
            screen.banner = nil
        }
    }
}
