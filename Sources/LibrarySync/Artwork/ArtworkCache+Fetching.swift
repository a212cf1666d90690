import Foundation
import LibraryModel
import LibraryStore

/// One picture: its request, its file and its row, and what its failure means for the others.
extension ArtworkCache {
    /// Fetches a picture of which the database knew this when it was asked for.
    func fetch(_ wanted: Wanted, _ row: StoredArtwork?) async {
        do {
            let present = (saved[wanted.owner] ?? row?.file).flatMap { isIntact($0) ? $0 : nil }
            let isCurrent = present?.reference == wanted.reference
            if isCurrent, !revalidations.contains(wanted) { return }
            if isAhead(wanted), !canPrefetch { return }
            let era = era
            let answer: PlexAnswer
            do throws(RequestFailure) {
                answer = try await services.client.picture(
                    wanted.reference.path, on: isCurrent ? present?.etag.map(Precondition.ifNoneMatch) : nil)
            } catch {
                giveUp(wanted, error)
                return
            }
            setbacks = 0
            if answer.isNotModified || era != self.era { return }
            guard let format = PictureFormat(answer.body) else {
                hopeless.insert(wanted.reference)
                fail(wanted, "what came is no picture")
                return
            }
            guard format.isComplete(answer.body) else { return fail(wanted, "only a part of it came") }
            try await publish(answer, format, for: wanted, in: row, present)
        } catch {
            // The next one would come in vain as well.
            canPrefetch = false
            if !(error is CancellationError) { failed += 1 }
            waiters.settle(wanted, SyncError(storing: error))
            report(error)
        }
    }

    /// Whether no screen shows a picture that is being fetched.
    func isAhead(_ wanted: Wanted) -> Bool { inFlight[wanted] == .someDay }

    /// Puts a picture on disk and into the database, unless the item wants another one by now.
    ///
    /// One at a time: room is made by what is there, and two at once would each make room for both.
    private func publish(
        _ answer: PlexAnswer, _ format: PictureFormat, for wanted: Wanted, in row: StoredArtwork?,
        _ present: ArtworkFile?
    ) async throws {
        await takeTurn()
        defer { endTurn() }
        let bytes = answer.body
        let hash = ContentHash.of(bytes)
        let isSame =
            present.map { $0.hash == hash && $0.length == bytes.count && services.folder.read($0.name) == bytes }
            ?? false
        let name = present.flatMap { isSame ? $0.name : nil } ?? "\(wanted.owner)-\(hash).\(format.fileExtension)"
        if !isSame { try services.folder.write(bytes, as: name) }
        let file = ArtworkFile(
            name: name, reference: wanted.reference, length: Int64(bytes.count), hash: hash, etag: answer.etag)
        let outcome: ArtworkSaved
        do {
            outcome = try await services.store.saveArtwork(
                StoredArtwork(
                    owner: wanted.owner, reference: wanted.reference, file: file,
                    lastUsedAt: row?.lastUsedAt ?? (isAhead(wanted) ? nil : services.now())))
        } catch {
            // A file that no row knows takes room which is perhaps what is lacking.
            if !isSame { services.folder.remove([name]) }
            throw error
        }
        guard outcome.isCurrent else {
            let isUsed = try await services.store.allArtworkFiles().contains(name)
            if !isUsed { services.folder.remove([name]) }
            return
        }
        fetched += 1
        saved[wanted.owner] = file
        knownBytes = knownBytes.map { $0 + file.length }
        verified.insert(name)
        let unused = outcome.unusedFiles.filter { $0 != name }
        services.folder.remove(unused)
        removed += unused.count
        services.emit(DiagnosticEvent(.artworkFetched, "The picture of item \(wanted.owner) was fetched."))
        let stays = try await makeRoom(sparing: wanted)
        if stays, isAhead(wanted) { prefetched += 1 }
        await listener?(wanted.owner, stays ? hash : nil)
    }

    private func takeTurn() async {
        guard isPublishing else {
            isPublishing = true
            return
        }
        await withCheckedContinuation { publishers.append($0) }
    }

    private func endTurn() {
        if publishers.isEmpty { isPublishing = false } else { publishers.removeFirst().resume() }
    }

    /// Whether a file is there with the length and, once in a session, the hash that the database knows.
    func isIntact(_ file: ArtworkFile) -> Bool {
        guard services.folder.length(file.name) == file.length else { return false }
        if verified.contains(file.name) { return true }
        guard let bytes = services.folder.read(file.name), ContentHash.of(bytes) == file.hash else { return false }
        verified.insert(file.name)
        return true
    }

    /// A file that is missing or damaged is a miss.
    func forget(_ owner: RatingKey, _ file: ArtworkFile) async {
        await takeTurn()
        defer { endTurn() }
        if let newer = saved[owner], newer != file, isIntact(newer) { return }
        saved[owner] = nil
        verified.remove(file.name)
        do { services.folder.remove(try await services.store.removeArtwork(owner)) } catch { report(error) }
        await listener?(owner, nil)
    }

    private func giveUp(_ wanted: Wanted, _ failure: RequestFailure) {
        let error = SyncError(failure, asking: "the picture of item \(wanted.owner)")
        switch failure {
        case .cancelled: return waiters.settle(wanted, .cancelled)
        case .cannotConnect where isOwn(wanted): giveUpAll(error)
        case .timedOut where isOwn(wanted):
            noteSetback()
            if setbacks >= services.maximumDownloads { giveUpAll(error) }
        case .connectionLost where isOwn(wanted): noteSetback()
        case .status(401, _), .status(429, _), .status(503, _): if isOwn(wanted) { canPrefetch = false }
        case .status(let code, _) where (400..<500).contains(code) && code != 408: hopeless.insert(wanted.reference)
        case .status where isOwn(wanted): noteSetback()
        case .redirectRefused, .tooManyRedirects, .bodyTooLarge: hopeless.insert(wanted.reference)
        default: break
        }
        waiters.settle(wanted, error)
        fail(wanted, failure.words)
    }

    /// Whether a picture is on the server itself: what another one does says nothing of the rest.
    private func isOwn(_ wanted: Wanted) -> Bool {
        services.client.address.resolve(reference: wanted.reference.path)?.isOwn ?? true
    }

    /// One picture may fail alone; where none of those under way came, none is asked for that nobody looks at.
    private func noteSetback() {
        setbacks += 1
        if setbacks >= services.maximumDownloads { canPrefetch = false }
    }

    /// Whoever else is waiting would wait in vain; what is shown is asked for again after the next refresh.
    private func giveUpAll(_ error: SyncError) {
        queue.removeAll()
        waiters.settleAll(error)
        canPrefetch = false
        setbacks = 0
    }

    private func fail(_ wanted: Wanted, _ why: String) {
        // One that is there, and was asked for again, is not missing.
        if !revalidations.contains(wanted) { failed += 1 }
        tell(wanted, why)
    }

    func tell(_ wanted: Wanted, _ why: String) {
        waiters.settle(wanted, Self.missing(wanted, why))
        services.emit(DiagnosticEvent(.artworkFailed, "The picture of item \(wanted.owner) is missing: \(why)."))
    }

    func report(_ error: any Error) {
        if error is CancellationError { return }
        services.emit(DiagnosticEvent(.storeFailed, "Pictures: \(SyncError(storing: error).message)"))
    }
}
