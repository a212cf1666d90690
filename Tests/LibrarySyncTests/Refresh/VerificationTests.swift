import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// What no stamp tells: it is found when everything is verified, when asked and, where the server's counter is believed,
/// by itself after seven days.
struct VerificationTests {
    /// How everything comes to be verified.
    enum Cause: CaseIterable { case asked, sevenDays }

    private func bench(_ cause: Cause) async throws -> Workbench {
        let bench = Workbench()
        switch cause {
        case .asked: try await bench.refresh()
        case .sevenDays: try await bench.study()
        }
        return bench
    }

    private func verify(_ bench: Workbench, _ cause: Cause) async throws -> RefreshResult {
        if cause == .sevenDays { bench.moveTime(by: 7 * 24 * 3_600) }
        return try await bench.session { session in
            await session.refresh(.userInitiated, verifyingInFull: cause == .asked)
        }
    }

    @Test(arguments: Cause.allCases)
    func `a track without a new stamp`(cause: Cause) async throws {
        let bench = try await bench(cause)
        bench.server.changeInSecret { $0.tracks[3].title = "Changed in secret" }
        #expect(try await bench.refresh().counts[.track]?.changed == 0)
        #expect(try await verify(bench, cause).counts[.track]?.changed == 1)
    }

    @Test(arguments: Cause.allCases)
    func `a playlist without a new stamp`(cause: Cause) async throws {
        let bench = try await bench(cause)
        bench.server.changeInSecret { $0.playlists[0].content = [101_101, 101_001, 101_002] }
        try await bench.refresh()
        #expect(try await bench.contents().entries[900_002]?.first == 101_001)
        try await _ = verify(bench, cause)
        #expect(try await bench.contents().entries[900_002]?.first == 101_101)
    }

    @Test(arguments: Cause.allCases)
    func `details without a new stamp`(cause: Cause) async throws {
        let bench = try await bench(cause)
        bench.server.changeInSecret { $0.albums[0].detailChildren = "<Mood tag=\"Calm\"/>" }
        #expect(try await bench.refresh().counts[.album]?.changed == 0)
        #expect(try await verify(bench, cause).counts[.album]?.changed == 1)
    }

    @Test func `where nothing is believed, time alone costs no request`() async throws {
        let bench = try await bench(.asked)
        bench.server.forget()
        try await bench.refresh()
        let usual = bench.server.metadata.count
        bench.moveTime(by: 30 * 24 * 3_600)
        bench.server.forget()
        #expect(try await bench.refresh().libraryRowsWritten == 0)
        #expect(bench.server.metadata.count == usual)
    }

    @Test func `a track edited while the server's clock was set back is found at once`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.change { plex in
            plex.now -= 86_400
            plex.tracks[0].title = "Yesterday"
            plex.tracks[0].updatedAt = plex.now
        }
        #expect(try await bench.refresh().counts[.track]?.changed == 1)
    }

    @Test func `a section that does not say once which one it is, is not forgotten for it`() async throws {
        let bench = Workbench()
        try await bench.refresh()
        bench.server.script { request, _ in
            guard request.url.path == "/library/sections" else { return nil }
            let answer = #"<MediaContainer size="1"><Directory key="4" type="artist" title="Music"/></MediaContainer>"#
            return .answer(TransportResponse(status: 200, body: Data(answer.utf8)))
        }
        #expect(try await bench.refresh().error == nil)
        bench.server.script(nil)
        bench.server.change { $0.sectionUUID = "another" }
        #expect(try await bench.refresh().error?.code == .otherSection)
    }

    @Test func `what the server computes from what nobody stores is read again when the counter moved`() async throws {
        var plex = TinyPlex()
        plex.playlists[0].isSmart = true
        let bench = Workbench(plex)
        try await bench.refresh()
        bench.server.change { plex in
            plex.playlists[0].content = [101_101]
            plex.counter = 101
        }
        try await bench.refresh()
        #expect(try await bench.contents().entries[900_002] == [101_101])
    }
}
