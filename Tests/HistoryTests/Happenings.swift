import FakePlex

extension Dice {
    /// Something that an owner does to a library, by the ids of what is there.
    mutating func edit(_ catalog: Catalog, number: Int) -> [CatalogEdit] {
        let albums = catalog.albums
        let album = one(of: albums)
        let word = "Word \(number) \(one(of: ["&", "é", "ß", "東京", "\"", "<b>", "'", "🎷"]))"
        switch below(20) {
        case 0: return [.edit(id: album.id, set: ["title": .text(word)])]
        case 1:
            return [.edit(id: album.id, set: ["genres": .list(["Pop", word]), "year": .integer(1900 + below(120))])]
        case 2: return [.edit(id: album.id, set: ["moods": .list([]), "styles": .list([word]), "summary": .none])]
        case 3: return [.edit(id: one(of: catalog.artists).id, set: ["title": .text(word), "genres": .list([word])])]
        case 4:
            return [.edit(id: one(of: catalog.tracks).id, set: ["title": .text(word), "index": .integer(below(40))])]
        case 5: return [.artwork(id: album.id, chance(80) ? Artwork(label: word) : nil)]
        case 6: return [.delete(id: one(of: catalog.tracks).id)]
        case 7: return albums.count > 12 ? [.delete(id: album.id)] : []
        case 8: return catalog.artists.count > 8 ? [.delete(id: one(of: catalog.artists).id)] : []
        case 9:
            return [.add(.track, id: "new-track-\(number)", parent: album.id, fields: ["title": .text(word)])]
        case 10:
            let artist = one(of: catalog.artists).id
            return [
                .add(.album, id: "new-album-\(number)", parent: artist, fields: ["title": .text(word)]),
                .add(.track, id: "new-song-\(number)", parent: "new-album-\(number)", fields: ["title": .text(word)]),
            ]
        case 11: return rearranged(catalog, word)
        case 12:
            let members = (0..<below(6)).map { _ in one(of: albums).id }
            return [
                .add(
                    .collection, id: "new-collection-\(number)",
                    fields: [
                        "title": .text(word), "members": .list(Array(Set(members)).sorted()),
                    ])
            ]
        case 13: return [.rekey(ids: [one(of: catalog.tracks).id])]
        case 14: return [.rekey(ids: [chance(70) ? album.id : one(of: catalog.artists).id])]
        case 15: return catalog.collections.randomElement(using: &self).map { [.delete(id: $0.id)] } ?? []
        case 16: return catalog.playlists.randomElement(using: &self).map { [.delete(id: $0.id)] } ?? []
        case 17: return [.section(title: word)]
        case 18: return [newPlaylist(catalog, word, number: number)]
        default: return [.edit(id: one(of: catalog.tracks).id, set: ["viewCount": .integer(below(9))])]
        }
    }

    /// An edit of something of every kind that there is.
    mutating func editOfEachKind(_ catalog: Catalog, number: Int) -> [CatalogEdit] {
        var ids = [one(of: catalog.artists).id, one(of: catalog.albums).id, one(of: catalog.tracks).id]
        ids += catalog.collections.filter { !$0.isSmart }.prefix(1).map(\.id)
        ids += catalog.playlists.filter { !$0.isSmart }.prefix(1).map(\.id)
        return ids.map { .edit(id: $0, set: ["title": .text("Studied \(number)")]) }
    }

    /// A playlist of a few tracks, some of them more than once.
    mutating func newPlaylist(_ catalog: Catalog, _ word: String, number: Int) -> CatalogEdit {
        let tracks = (0..<below(6)).map { _ in one(of: catalog.tracks).id }
        return .add(
            .playlist, id: "new-playlist-\(number)", fields: ["title": .text(word), "tracks": .list(tracks)])
    }

    /// A playlist in another order, longer, shorter, with a track twice, or with a video in it.
    private mutating func rearranged(_ catalog: Catalog, _ word: String) -> [CatalogEdit] {
        // What the server computes changes without a stamp of its own.
        let playlists = catalog.playlists.filter { !$0.isSmart }
        guard !playlists.isEmpty else { return [] }
        let tracks = (0..<below(12)).map { _ in one(of: catalog.tracks).id }
        let video: FieldValue = chance(20) ? .text(word) : .none
        return [
            .edit(id: one(of: playlists).id, set: ["title": .text(word), "tracks": .list(tracks), "video": video])
        ]
    }

    /// A fault that may strike somewhere.
    ///
    /// None of them hides a change from a client that does everything right: what it then holds is what the server had.
    /// A client that holds nothing yet cannot know of collections and playlists that are denied each time it asks.
    mutating func fault(isFirstSync: Bool) -> FaultRule {
        let faults: [Fault] = [
            .refuse, .reset(), .reset(afterBytes: below(4_000)), .stall(), .stall(afterBytes: below(4_000)),
            .delay(.seconds(below(60))), .truncate(at: .percent(Double(below(100)))),
            .truncate(at: .percent(Double(below(100))), contentLength: false),
            .status(one(of: [401, 403, 404, 408, 429, 500, 503])),
            .status(503, retryAfter: below(90)), .emptySuccess, .html, .json, .emptyBody, .otherRoot,
            .malformed(one(of: MalformedForm.allCases)), .wrongTotal(.by(one(of: [-7, -1, 1, 30]))),
            .wrongTotal(.missing),
            .shortPage(items: 1 + below(20)), .shortPage(items: 1 + below(20), rest: false), .ignoredPaging,
            .maintenance(), .redirect(one(of: [.secondOrigin, .sameOrigin, .itself])),
            .dribble(bytes: 1 + below(900), every: .milliseconds(1)),
        ]
        let endpoints: [EndpointName?] = [
            nil, nil, .identity, .sections, .artists, .albums, .tracks, .collections, .playlists, .metadata,
            .collectionItems, .playlistItems, .image,
        ]
        let endpoint = one(of: endpoints)
        let fault = one(of: faults)
        let isUnknowable = isFirstSync && fault == .emptySuccess && [.collections, .playlists].contains(endpoint)
        return FaultRule(
            fault, match: RequestMatch(endpoint: endpoint.map { [$0] }), firstOccurrence: 1 + below(3),
            times: chance(50) || isUnknowable ? .once : .always)
    }
}

