import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

/// A folder that is gone when the scope ends.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// A store in a folder of its own, which does not wait for the disk.
func withStore<Result>(_ body: (LibraryStore) async throws -> Result) async throws -> Result {
    try await withFolder { folder in
        var options = LibraryStore.Options()
        options.isDisposable = true
        let store = try LibraryStore.open(folder: folder, options: options)
        let result = try await body(store)
        try store.close()
        return result
    }
}

func key(_ value: Int64) throws -> RatingKey { try #require(RatingKey(value)) }

func keys(_ values: Int64...) throws -> [RatingKey] { try values.map(key) }

func date(_ seconds: TimeInterval = 1_700_000_000) -> Date { Date(timeIntervalSince1970: seconds) }

func anArtist(_ id: Int64, _ title: String = "Artist") throws -> Artist {
    Artist(ratingKey: try key(id), title: title)
}

func anAlbum(_ id: Int64, by artist: Int64, _ title: String = "Album") throws -> Album {
    Album(ratingKey: try key(id), artistKey: try key(artist), title: title)
}

func aTrack(_ id: Int64, on album: Int64, _ title: String = "Track", index: Int? = nil) throws -> Track {
    var track = Track(
        ratingKey: try key(id), albumKey: try key(album), title: title, part: TrackPart(key: "/library/parts/\(id)"))
    track.index = index
    return track
}

func aCollection(_ id: Int64, _ title: String = "Collection") throws -> LibraryModel.Collection {
    LibraryModel.Collection(ratingKey: try key(id), title: title)
}

func aPlaylist(_ id: Int64, _ title: String = "Playlist") throws -> Playlist {
    Playlist(ratingKey: try key(id), title: title)
}

func record(_ run: SyncRun, _ outcome: String = RunRecord.success) -> RunRecord {
    RunRecord(run, endedAt: run.startedAt.addingTimeInterval(1), outcome: outcome)
}

extension LibraryStore {
    /// One whole run.
    @discardableResult
    func sync(_ stage: (SyncRun) async throws -> Void) async throws -> CommitSummary {
        let run = try await begin(reason: .userInitiated, at: date())
        try await stage(run)
        return try await commit(run, record: record(run))
    }

    /// Two artists (1, 2), three albums (11, 12 by 1; 21 by 2) with two tracks each (111, 112, …), a collection (31)
    /// of albums and an artist, a playlist (41) with a repetition and an unknown track.
    @discardableResult
    func fill() async throws -> CommitSummary {
        try await sync { run in
            var rock = try anAlbum(11, by: 1, "First")
            rock.tags = [Tag(.genre, "Rock"), Tag(.mood, "Calm")]
            rock.thumb = ArtworkReference("/library/metadata/11/thumb/1")
            var live = try anAlbum(12, by: 1, "Second")
            live.tags = [Tag(.genre, "Rock"), Tag(.genre, "Live")]
            var other = try anAlbum(21, by: 2, "Third")
            other.tags = [Tag(.style, "Dub")]
            other.thumb = ArtworkReference("/library/metadata/21/thumb/1")
            try await upsert([anArtist(1, "One"), anArtist(2, "Two")], in: run)
            try await upsert([rock, live, other], in: run)
            for owner in [11, 12, 21] as [Int64] {
                try await upsert([aTrack(owner * 10 + 1, on: owner), aTrack(owner * 10 + 2, on: owner)], in: run)
            }
            try await upsert([aCollection(31)], in: run)
            try await upsert([aPlaylist(41)], in: run)
            try await setMembers(keys(21, 11, 2), of: key(31), in: run)
            try await setEntries(places([111, 999, 211, 111]), of: key(41), in: run)
            try await saveCheckpoints(["tracks": "T1"], in: run)
            try await saveValidator(StoredValidator(etag: "\"a\"", itemCount: 3), for: "albums", in: run)
        }
    }

    /// Marks everything of ``fill()`` seen but these, and prunes every kind.
    func refresh(without gone: [Int64], in run: SyncRun) async throws {
        let all: [(ItemKind, [Int64])] = [
            (.artist, [1, 2]), (.album, [11, 12, 21]), (.track, [111, 112, 121, 122, 211, 212]), (.collection, [31]),
            (.playlist, [41]),
        ]
        for (kind, values) in all {
            try await markSeen(values.filter { !gone.contains($0) }.map(key), of: kind, in: run)
            try await prune(kind, in: run)
        }
    }

    /// Everything that ``fill()`` wrote, as it can be read now.
    func contents() async throws -> Contents {
        let range = try (1...1_000).map { try key(Int64($0)) }
        return Contents(
            artists: try await stored(Artist.self, keys: range), albums: try await stored(Album.self, keys: range),
            tracks: try await stored(Track.self, keys: range),
            collections: try await stored(LibraryModel.Collection.self, keys: range),
            playlists: try await stored(Playlist.self, keys: range), members: try await members(of: key(31)),
            entries: try await entries(of: key(41)), checkpoint: try await checkpoints()["tracks"],
            validators: try await validators(), details: try await albumDetails(of: range),
            observations: try await observations(), page: try await knownPage("albums", bodyHash: "a"),
            grid: try await albums(offset: 0, limit: 100),
            work: try await artworkWorkList(limit: 100), runs: try await runs(limit: 10))
    }
}

struct Contents: Equatable {
    var artists: [RatingKey: Artist]
    var albums: [RatingKey: Album]
    var tracks: [RatingKey: Track]
    var collections: [RatingKey: LibraryModel.Collection]
    var playlists: [RatingKey: Playlist]
    var members: [RatingKey]
    var entries: [PlaylistEntry]
    var checkpoint: String?
    var validators: [String: StoredValidator]
    var details: [RatingKey: DetailStamp]
    var observations: [Observation]
    var page: KnownPage?
    var grid: [AlbumListing]
    var work: [StoredArtwork]
    var runs: [RunRecord]
}

func places(_ tracks: [Int64]) throws -> [PlaylistEntry] {
    try tracks.enumerated().map { PlaylistEntry(itemID: Int64($0.offset + 500), trackKey: try key($0.element)) }
}

/// The bytes of the library's file and of its write-ahead log.
func libraryBytes(in folder: URL) throws -> [Data] {
    try ["library.sqlite", "library.sqlite-wal"].map { try Data(contentsOf: folder.appending(path: $0)) }
}

/// A picture of an album of `fill()`, as a screen's download leaves it.
func artwork(_ owner: Int64, file: String, stamp: Int = 1) throws -> StoredArtwork {
    let reference = try #require(ArtworkReference("/library/metadata/\(owner)/thumb/\(stamp)"))
    return StoredArtwork(
        owner: try key(owner), reference: reference,
        file: ArtworkFile(name: file, reference: reference, length: 10, hash: "hash of \(file)"))
}
