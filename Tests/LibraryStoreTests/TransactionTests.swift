import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// All or nothing: sync-requirements, promise 1.
struct TransactionTests {
    @Test func `nothing that a run stages is visible before its commit`() async throws {
        try await withStore { store in
            try await fill(store)
            let before = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            #expect(try await store.contents() == before)
            _ = try await store.commit(run, record: record(run))
            let after = try await store.contents()
            #expect(after.artists != before.artists && after.albums != before.albums)
            #expect(after.tracks != before.tracks && after.members != before.members)
            #expect(after.entries != before.entries && after.checkpoint != before.checkpoint)
            #expect(after.validators != before.validators && after.details != before.details)
            #expect(after.observations != before.observations && after.page != before.page)
            #expect(after.grid != before.grid && after.runs != before.runs)
            #expect(try before.work.isEmpty && after.work.map(\.owner) == keys(11))
        }
    }

    @Test func `staging does not touch a byte of the library's files`() async throws {
        try await withStore { store in
            try await fill(store)
            let before = try libraryBytes(in: store.folder)
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            _ = try await store.unseen(.album, in: run, limit: 10)
            #expect(try libraryBytes(in: store.folder) == before)
        }
    }

    @Test func `an abandoned run leaves its record and nothing else`() async throws {
        try await withStore { store in
            try await fill(store)
            var expected = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            try await store.startOver(in: run)
            let failed = record(run, "offline")
            try await store.abandon(run, record: failed)
            expected.runs.insert(failed, at: 0)
            #expect(try await store.contents() == expected)

            let next = try await store.sync { _ in }
            #expect(next.libraryRowsWritten == 0, "what was abandoned must not be applied by the next run")
            #expect(try await store.contents().validators == expected.validators)
        }
    }

    @Test func `a kill in the middle of a run leaves the library of before`() async throws {
        try await withStore { store in
            try await fill(store)
            let before = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            try await withFolder { folder in
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                for file in ["library.sqlite", "library.sqlite-wal"] {
                    try FileManager.default.copyItem(
                        at: store.folder.appending(path: file), to: folder.appending(path: file))
                }
                let revived = try LibraryStore.open(folder: folder)
                #expect(try await revived.contents() == before)
                let again = try await revived.begin(reason: .launch, at: date())
                try await revived.abandon(again, record: record(again, "cancelled"))
                try revived.close()
            }
        }
    }

    @Test(arguments: CommitStep.allCases, [false, true])
    func `a commit that fails before a step changes nothing`(step: CommitStep, startsOver: Bool) async throws {
        struct Stop: Error {}
        try await withStore { store in
            try await fill(store)
            let before = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            if startsOver { try await store.startOver(in: run) }
            await #expect(throws: Stop.self) {
                try await store.commit(run, record: record(run)) { if $0 == step { throw Stop() } }
            }
            #expect(try await store.contents() == before)

            // The run is still there: a second attempt does all of it.
            let summary = try await store.commit(run, record: record(run))
            #expect(summary.counts[.album] == ChangeCounts(new: 1, changed: 1, unchanged: 0, deleted: 2))
        }
    }

    @Test func `a constraint that refuses the last row takes the whole commit back`() async throws {
        try await withStore { store in
            try await fill(store)
            let before = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            var impossible = record(run)
            impossible.requests = -1
            let error = await #expect(throws: StoreError.self) { try await store.commit(run, record: impossible) }
            guard case .refused = error else {
                Issue.record("expected a refusal, got \(String(describing: error))")
                return
            }
            #expect(try await store.contents() == before)
            try await store.abandon(run, record: record(run, "storeDamaged"))
        }
    }

    @Test func `a cancelled commit changes nothing, and its run can still be abandoned`() async throws {
        try await withStore { store in
            try await fill(store)
            let before = try await store.contents()
            let run = try await store.begin(reason: .background, at: date())
            try await stageEverything(store, run)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                do {
                    _ = try await store.commit(run, record: record(run))
                    Issue.record("a cancelled task must not commit")
                } catch {
                    #expect(error is CancellationError)
                }
                try await store.abandon(run, record: record(run, "cancelled"))
            }
            try await task.value
            let after = try await store.contents()
            #expect(after.albums == before.albums)
            #expect(after.runs.first?.outcome == "cancelled")
        }
    }

    @Test func `there is one run at a time, and it is over when it was committed`() async throws {
        try await withStore { store in
            let run = try await store.begin(reason: .launch, at: date())
            await #expect(throws: StoreError.runInProgress(id: run.id)) {
                try await store.begin(reason: .launch, at: date())
            }
            _ = try await store.commit(run, record: record(run))
            await #expect(throws: StoreError.noSuchRun(id: run.id)) {
                try await store.upsert([anArtist(1)], in: run)
            }
            await #expect(throws: StoreError.noSuchRun(id: run.id)) {
                try await store.abandon(run, record: record(run))
            }
            let next = try await store.begin(reason: .launch, at: date())
            #expect(next.id == run.id + 1)
        }
    }

    /// A library with a picture on disk, and with everything that is remembered.
    private func fill(_ store: LibraryStore) async throws {
        try await store.fill()
        try await store.sync { run in
            try await store.saveAlbumDetails([key(11): DetailStamp(stamp: 1, listTags: "genre Rock")], in: run)
            let seen = Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200)
            try await store.saveObservations([seen], in: run)
        }
        _ = try await store.saveArtwork(artwork(11, file: "a.png"))
        _ = try await store.saveArtwork(artwork(21, file: "b.png"))
    }

    /// A change of every sort: new, changed, deleted, moved, tagged, pictured, listed, noted.
    private func stageEverything(_ store: LibraryStore, _ run: SyncRun) async throws {
        var changed = try anAlbum(11, by: 1, "Renamed")
        changed.thumb = ArtworkReference("/library/metadata/11/thumb/2")
        changed.tags = [Tag(.genre, "Jazz")]
        try await store.upsert([aTrack(511, on: 51)], in: run)
        try await store.upsert([anAlbum(51, by: 5), changed], in: run)
        try await store.upsert([anArtist(5, "Five")], in: run)
        try await store.markSeen(keys(1), of: .artist, in: run)
        try await store.setMembers(keys(51, 11), of: key(31), in: run)
        try await store.setEntries(places([511]), of: key(41), in: run)
        try await store.saveCheckpoints(["tracks": "T2"], in: run)
        try await store.saveValidator(nil, for: "albums", in: run)
        try await store.saveAlbumDetails([key(51): DetailStamp(stamp: 7, listTags: "genre Jazz")], in: run)
        let seen = Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200, isChanged: true)
        try await store.saveObservations([seen], in: run)
        let page = KnownPage(bodyHash: "a", total: 1, offset: 0, items: [KnownPage.Item(key: 51, parent: 5)])
        try await store.setKnownPages(["albums": page], of: .album, in: run)
        try await store.prune(.artist, in: run)
        try await store.prune(.album, in: run)
    }
}
