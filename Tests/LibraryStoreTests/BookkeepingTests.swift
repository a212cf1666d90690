import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// Runs, checkpoints, validators and artwork rows.
struct BookkeepingTests {
    @Test func `checkpoints and validators are the commit's, written only where they differ`() async throws {
        try await withStore { store in
            try await store.fill()
            #expect(try await store.checkpoints()["tracks"] == "T1")
            #expect(try await store.validators() == ["albums": StoredValidator(etag: "\"a\"", itemCount: 3)])
            let summary = try await store.sync { run in
                try await store.saveCheckpoints(["tracks": "T2"], in: run)
                try await store.saveCheckpoints(["new": "N"], in: run)
                try await store.saveValidator(StoredValidator(etag: "\"a\"", itemCount: 3), for: "albums", in: run)
                try await store.saveValidator(StoredValidator(lastModified: "now"), for: "artists", in: run)
            }
            #expect(summary.rowsWritten == ["checkpoint": 2, "validator": 1, "syncRun": 1])
            try await store.sync { run in
                try await store.saveCheckpoints(["tracks": nil], in: run)
                try await store.saveValidator(nil, for: "albums", in: run)
            }
            #expect(try await store.checkpoints()["tracks"] == nil)
            #expect(try await store.checkpoints()["new"] == "N")
            #expect(try await store.validators() == ["artists": StoredValidator(lastModified: "now")])
        }
    }

    @Test func `a run's record is kept with the commit's own counts`() async throws {
        try await withStore { store in
            let run = try await store.begin(reason: .userInitiated, at: date(1_000))
            try await store.upsert([anArtist(1)], in: run)
            var given = RunRecord(run, endedAt: date(1_002), outcome: RunRecord.success, message: "fine")
            given.requests = 7
            given.bytes = 12_345
            given.artworkFetched = 2
            given.artworkFailed = 1
            given.verdicts = ["one \"element\" skipped", "ü"]
            let summary = try await store.commit(run, record: given)
            given.counts = summary.counts
            #expect(try await store.runs(limit: 5) == [given])
            #expect(given.counts[.artist] == ChangeCounts(new: 1))

            try await store.addArtwork(fetched: 3, removed: 1, failed: 4, toRun: run.id)
            let after = try await store.runs(limit: 5).first
            #expect(after?.artworkFetched == 5 && after?.artworkRemoved == 1 && after?.artworkFailed == 5)
        }
    }

    @Test func `the last 200 runs are kept, and the last successful one beyond them`() async throws {
        try await withStore { store in
            try await store.sync { _ in }
            for number in 2...205 {
                let run = try await store.begin(reason: .background, at: date())
                #expect(run.id == Int64(number))
                try await store.abandon(run, record: record(run, "offline"))
            }
            let runs = try await store.runs(limit: 1_000)
            #expect(runs.map(\.id) == (6...205).reversed() + [1])
            #expect(try await store.lastRefreshed() == runs.last?.endedAt)
        }
    }

    @Test func `what became of pictures is noted in a cancelled task, too`() async throws {
        try await withStore { store in
            let run = try await store.begin(reason: .background, at: date())
            _ = try await store.commit(run, record: record(run))
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.addArtwork(fetched: 2, removed: 1, failed: 0, toRun: run.id)
            }.value
            #expect(try await store.runs(limit: 1).first?.artworkFetched == 2)
        }
    }

    @Test func `a changed thumb puts a picture that was shown on the work list`() async throws {
        try await withStore { store in
            try await store.fill()
            _ = try await store.saveArtwork(artwork(11, file: "a.png"))
            #expect(try await store.artworkWorkList(limit: 10).isEmpty)
            let summary = try await store.sync { run in
                var first = try anAlbum(11, by: 1, "First")
                first.thumb = ArtworkReference("/library/metadata/11/thumb/2")
                var third = try anAlbum(21, by: 2, "Third")
                third.thumb = ArtworkReference("/library/metadata/21/thumb/2")
                try await store.upsert([first, third], in: run)
            }
            #expect(summary.rowsWritten["artwork"] == 1)
            let work = try await store.artworkWorkList(limit: 10)
            #expect(work.map(\.reference.path) == ["/library/metadata/11/thumb/2"])
            #expect(work.first?.file?.name == "a.png", "the old picture is shown until the new one is there")
            #expect(work.first?.isWanted == true)
            #expect(try await store.albums(offset: 0, limit: 1).first?.artworkHash == "hash of a.png")
        }
    }

    @Test func `a download for an old reference does not replace a newer one`() async throws {
        try await withStore { store in
            try await store.fill()
            try await store.sync { run in
                var first = try anAlbum(11, by: 1, "First")
                first.thumb = ArtworkReference("/library/metadata/11/thumb/2")
                try await store.upsert([first], in: run)
            }
            let fresh = try await store.saveArtwork(artwork(11, file: "new.png", stamp: 2))
            #expect(fresh == ArtworkSaved(isCurrent: true, unusedFiles: []))
            let late = try await store.saveArtwork(artwork(11, file: "old.png", stamp: 1))
            #expect(late == ArtworkSaved(isCurrent: false, unusedFiles: []))
            let gone = try await store.saveArtwork(artwork(99, file: "gone.png"))
            #expect(gone.isCurrent == false)
            #expect(try await store.allArtworkFiles() == ["new.png"])
        }
    }

    @Test func `a file is given up only when no item shares it any more`() async throws {
        try await withStore { store in
            try await store.fill()
            _ = try await store.saveArtwork(artwork(11, file: "shared.png"))
            _ = try await store.saveArtwork(artwork(21, file: "shared.png"))
            #expect(try await store.artworkBytes() == 10)
            let first = try await store.sync { run in try await store.refresh(without: [11, 111, 112], in: run) }
            #expect(first.removedArtworkFiles.isEmpty)
            let second = try await store.sync { run in
                try await store.upsert([anAlbum(21, by: 2, "Third")], in: run)
            }
            #expect(second.removedArtworkFiles == ["shared.png"], "the item lost its thumb")
            #expect(try await store.artwork(for: keys(11, 21)).isEmpty)
            #expect(try await store.runs(limit: 1).first?.artworkRemoved == 1)
        }
    }

    @Test func `pictures are ordered by use`() async throws {
        try await withStore { store in
            try await store.fill()
            var first = try artwork(11, file: "a.png")
            first.lastUsedAt = date(10)
            _ = try await store.saveArtwork(first)
            var third = try artwork(21, file: "b.png")
            third.lastUsedAt = date(20)
            _ = try await store.saveArtwork(third)
            #expect(try await store.leastRecentlyUsedArtwork(limit: 9).map(\.owner) == keys(11, 21))
            try await store.noteUse(keys(11), at: date(30))
            #expect(try await store.leastRecentlyUsedArtwork(limit: 9).map(\.owner) == keys(21, 11))
            first.lastUsedAt = date(30)
            #expect(try await store.artwork(for: keys(11, 12)) == [key(11): first])
            #expect(try await store.removeArtwork(key(11)) == ["a.png"])
            #expect(try await store.thumb(of: key(21))?.path == "/library/metadata/21/thumb/1")
            #expect(try await store.thumb(of: key(12)) == nil)
        }
    }

    @Test func `a picture that never came is on the work list`() async throws {
        try await withStore { store in
            try await store.fill()
            let reference = try #require(ArtworkReference("/library/metadata/11/thumb/1"))
            let wanted = StoredArtwork(owner: try key(11), reference: reference)
            #expect(try await store.saveArtwork(wanted).isCurrent)
            #expect(try await store.artworkWorkList(limit: 10) == [wanted])
        }
    }
}