extension Dice {
    /// A fault that makes one element look like an edited one: an attribute that an item need not have is not there.
    ///
    /// Where nothing was edited, its stamp tells that apart from an edit, and the next clean refresh must find it.
    mutating func imitation(_ catalog: Catalog) -> FaultRule {
        let (item, attributes) =
            switch below(3) {
            case 0:
                (one(of: catalog.artists).id, ["titleSort", "summary", "thumb", "userRating", "addedAt", "updatedAt"])
            case 1:
                (
                    one(of: catalog.albums).id,
                    [
                        "titleSort", "summary", "thumb", "year", "originallyAvailableAt", "studio", "rating", "addedAt",
                        "updatedAt",
                    ]
                )
            default:
                (
                    one(of: catalog.tracks).id,
                    ["index", "parentIndex", "duration", "originalTitle", "addedAt", "updatedAt", "userRating"]
                )
            }
        return FaultRule(
            .damage(Damage(item: item, attribute: one(of: attributes))),
            match: RequestMatch(endpoint: [.artists, .albums, .tracks]))
    }

    /// A fault that leaves one element unreadable, or denies one: what a client holds then is none of the server's states,
    /// and it must hold the right one after the next clean refresh.
    mutating func spoiling(_ catalog: Catalog) -> FaultRule {
        let album = one(of: catalog.albums).id
        let track = one(of: catalog.tracks).id
        let artist = one(of: catalog.artists).id
        let item = one(of: [album, track, artist])
        let absurd: [String?] = [nil, "", "0", "-1", "abc", "99999999999999999999"]
        switch below(7) {
        case 0: return FaultRule(.damage(Damage(item: item, attribute: "ratingKey", value: one(of: absurd))))
        case 1: return FaultRule(.damage(Damage(item: track, attribute: "parentRatingKey", value: one(of: absurd))))
        case 2: return FaultRule(.damage(Damage(item: track, child: "Part")))
        case 3: return FaultRule(.missingTags(["Mood", "Style"]), match: RequestMatch(endpoint: [.albums]))
        case 4: return FaultRule(.repeatedItem(item, at: one(of: [.beside, .end]), title: chance(50) ? "Other" : nil))
        case 5: return FaultRule(.damage(Damage(item: item, attribute: "title")))
        // The counter contradicts it, or it is not asked for; playlists have none, and pictures are no rows.
        default: return FaultRule(.staleValidator, match: RequestMatch(except: [.playlists, .image]))
        }
    }
}
