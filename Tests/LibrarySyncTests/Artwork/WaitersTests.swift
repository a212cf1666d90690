import Foundation
import LibraryModel
import Testing

@testable import LibrarySync

/// The parts of the picture cache that need no session.
struct WaitersTests {
    @Test func `who is cancelled before the waiting begins does not wait`() async throws {
        let waiters = PictureWaiters()
        let wanted = ArtworkCache.Wanted(owner: key(1), reference: try #require(ArtworkReference("/thumb/1")))
        let error = await withTaskGroup(of: SyncError?.self) { group in
            group.cancelAll()
            group.addTask { await waiters.outcome(of: wanted) { Issue.record("nobody waits for it") } }
            return await group.next() ?? nil
        }
        #expect(error?.code == .cancelled)
    }

    @Test func `a file that cannot be put in its place leaves nothing behind`() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let folder = try ArtworkFolder(url)
        // A folder that is not empty cannot be replaced by a file.
        try FileManager.default.createDirectory(
            at: url.appending(path: "1.png/inside"), withIntermediateDirectories: true)
        #expect(throws: FileFailure.self) { try folder.write(Data("picture".utf8), as: "1.png") }
        #expect(folder.names() == ["1.png"])
        try folder.write(Data("picture".utf8), as: "2.png")
        #expect(folder.names().sorted() == ["1.png", "2.png"])
        #expect(folder.length("2.png") == 7)
    }

    @Test func `who waits behind another picture is not left when the session closes`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in request.isPicture ? .hang : nil }
        try await withThrowingTaskGroup(of: Void.self) { group in
            try await bench.session {
                $0.maximumDownloads = 1
            } _: { session in
                for album in [1010, 1011] as [Int64] {
                    let reference = try #require(ArtworkReference("/library/metadata/\(album)/thumb/1"))
                    group.addTask {
                        let error = await #expect(throws: SyncError.self) { try await session.picture(of: key(album)) }
                        #expect(error?.code == .cancelled)
                    }
                    let wanted = ArtworkCache.Wanted(owner: key(album), reference: reference)
                    while await !session.artwork.isUnderWay(wanted) { await Task.yield() }
                }
            }
            try await group.waitForAll()
        }
        #expect(bench.server.pictures.count == 1)
    }
}
