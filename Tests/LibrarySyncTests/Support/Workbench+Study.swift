import LibraryModel
import LibrarySync
import Testing

extension Workbench {
    /// Has validators studied for as long as the rule asks (sync-requirements, 3.3): six refreshes, of which all but the
    /// first find nothing, and two for each of which every kind changed.
    func study(_ refresh: () async throws -> RefreshResult) async throws {
        for _ in 0..<6 { #expect(try await refresh().isSuccess) }
        for round in 1...2 {
            server.change { plex in
                plex.editAlbum(1010) { $0.title = "Album, edit \(round)" }
                for list in [\TinyPlex.artists, \.tracks, \.collections, \.playlists] {
                    plex[keyPath: list][0].title = "Edit \(round)"
                    plex[keyPath: list][0].updatedAt = plex.now
                }
            }
            #expect(try await refresh().isSuccess)
        }
        server.forget()
    }

    /// The same, each refresh in a session of its own.
    func study() async throws { try await study { try await refresh() } }
}
