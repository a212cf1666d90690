import Scenarios
import Testing

@Suite struct `Library files` {
    static let library = """
        { "server": { "name": "Attic" }, "section": { "key": "4", "title": "Music" },
          "artists": [
            { "id": "harbour", "title": "Harbour", "genres": ["Pop"], "artwork": { "colour": "teal", "label": "H" },
              "albums": [
                { "id": "low-tide", "title": "Low Tide", "year": 1994, "rating": 7.5, "summary": null,
                  "tracks": ["One", { "title": "Two", "disc": 2, "note": "loud" }, { "id": "three", "title": "Three" }] },
                { "id": "low-tide-deluxe", "title": "Low Tide", "artwork": null } ] } ],
          "collections": [ { "id": "sea", "title": "Sea", "members": ["low-tide", "low-tide-deluxe"] } ],
          "playlists": [ { "id": "mix", "title": "Mix", "smart": false, "tracks": ["three", "One", "three"] } ] }
        """

    @Test func `artists, albums and tracks are read with their fields`() throws {
        let library = try readLibrary(Self.library)
        #expect(library.server.name == "Attic")
        #expect(library.section.key == "4")
        let ids = ["harbour", "low-tide", "low-tide/1", "low-tide/2", "three", "low-tide-deluxe", "sea", "mix"]
        #expect(library.items.map(\.id) == ids)
        let artist = try #require(library.artists.first)
        #expect(artist.fields["genres"]?.value == .list(["Pop"]))
        #expect(artist.artwork?.colour?.value == "teal")
        #expect(artist.artwork?.label == "H")
        let album = try #require(artist.children.first)
        #expect(album.fields.mapValues(\.value) == ["year": .integer(1994), "rating": .number(7.5), "summary": .none])
        #expect(album.fields["year"]?.position == SourcePosition(file: "l.json", line: 5, column: 58))
        #expect(album.children.map(\.title) == ["One", "Two", "Three"])
        #expect(album.children[1].fields["disc"]?.value == .integer(2))
        #expect(artist.children[1].artwork == nil)
    }

    @Test func `members keep their order and repetitions, and titles become ids`() throws {
        let library = try readLibrary(Self.library)
        #expect(library.collections.first?.members.map(\.text) == ["low-tide", "low-tide-deluxe"])
        #expect(library.playlists.first?.members.map(\.text) == ["three", "low-tide/1", "three"])
    }

    @Test(arguments: [
        (
            #""three", "One""#, #"▸"thre", "One""#,
            #"the library has no item "thre"; expected the id of an item; did you mean "three"?"#
        ),
        (
            #""three", "One""#, #"▸"Low Tide""#,
            #""Low Tide" is the title of 2 items; expected one of their ids: low-tide, low-tide-deluxe"#
        ),
        (#""three", "One""#, #"▸"harbour""#, #""harbour" is an artist; expected only tracks here"#),
        (#"["low-tide", "#, #"["low-tide", ▸"three", "#, #""three" is a track; expected only albums here"#),
        (#"["low-tide", "#, #"[▸"sea", "#, #""sea" is a collection; expected only artists, albums or tracks here"#),
        (
            #"{ "id": "mix""#, #"▸{ "id": "harbour""#,
            #"the id "harbour" is taken twice, first at l.json:3:5; expected each id once in a library"#
        ),
        (#""year": 1994"#, #""year": ▸"1994""#, #""year" is a string; expected a whole number, 0 or more"#),
        (#""year": 1994"#, #""year": ▸-1"#, #""year" is -1; expected a whole number, 0 or more"#),
        (#""rating": 7.5"#, #""rating": ▸11"#, #""rating" is 11; expected a number from 0 to 10"#),
        (
            #""year": 1994"#, #""originallyAvailableAt": ▸"94-1-1""#,
            #""originallyAvailableAt" is "94-1-1"; expected a date such as "1994-08-22""#
        ),
        (#""genres": ["Pop"]"#, #""genres": ▸"Pop""#, #""genres" is a string; expected an array of strings"#),
        (#""genres": ["Pop"]"#, #""genres": [▸1]"#, #"an element of "genres" is a number; expected a string"#),
        (#""smart": false"#, #""smart": ▸0"#, #""smart" is a number; expected true or false"#),
        (
            #""smart": false"#, #"▸"smrt": false"#,
            #"unknown key "smrt" in this playlist; expected one of id, title, titleSort, guid, summary, addedAt, updatedAt, ratingKey, smart, tracks, video, artwork, note; did you mean "smart"?"#
        ),
        (#""key": "4""#, #""key": ▸4"#, #""key" is a number; expected a section's number in a string, such as "4""#),
        (
            #""section": { "key": "4", "title": "Music" },"#, "",
            #"1:1: this library lacks "section"; expected the key "section""#
        ),
        (#"{ "id": "harbour", "#, #"▸{ "#, #"this artist lacks "id"; expected the key "id""#),
        (#""note": "loud""#, #""note": ▸1"#, #""note" is a number; expected a string"#),
        (#""One", {"#, #"▸"", {"#, #"an element of "tracks" is empty; expected a title with something in it"#),
        (#""title": "Harbour""#, #""title": ▸null"#, #""title" is null; expected a title"#),
        (#""id": "sea""#, #""id": ▸7"#, #""id" is a number; expected a string"#),
        (#"{ "name": "Attic" }"#, #"▸[]"#, #""server" is an array; expected an object (server)"#),
    ])
    func `each fault is told with its place`(good: String, bad: String, complaint: String) throws {
        #expect(Self.library.contains(good))
        let text = Self.library.replacing(good, with: bad)
        guard bad.contains("▸") else {
            #expect(complaints { try readLibrary(text) } == "l.json:\(complaint)")
            return
        }
        let (file, place) = try marked(text)
        #expect(complaints { try readLibrary(file) } == "l.json:\(place): \(complaint)")
    }

    @Test func `two items cannot have one rating key`() {
        let text = """
            { "section": { "key": "1", "title": "M" }, "artists": [
              { "id": "a", "title": "A", "ratingKey": 7 }, { "id": "b", "title": "B", "ratingKey": 7 } ] }
            """
        #expect(
            complaints { try readLibrary(text) }
                == "l.json:2:88: the ratingKey 7 is taken twice, first at l.json:2:43; expected each ratingKey once on a server"
        )
    }

    @Test func `all faults of a file are told, in its order`() {
        let text = """
            { "section": { "key": "x", "title": "M" }, "artist": [], "artists": [
              { "id": "a", "title": "A", "userRating": 20, "albums": [{ "id": "b", "title": "B", "year": "now" }] } ] }
            """
        let lines = complaints { try readLibrary(text) }.split(separator: "\n")
        #expect(
            lines.map { $0.prefix { $0 != " " } } == ["l.json:1:23:", "l.json:1:44:", "l.json:2:44:", "l.json:2:94:"])
    }
}
