import FakePlex
import Scenarios

/// The library file that describes a library made by rule, to look at, to change and to serve.
///
/// - Parameter albums: How many albums; the same number always gives the same library, with seed 7.
/// - Returns: JSON.
public func libraryFile(albums: Int) -> String {
    JSONNode(library: Catalog.generated(seed: 7, albums: albums)).prettyJSON() + "\n"
}

extension JSONNode {
    /// A catalog as a library file describes it.
    init(library catalog: Catalog) {
        let section = catalog.sections[0]
        self.init(members: [
            (
                "server",
                JSONNode(members: [
                    ("name", .text(catalog.server.friendlyName)),
                    ("machineIdentifier", .text(catalog.server.machineIdentifier)),
                ])
            ),
            ("section", JSONNode(members: [("key", .text(section.key)), ("title", .text(section.title))])),
            ("artists", .list(catalog.artists.map { Self.artist($0, catalog) })),
            (
                "collections",
                .list(
                    catalog.collections.map { collection in
                        Self.item(
                            collection,
                            [
                                ("subtype", .text(collection.subtype.rawValue)),
                                ("smart", collection.isSmart ? true : nil),
                                (
                                    "collectionSort",
                                    collection.collectionSort == .custom
                                        ? nil : .text(collection.collectionSort.rawValue)
                                ),
                                ("members", .texts(collection.memberKeys.compactMap { catalog.id(of: $0) })),
                            ], collection.artwork)
                    })
            ),
            (
                "playlists",
                .list(
                    catalog.playlists.map { playlist in
                        Self.item(
                            playlist,
                            [
                                ("smart", playlist.isSmart ? true : nil),
                                ("tracks", .texts(playlist.entries.compactMap { catalog.id(of: $0.trackKey) })),
                                ("video", .text(playlist.video)),
                            ], playlist.artwork)
                    })
            ),
        ])
    }

    private static func artist(_ artist: CatalogArtist, _ catalog: Catalog) -> JSONNode {
        item(
            artist,
            [
                ("genres", .texts(artist.genres)), ("styles", .texts(artist.styles)), ("moods", .texts(artist.moods)),
                ("countries", .texts(artist.countries)), ("userRating", .number(artist.userRating)),
                ("viewCount", .integer(artist.played.viewCount)),
                ("skipCount", .integer(artist.played.skipCount)),
                ("lastViewedAt", .integer(artist.played.lastViewedAt)),
                ("lastRatedAt", .integer(artist.played.lastRatedAt)),
                ("albums", .list(artist.albumKeys.compactMap { catalog.album($0) }.map { album($0, catalog) })),
            ], artist.artwork)
    }

    private static func album(_ album: CatalogAlbum, _ catalog: Catalog) -> JSONNode {
        item(
            album,
            [
                ("studio", .text(album.studio)), ("year", .integer(album.year)),
                ("originallyAvailableAt", .text(album.originallyAvailableAt)), ("rating", .number(album.rating)),
                ("userRating", .number(album.userRating)), ("viewCount", .integer(album.played.viewCount)),
                ("skipCount", .integer(album.played.skipCount)), ("lastViewedAt", .integer(album.played.lastViewedAt)),
                ("lastRatedAt", .integer(album.played.lastRatedAt)), ("genres", .texts(album.genres)),
                ("styles", .texts(album.styles)), ("moods", .texts(album.moods)),
                ("countries", .texts(album.countries)),
                ("tracks", .list(album.trackKeys.compactMap { catalog.track($0) }.map { track($0) })),
            ], album.artwork)
    }

    private static func track(_ track: CatalogTrack) -> JSONNode {
        item(
            track,
            [
                ("index", .integer(track.index)), ("disc", .integer(track.disc)),
                ("originalTitle", .text(track.originalTitle)), ("duration", .integer(track.duration)),
                ("userRating", .number(track.userRating)), ("viewCount", .integer(track.played.viewCount)),
                ("skipCount", .integer(track.played.skipCount)), ("lastViewedAt", .integer(track.played.lastViewedAt)),
                ("lastRatedAt", .integer(track.played.lastRatedAt)), ("container", .text(track.container)),
                ("codec", .text(track.codec)), ("bitrate", .integer(track.bitrate)), ("size", .integer(track.size)),
                ("genres", .texts(track.genres)), ("styles", .texts(track.styles)), ("moods", .texts(track.moods)),
            ], nil)
    }

    private static func item(_ item: some CatalogItem, _ own: [(String, JSONNode?)], _ artwork: Artwork?) -> JSONNode {
        JSONNode(
            members: [
                ("id", .text(item.id)), ("title", .text(item.title)), ("titleSort", .text(item.titleSort)),
                ("guid", .text(item.guid)), ("summary", item.summary.isEmpty ? nil : .text(item.summary)),
                ("ratingKey", .integer(item.ratingKey)), ("addedAt", .integer(item.addedAt)),
                ("updatedAt", .integer(item.updatedAt)),
                (
                    "artwork",
                    artwork.map { JSONNode(members: [("colour", .text($0.colour)), ("label", .text($0.label))]) }
                ),
            ] + own)
    }

    /// An object of those members that have a value.
    private init(members: [(String, JSONNode?)]) {
        self.init(.object(members.compactMap { name, value in value.map { JSONMember(name, $0) } }))
    }

    private static func text(_ text: String?) -> JSONNode? { text.map { JSONNode(.string($0)) } }
    private static func integer(_ number: Int?) -> JSONNode? { number.map { JSONNode(.number(JSONNumber($0))) } }
    private static func number(_ number: Double?) -> JSONNode? {
        number.flatMap { JSONNumber($0) }.map { JSONNode(.number($0)) }
    }
    private static func texts(_ texts: [String]) -> JSONNode? {
        texts.isEmpty ? nil : .list(texts.map { JSONNode(.string($0)) })
    }
    private static func list(_ nodes: [JSONNode]) -> JSONNode { JSONNode(.array(nodes)) }
}
