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
                plex.artists[0].title = "Artist, edit \(round)"
                plex.editAlbum(1010) { $0.title = "Album, edit \(round)" }
                plex.tracks[0].title = "Track, edit \(round)"
                plex.tracks[0].updatedAt = plex.now
                plex.collections[0].title = "Collection, edit \(round)"
                plex.playlists[0].title = "Playlist, edit \(round)"
            }
            #expect(try await refresh().isSuccess)
        }
        server.forget()
    }

    /// The same, each refresh in a session of its own.
    func study() async throws { try await study { try await refresh() } }
}
