import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// Values, against answers made after the wire contract's examples.
struct RowTests {
    @Test func `the identity`() throws {
        let page = try readPlexPage(try fixture("identity.xml"), as: SectionRow.self)
        var container = PlexContainer()
        container.size = 0
        container.machineIdentifier = "0123456789abcdef0123456789abcdef01234567"
        container.version = "1.42.2.10156-f737b826c"
        #expect(page.container == container)
        #expect(page.rows == [])
    }

    @Test func `a count without elements`() throws {
        let page = try readPlexPage(try fixture("count.xml"), as: Track.self)
        #expect(page.container.size == 0)
        #expect(page.container.totalSize == 28000)
        #expect(page.container.offset == 0)
        #expect(page.rows == [])
    }

    @Test func `sections`() throws {
        let page = try readPlexPage(try fixture("sections.xml"), as: SectionRow.self)
        #expect(page.rows.map(\.key) == ["9", "4", "12"])
        #expect(page.rows.map(\.type) == ["movie", "artist", "artist"])
        #expect(page.rows.map(\.title) == ["Films", "Music & more 🎵", "Old records"])
        #expect(page.rows.map(\.uuid?.count) == [36, 36, nil])
        #expect(
            page.rows.map(\.agent) == ["tv.plex.agents.movie", "tv.plex.agents.music", "com.plexapp.agents.lastfm"])
        #expect(page.rows.map(\.refreshing) == [false, true, false])
        #expect(page.rows.map(\.updatedAt) == [1_690_000_000, 1_690_000_001, nil])
        #expect(page.rows.map(\.scannedAt) == [1_700_000_300, 1_700_000_500, nil])
        #expect(page.rows.map(\.contentChangedAt) == [77120, 48213, nil])
        #expect(page.damaged == [])
    }

    @Test func `artists`() throws {
        let page = try readPlexPage(try fixture("artists.xml"), as: Artist.self)
        var harbour = Artist(ratingKey: try key(4100), title: "Harbour Lights")
        harbour.guid = "plex://artist/5f00aa11bb22cc33dd44ee01"
        harbour.titleSort = "Harbor Lights"
        harbour.summary = "Two brothers & a boat.\nSince 2009."
        harbour.userRating = 8.5
        harbour.thumb = ArtworkReference("/library/metadata/4100/thumb/1700000100")
        harbour.addedAt = 1_699_990_000
        harbour.updatedAt = 1_700_000_100
        harbour.tags = [
            Tag(.genre, "Dream Pop"), Tag(.genre, "Folk & Country"), Tag(.style, "Dream Pop"), Tag(.mood, "Wistful"),
        ]
        var various = Artist(ratingKey: try key(4200), title: "Various Artists")
        various.guid = "plex://artist/5d07bbfc403c6402904a5ed1"
        various.addedAt = 1_699_990_100
        various.updatedAt = 1_700_000_101
        var nameless = Artist(ratingKey: try key(4300), title: "")
        nameless.guid = "local://4300"
        nameless.addedAt = 0
        nameless.updatedAt = 1_700_000_102
        #expect(page.rows == [harbour, various, nameless])
        #expect(page.container.totalSize == 240)
        #expect(page.container.librarySectionID == "4")
        #expect(page.container.librarySectionTitle == "Music")
        #expect(page.container.title1 == "Music")
        #expect(page.container.title2 == "All Artists")
    }

    @Test func `albums`() throws {
        let page = try readPlexPage(try fixture("albums.xml"), as: Album.self)
        var low = Album(ratingKey: try key(4101), artistKey: try key(4100), title: "Low Tide")
        low.guid = "plex://album/5f00aa11bb22cc33dd44ee55"
        low.studio = "Quiet Pier"
        low.year = 2016
        low.originallyAvailableAt = "2016-04-01"
        low.rating = 8.7
        low.userRating = 10
        low.thumb = ArtworkReference("/library/metadata/4101/thumb/1700000200")
        low.addedAt = 1_699_990_000
        low.updatedAt = 1_700_000_200
        low.tags = [Tag(.genre, "Dream Pop"), Tag(.style, "Shoegaze")]
        #expect(page.rows.first == low)
        #expect(page.rows.map(\.title) == ["Low Tide", "Low Tide", "Shoreline — \"best of\"", "[Unknown Album]"])
        #expect(page.rows.map(\.titleSort) == [nil, nil, "Shoreline", nil])
        #expect(page.rows.map(\.year) == [2016, 2016, nil, nil])
        #expect(page.rows.map(\.artistKey.value) == [4100, 4100, 4200, 4300])
        #expect(page.rows.last?.addedAt == 4_102_444_800)
        #expect(page.damaged == [])
    }

    @Test(arguments: [
        "8.7", "8.699999809265137", "8.6999998092651367", "0.1", "10.000", "9.99999999999999", "3.14159265358979", "0",
    ])
    func `a rating is the nearest number to what is written`(rating: String) throws {
        let element = "<Directory ratingKey=\"5\" parentRatingKey=\"4\" type=\"album\" rating=\"\(rating)\" />"
        let page = try readPlexPage(container(element), as: Album.self)
        #expect(page.rows.map(\.rating) == [Double(rating)])
    }

    @Test func `tracks`() throws {
        let page = try readPlexPage(try fixture("tracks.xml"), as: Track.self)
        var part = TrackPart(key: "/library/parts/9501/1699980000/file.flac")
        part.container = "flac"
        part.codec = "flac"
        part.bitrate = 902
        part.size = 24_170_112
        var breakwater = Track(ratingKey: try key(4110), albumKey: try key(4101), title: "Breakwater", part: part)
        breakwater.artistKey = try key(4100)
        breakwater.guid = "plex://track/5f00aa11bb22cc33dd44ee77"
        breakwater.disc = 1
        breakwater.index = 2
        breakwater.duration = 214320
        breakwater.userRating = 7
        breakwater.addedAt = 1_699_990_000
        breakwater.updatedAt = 1_700_000_200
        #expect(page.rows.first == breakwater)
        #expect(page.rows.map(\.ratingKey.value) == [4110, 4111, 4112])
        #expect(page.container.offset == 2000)
    }

    @Test func `a track takes the first part that there is`() throws {
        let page = try readPlexPage(try fixture("tracks.xml"), as: Track.self)
        let undertow = page.rows[1]
        #expect(undertow.part.key == "/library/parts/9502/1699980000/file.mp3")
        #expect(undertow.part.container == "mp3")
        #expect(undertow.part.bitrate == 320)
        #expect(undertow.part.size == 9_000_001)
        #expect(undertow.originalTitle == "Low Water & Friends")
        #expect(undertow.disc == 2)
        let untitled = page.rows[2]
        #expect(untitled.part.key == "/library/parts/9505/1699980000/file.ogg")
        #expect(untitled.part.container == "ogg")
        #expect(untitled.part.codec == nil)
        #expect(untitled.part.bitrate == nil)
        #expect(untitled.disc == 1)
        #expect(untitled.index == nil)
        #expect(untitled.artistKey == nil)
    }

    @Test func `a track without a part is damaged, and known by its key`() throws {
        let page = try readPlexPage(try fixture("tracks.xml"), as: Track.self)
        let broken = DamagedElement(
            position: 3,
            ratingKey: try key(4113),
            attribute: "Part",
            reason: "is missing or has no key",
            line: 26
        )
        #expect(page.damaged == [broken])
    }

    @Test func `collections`() throws {
        let page = try readPlexPage(try fixture("collections.xml"), as: LibraryModel.Collection.self)
        var sea = LibraryModel.Collection(ratingKey: try key(5001), title: "Sea air")
        sea.guid = "collection://11111111-2222-4333-8444-555555555555"
        sea.summary = "Records for the coast."
        sea.subtype = "album"
        sea.childCount = 12
        sea.thumb = ArtworkReference("/library/collections/5001/composite/1700000300?width=400&height=600")
        sea.addedAt = 1_699_990_000
        sea.updatedAt = 1_700_000_300
        #expect(page.rows.first == sea)
        #expect(page.rows.map(\.isSmart) == [false, true])
        #expect(page.rows.map(\.titleSort) == [nil, "A calm"])
    }

    @Test func `playlists`() throws {
        let page = try readPlexPage(try fixture("playlists.xml"), as: Playlist.self)
        var morning = Playlist(ratingKey: try key(6001), title: "Morning")
        morning.guid = "com.plexapp.agents.none://aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
        morning.leafCount = 3
        morning.thumb = ArtworkReference("/playlists/6001/composite/1700000400")
        morning.addedAt = 1_699_990_000
        morning.updatedAt = 1_700_000_400
        #expect(page.rows.first == morning)
        #expect(page.rows.map(\.isSmart) == [false, true, false])
        #expect(page.rows.map(\.thumb?.path).dropFirst() == ["/library/metadata/6002/thumb/1700000401", nil])
        #expect(page.rows[1].titleSort == "0 Recently added")
        #expect(page.rows[1].summary == "Everything new")
        #expect(page.rows[2].leafCount == nil)
    }

    @Test func `members of a collection, in its order and of any type`() throws {
        let page = try readPlexPage(try fixture("collection-children.xml"), as: MemberRow.self)
        #expect(page.rows.map(\.ratingKey.value) == [4201, 4101, 4100])
        #expect(page.rows.map(\.type) == ["album", "album", nil])
    }

    @Test func `items of a playlist, a track twice and a video among them`() throws {
        let page = try readPlexPage(try fixture("playlist-items.xml"), as: PlaylistItemRow.self)
        #expect(page.rows.map(\.itemID) == [71, 72, 73, 74])
        #expect(page.rows.map(\.ratingKey.value) == [4110, 4111, 8001, 4110])
        #expect(page.rows.map(\.type) == ["track", "track", "clip", "track"])
        #expect(page.container.title == "Morning")
        #expect(page.damaged == [])
    }

    @Test func `items of a smart playlist have no number`() throws {
        let page = try readPlexPage(try fixture("smart-playlist-items.xml"), as: PlaylistItemRow.self)
        #expect(page.rows.map(\.itemID) == [nil])
    }

    @Test func `play state and what is copied from a parent make no difference`() throws {
        func album(_ extra: String) throws -> [Album] {
            let element = #"<Directory ratingKey="5" parentRatingKey="4" type="album" title="t" \#(extra) />"#
            return try readPlexPage(container(element), as: Album.self).rows
        }
        let copied = #"""
            viewCount="9" skipCount="nan" lastViewedAt="x" lastRatedAt="-1" parentTitle="p" parentThumb="/p" \#
            parentIndex="x" grandparentTitle="g" parentGuid="q" index="x" duration="nan" loudnessAnalysisVersion="?"
            """#
        #expect(try album(copied) == album(""))
    }

    @Test(arguments: [1, 16, 17, 500])
    func `a tag that stands twice is taken once, in the place of its first`(count: Int) throws {
        let names = (0..<count).map { "tag \($0)" }
        let tags = (names + names.reversed()).map { "<Genre tag=\"\($0)\" />" }.joined()
        let row = "<Directory ratingKey=\"5\" type=\"artist\">\(tags)</Directory>"
        let page = try readPlexPage(container(row), as: Artist.self)
        #expect(page.rows.map(\.tags) == [names.map { Tag(.genre, $0) }])
    }

    @Test func `children of other elements than a row are no row's`() throws {
        let body = container(
            """
            <Meta><Genre tag="no" /><Track ratingKey="9" /></Meta>
            <Directory ratingKey="5" parentRatingKey="4" type="album" title="t">
            <Image><Genre tag="no" /></Image><Genre tag="" /><Genre /><Genre tag="yes" />
            <Field><Directory ratingKey="8" /></Field>
            </Directory>
            """
        )
        let page = try readPlexPage(body, as: Album.self)
        #expect(page.rows.map(\.tags) == [[Tag(.genre, "yes")]])
    }

    @Test func `a part outside of a medium is none`() throws {
        let row =
            #"<Track ratingKey="5" parentRatingKey="4" type="track" title="t"><Part key="/a" /><Extra><Part key="/b" /></Extra></Track>"#
        let page = try readPlexPage(container(row), as: Track.self)
        #expect(page.damaged.map(\.attribute) == ["Part"])
    }

    @Test(arguments: [
        ("/library/metadata/5/thumb/1?X-Plex-Token=abc", "/library/metadata/5/thumb/1"),
        ("/photo?x-plex-token=abc&amp;width=4", "/photo?width=4"),
        ("/photo?width=4&amp;X-Plex-Token=abc", "/photo?width=4"),
        ("/photo?url=/thumb/1?X-Plex-Token=abc&amp;width=4", "/photo?url=/thumb/1&width=4"),
        ("https://elsewhere.test/a?X-Plex-Token=abc", "https://elsewhere.test/a"),
        ("/photo?url=%2Fthumb%2F1%3FX-Plex-Token%3Dabc&amp;width=4", "/photo?url=%2Fthumb%2F1&width=4"),
        ("/photo?url=%2F1%3fx-plex-token%3dabc%26w%3D1", "/photo?url=%2F1%3fw%3D1"),
        ("/photo?url=%2F1%3Fw%3D1%26X-Plex-Token%3Dabc", "/photo?url=%2F1%3Fw%3D1"),
        ("/a?url=%252F1%253FX-Plex-Token%253Dabc%2526w%253D1&amp;b=2", "/a?url=%252F1%253Fw%253D1&b=2"),
        ("/photo?a=&amp;&amp;b=X-Plex-Token", "/photo?a=&&b=X-Plex-Token"),
    ])
    func `a token in an address is not read`(written: String, read: String) throws {
        let album = """
            <Directory ratingKey="5" parentRatingKey="4" type="album" title="t" thumb="\(written)" />
            """
        #expect(try readPlexPage(container(album), as: Album.self).rows.map(\.thumb?.path) == [read])
        let playlist = "<Playlist ratingKey=\"6\" type=\"playlist\" title=\"t\" composite=\"\(written)\" />"
        #expect(try readPlexPage(container(playlist), as: Playlist.self).rows.map(\.thumb?.path) == [read])
        guard read.hasPrefix("/") else { return }
        let track = """
            <Track ratingKey="7" parentRatingKey="5" type="track" title="t"><Media><Part key="\(written)" /></Media>
            </Track>
            """
        #expect(try readPlexPage(container(track), as: Track.self).rows.map(\.part.key) == [read])
    }

    @Test func `a playlist's picture is the one that the server puts together, else its own`() throws {
        let text = """
            <MediaContainer size="2">
            <Playlist ratingKey="1" type="playlist" playlistType="audio" title="a" thumb="/own/1" composite="/made/1"/>
            <Playlist ratingKey="2" type="playlist" playlistType="audio" title="b" thumb="/own/2"/>
            </MediaContainer>
            """
        let page = try readPlexPage(Data(text.utf8), as: Playlist.self)
        #expect(page.rows.map(\.thumb?.path) == ["/made/1", "/own/2"])
    }
}
