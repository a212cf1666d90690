import LibraryModel
import Testing

@testable import LibraryStore

/// A run that takes the place of everything: what it did not bring itself is forgotten.
struct StartOverTests {
    @Test func `checkpoints, validators, details and pictures of before are forgotten, and those it brings are kept`()
        async throws
    {
        try await withStore { store in
            try await store.fill()
            try await store.sync { run in
                let stamps = [
                    try key(11): DetailStamp(stamp: 1, listTags: ""), try key(12): .init(stamp: 2, listTags: ""),
                ]
                try await store.saveAlbumDetails(stamps, in: run)
                try await store.saveCheckpoints(["kept": "old"], in: run)
                try await store.saveValidator(StoredValidator(etag: "\"b\""), for: "artists", in: run)
            }
            _ = try await store.saveArtwork(artwork(11, file: "a.png"))
            let summary = try await store.sync { run in
                try await store.startOver(in: run)
                try await store.refresh(without: [], in: run)
                try await store.saveAlbumDetails([key(12): DetailStamp(stamp: 3, listTags: "")], in: run)
                try await store.saveCheckpoints(["kept": "new"], in: run)
                try await store.saveValidator(StoredValidator(etag: "\"c\""), for: "artists", in: run)
            }
            #expect(summary.libraryRowsWritten == 0)
            #expect(summary.removedArtworkFiles == ["a.png"])
            #expect(try await store.checkpoints() == ["kept": "new"])
            #expect(try await store.validators() == ["artists": StoredValidator(etag: "\"c\"")])
            let details = try await store.albumDetails(of: keys(11, 12))
            #expect(details == [try key(12): DetailStamp(stamp: 3, listTags: "")])
        }
    }
}
