internal import GRDB
package import LibraryModel

// The order of `columns`, of `encode` and of the indexes in `decode` is one order. Folded columns come last: they
// follow from the others and are not read back.

extension Artist: LibraryRecord {
    package static let storage = RecordStorage<Artist>(
        RecordTable(
            kind: .artist,
            columns: [
                "ratingKey", "guid", "title", "titleSort", "summary", "userRating", "thumb", "addedAt", "updatedAt",
                "titleFolded", "sortFolded",
            ],
            hasTags: true),
        tags: .init(get: { $0.tags }, set: { $0.tags = $1 }),
        encode: {
            [
                $0.ratingKey.value, $0.guid, $0.title, $0.titleSort, $0.summary, $0.userRating, $0.thumb?.path,
                $0.addedAt, $0.updatedAt, folded($0.title), folded($0.titleSort ?? $0.title),
            ]
        },
        decode: { row in
            var artist = Artist(ratingKey: try row.key(0), title: try row.value(2))
            artist.guid = try row.optional(1)
            artist.titleSort = try row.optional(3)
            artist.summary = try row.optional(4)
            artist.userRating = try row.optional(5)
            artist.thumb = try row.reference(6)
            artist.addedAt = try row.optional(7)
            artist.updatedAt = try row.optional(8)
            return artist
        })
}

extension Album: LibraryRecord {
    package static let storage = RecordStorage<Album>(
        RecordTable(
            kind: .album,
            columns: [
                "ratingKey", "artistKey", "guid", "title", "titleSort", "studio", "summary", "year",
                "originallyAvailableAt", "rating", "userRating", "thumb", "addedAt", "updatedAt", "titleFolded",
                "sortFolded",
            ],
            parent: ("artistKey", .artist), hasTags: true),
        tags: .init(get: { $0.tags }, set: { $0.tags = $1 }),
        encode: {
            [
                $0.ratingKey.value, $0.artistKey.value, $0.guid, $0.title, $0.titleSort, $0.studio, $0.summary, $0.year,
                $0.originallyAvailableAt, $0.rating, $0.userRating, $0.thumb?.path, $0.addedAt, $0.updatedAt,
                folded($0.title), folded($0.titleSort ?? $0.title),
            ]
        },
        decode: { row in
            var album = Album(ratingKey: try row.key(0), artistKey: try row.key(1), title: try row.value(3))
            album.guid = try row.optional(2)
            album.titleSort = try row.optional(4)
            album.studio = try row.optional(5)
            album.summary = try row.optional(6)
            album.year = try row.optional(7)
            album.originallyAvailableAt = try row.optional(8)
            album.rating = try row.optional(9)
            album.userRating = try row.optional(10)
            album.thumb = try row.reference(11)
            album.addedAt = try row.optional(12)
            album.updatedAt = try row.optional(13)
            return album
        })
}

extension Track: LibraryRecord {
    package static let storage = RecordStorage<Track>(
        RecordTable(
            kind: .track,
            columns: [
                "ratingKey", "albumKey", "artistKey", "guid", "title", "titleSort", "originalTitle", "disc", "index",
                "duration", "userRating", "partKey", "partContainer", "partCodec", "partBitrate", "partSize", "addedAt",
                "updatedAt", "titleFolded", "performerFolded",
            ],
            parent: ("albumKey", .album)),
        encode: {
            [
                $0.ratingKey.value, $0.albumKey.value, $0.artistKey?.value, $0.guid, $0.title, $0.titleSort,
                $0.originalTitle, $0.disc, $0.index, $0.duration, $0.userRating, $0.part.key, $0.part.container,
                $0.part.codec, $0.part.bitrate, $0.part.size, $0.addedAt, $0.updatedAt, folded($0.title),
                $0.originalTitle.map { folded($0) },
            ]
        },
        decode: { row in
            var part = TrackPart(key: try row.value(11))
            part.container = try row.optional(12)
            part.codec = try row.optional(13)
            part.bitrate = try row.optional(14)
            part.size = try row.optional(15)
            var track = Track(
                ratingKey: try row.key(0), albumKey: try row.key(1), title: try row.value(4), part: part)
            track.artistKey = try row.optionalKey(2)
            track.guid = try row.optional(3)
            track.titleSort = try row.optional(5)
            track.originalTitle = try row.optional(6)
            track.disc = try row.value(7)
            track.index = try row.optional(8)
            track.duration = try row.optional(9)
            track.userRating = try row.optional(10)
            track.addedAt = try row.optional(16)
            track.updatedAt = try row.optional(17)
            return track
        })
}

extension Collection: LibraryRecord {
    package static let storage = RecordStorage<Collection>(
        RecordTable(
            kind: .collection,
            columns: [
                "ratingKey", "guid", "title", "titleSort", "summary", "subtype", "isSmart", "childCount", "thumb",
                "addedAt", "updatedAt", "titleFolded", "sortFolded",
            ]),
        encode: {
            [
                $0.ratingKey.value, $0.guid, $0.title, $0.titleSort, $0.summary, $0.subtype, $0.isSmart, $0.childCount,
                $0.thumb?.path, $0.addedAt, $0.updatedAt, folded($0.title), folded($0.titleSort ?? $0.title),
            ]
        },
        decode: { row in
            var collection = Collection(ratingKey: try row.key(0), title: try row.value(2))
            collection.guid = try row.optional(1)
            collection.titleSort = try row.optional(3)
            collection.summary = try row.optional(4)
            collection.subtype = try row.optional(5)
            collection.isSmart = try row.value(6)
            collection.childCount = try row.optional(7)
            collection.thumb = try row.reference(8)
            collection.addedAt = try row.optional(9)
            collection.updatedAt = try row.optional(10)
            return collection
        })
}

extension Playlist: LibraryRecord {
    package static let storage = RecordStorage<Playlist>(
        RecordTable(
            kind: .playlist,
            columns: [
                "ratingKey", "guid", "title", "titleSort", "summary", "isSmart", "leafCount", "thumb", "addedAt",
                "updatedAt", "titleFolded", "sortFolded",
            ]),
        encode: {
            [
                $0.ratingKey.value, $0.guid, $0.title, $0.titleSort, $0.summary, $0.isSmart, $0.leafCount,
                $0.thumb?.path, $0.addedAt, $0.updatedAt, folded($0.title), folded($0.titleSort ?? $0.title),
            ]
        },
        decode: { row in
            var playlist = Playlist(ratingKey: try row.key(0), title: try row.value(2))
            playlist.guid = try row.optional(1)
            playlist.titleSort = try row.optional(3)
            playlist.summary = try row.optional(4)
            playlist.isSmart = try row.value(5)
            playlist.leafCount = try row.optional(6)
            playlist.thumb = try row.reference(7)
            playlist.addedAt = try row.optional(8)
            playlist.updatedAt = try row.optional(9)
            return playlist
        })
}
