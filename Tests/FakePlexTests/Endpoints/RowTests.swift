import Testing

@testable import FakePlex

/// The worked examples of the wire contract, 2.5 and 2.9.
struct RowTests {
    @Test func `an album's row is the contract's`() throws {
        let answer = ask(try Catalog.sample(), "/library/sections/3/all?type=9&X-Plex-Container-Size=1")
        let expected = #"""
            <?xml version="1.0" encoding="UTF-8"?>
            <MediaContainer size="1" totalSize="3" offset="0" allowSync="1" art="/:/resources/artist-fanart.jpg" identifier="com.plexapp.plugins.library" librarySectionID="3" librarySectionTitle="Music" librarySectionUUID="0b6d7c1e-52a4-4f0e-9b3a-7d1c4e8f2a10" mediaTagPrefix="/system/bundle/media/flags/" mediaTagVersion="1700000000" nocache="1" thumb="/:/resources/artist.png" title1="Music" title2="All Artists" viewGroup="artist" viewMode="65592">
            <Directory ratingKey="4101" key="/library/metadata/4101/children" parentRatingKey="4100" guid="plex://album/5f00aa11bb22cc33dd44ee55" parentGuid="plex://artist/5f00aa11bb22cc33dd44ee01" studio="Quiet Pier" type="album" title="Low Tide" parentKey="/library/metadata/4100" parentTitle="Harbour Lights" summary="" index="1" year="2016" thumb="/library/metadata/4101/thumb/1700000200" parentThumb="/library/metadata/4100/thumb/1700000100" originallyAvailableAt="2016-04-01" addedAt="1699990000" updatedAt="1700000200" loudnessAnalysisVersion="1">
            <Genre tag="Dream Pop" />
            </Directory>
            </MediaContainer>

            """#
        #expect(answer.text == expected)
    }

    @Test func `a track in detail is the contract's`() throws {
        let answer = ask(try Catalog.sample(), "/library/metadata/4110")
        let row = #"""
            <Track ratingKey="4110" key="/library/metadata/4110" parentRatingKey="4101" grandparentRatingKey="4100" guid="plex://track/5f00aa11bb22cc33dd44ee77" parentGuid="plex://album/5f00aa11bb22cc33dd44ee55" grandparentGuid="plex://artist/5f00aa11bb22cc33dd44ee01" parentStudio="Quiet Pier" type="track" title="Breakwater" grandparentKey="/library/metadata/4100" parentKey="/library/metadata/4101" librarySectionTitle="Music" librarySectionID="3" librarySectionKey="/library/sections/3" grandparentTitle="Harbour Lights" parentTitle="Low Tide" summary="" index="2" parentIndex="1" ratingCount="5120" parentYear="2016" thumb="/library/metadata/4101/thumb/1700000200" parentThumb="/library/metadata/4101/thumb/1700000200" grandparentThumb="/library/metadata/4100/thumb/1700000100" duration="214320" addedAt="1699990000" updatedAt="1700000200" musicAnalysisVersion="1">
            """#
        #expect(answer.lines[2] == row)
        let names = answer.lines.dropFirst(3).map { $0.prefix { $0 != " " } }
        #expect(names == ["<Media", "<Part", "<Stream", "</Part>", "</Media>", "</Track>", "</MediaContainer>"])
    }

    @Test func `a track in a list has medium and part but neither stream nor section`() throws {
        let answer = ask(try Catalog.sample(), "/library/sections/3/all?type=10")
        #expect(answer.text.contains("<Part id=\"200004110\" key=\"/library/parts/200004110/1699990000/file.flac\""))
        #expect(!answer.text.contains("<Stream"))
        #expect(answer.rows("librarySectionID") == [])
    }

    @Test func `what is absent leaves no attribute`() throws {
        let answer = ask(try Catalog.sample(), "/library/sections/3/all?type=9&id=1001")
        let expected = #"""
            <Directory ratingKey="1001" key="/library/metadata/1001/children" parentRatingKey="4100" guid="plex://album/\#(StableHash.hex24("slack-water"))" parentGuid="plex://artist/5f00aa11bb22cc33dd44ee01" type="album" title="Slack Water" parentKey="/library/metadata/4100" parentTitle="Harbour Lights" summary="" index="1" parentThumb="/library/metadata/4100/thumb/1700000100" addedAt="1700000002" updatedAt="1700000002" loudnessAnalysisVersion="1" />
            """#
        #expect(answer.lines[2] == expected)
    }

    @Test func `an album's counts and its tags' ids are in the detail only`() throws {
        let catalog = try Catalog.sample()
        #expect(ask(catalog, "/library/sections/3/all?type=9").rows("leafCount") == [])
        let detail = ask(catalog, "/library/metadata/4101")
        #expect(detail.rows("leafCount") == ["3"])
        #expect(detail.text.contains("<Genre id=\""))
        #expect(detail.text.contains(" tag=\"Sea Air\" />"))
    }

    @Test func `a written guid equals the one that the catalog tells`() throws {
        let catalog = try Catalog.sample()
        let zenith = try #require(catalog.artist(catalog.key("zenith")))
        #expect(ask(catalog, "/library/metadata/\(zenith.ratingKey)").rows("guid") == [zenith.listedGuid])
    }

    @Test func `a playlist's row has milliseconds and its items' container seconds`() throws {
        let catalog = try Catalog.sample()
        let key = catalog.key("morning")
        #expect(ask(catalog, "/playlists").rows("duration") == ["428640"])
        #expect(ask(catalog, "/playlists/\(key)/items").container("duration") == "428")
    }
}
