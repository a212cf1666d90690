import FakePlex

/// Three items of each kind: the first is damaged, the second is edited, the third is removed.
enum SmallLibrary {
    static func make() throws -> Catalog {
        var catalog = Catalog()
        for name in ["north", "south", "east"] {
            var artist = CatalogArtist(id: name, title: "The \(name)", genres: ["Folk"], artwork: Artwork())
            artist.summary = "From the \(name)."
            artist.userRating = 8
            artist.played = played
            artist.background = Artwork()
            try catalog.add(artist)
            var album = CatalogAlbum(
                id: "\(name)-one", title: "The \(name) one", year: 2016, genres: ["Folk"], artwork: Artwork())
            album.summary = "An album."
            album.studio = "Studio"
            album.originallyAvailableAt = "2016-05-01"
            album.rating = 7.5
            album.userRating = 9
            album.played = played
            album.moods = ["Calm"]
            try catalog.add(album, to: name)
            for number in 1...2 {
                var track = CatalogTrack(
                    id: "\(name)-one/\(number)", title: "The \(name) song \(number)", index: number, disc: 2,
                    duration: 200_000)
                track.summary = "A song."
                track.originalTitle = "Somebody"
                track.userRating = 6
                track.ratingCount = 5
                track.played = played
                try catalog.add(track, to: "\(name)-one")
            }
        }
        for name in ["first", "second", "third"] {
            var collection = CatalogCollection(id: "\(name)-collection", title: "The \(name)")
            collection.summary = "Some albums."
            try catalog.add(collection, members: ["north-one", "south-one"])
            var playlist = CatalogPlaylist(id: "\(name)-playlist", title: "The \(name)")
            playlist.summary = "Some songs."
            try catalog.add(playlist, tracks: ["north-one/1", "south-one/1", "south-one/2"])
        }
        return catalog
    }

    private static var played: PlayState {
        var played = PlayState()
        played.viewCount = 3
        played.skipCount = 1
        played.lastViewedAt = 1_600_000_000
        played.lastRatedAt = 1_600_000_000
        return played
    }

    /// What is done to the library before its counter is believed: twice a change to each kind that it counts.
    static let studyEdits: [[CatalogEdit]] = ["One.", "Two."].map { word in
        let ids = ["south", "south-one", "second-collection"]
        return ids.map { .edit(id: $0, set: ["summary": .text(word)]) }
            + [.edit(id: "south-one/1", set: ["titleSort": .text(word)])]
    }

    /// The item that is removed where this element is damaged, by its id.
    static func removed(beside element: Element) -> String {
        for case .delete(let id) in edits(around: element) { return id }
        return ""
    }

    /// The first and the second of a kind are edited, and the third is removed.
    static func edits(around element: Element) -> [CatalogEdit] {
        let title = ["title": FieldValue.text("The other")]
        switch element {
        case .artist, .artistTag:
            return [
                .edit(id: "north", set: title), .edit(id: "south", set: title), .delete(id: "east"),
            ]
        case .album, .albumTag:
            return [.edit(id: "north-one", set: title), .edit(id: "south-one", set: title), .delete(id: "east-one")]
        case .detail:
            let set = ["title": FieldValue.text("The other"), "moods": .list(["Calm", "Late"])]
            return [.edit(id: "north-one", set: set), .edit(id: "south-one", set: title), .delete(id: "east-one")]
        case .track, .media, .part:
            return [
                .edit(id: "north-one/1", set: title), .edit(id: "south-one/1", set: title), .delete(id: "east-one/2"),
            ]
        case .collection:
            return [
                .edit(id: "first-collection", set: title), .edit(id: "second-collection", set: title),
                .delete(id: "third-collection"),
            ]
        case .member:
            let members = ["members": FieldValue.list(["south-one", "north-one", "east-one"])]
            return [
                .edit(id: "first-collection", set: members), .edit(id: "second-collection", set: title),
                .delete(id: "third-collection"),
            ]
        case .playlist:
            return [
                .edit(id: "first-playlist", set: title), .edit(id: "second-playlist", set: title),
                .delete(id: "third-playlist"),
            ]
        case .entry:
            let tracks = ["tracks": FieldValue.list(["east-one/1", "south-one/1", "north-one/1"])]
            return [
                .edit(id: "first-playlist", set: tracks), .edit(id: "second-playlist", set: title),
                .delete(id: "third-playlist"),
            ]
        }
    }
}
