import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// Sync-requirements, promise 4: one bad element is one bad element.
struct DamageTests {
    /// An attribute of a row, and what becomes of it.
    struct Case: Sendable, CustomTestStringConvertible {
        enum Effect: Equatable { case fine, damaged, unidentified }

        var kind: ItemKind
        var attribute: String
        /// Nothing leaves the attribute out.
        var value: String?
        var effect: Effect

        var testDescription: String { "\(kind) \(attribute)=\(value ?? "missing"): \(effect)" }
    }

    private static let absurdNumbers = [
        "nan", "NaN", "inf", "-inf", "infinity", "1e999", "1e3", "0x10", "-1", "+1", "abc", " ", "1 ", "1,5", "--",
        "99999999999999999999999999", "9223372036854775808", "999999999999999999", "١", "1\u{FFFD}", "🌊",
    ]
    private static let absurdRatings = [
        "nan", "inf", "-1", "-0.5", "10.1", "1e400", "1e0", "0x1p3", "99999999999999999999", "1.2.3", ".", "8.", ".5",
        "eight", "8,5",
        String(repeating: "0", count: 40),
    ]

    private static func number(_ kind: ItemKind, _ attributes: [String]) -> [Case] {
        attributes.flatMap { attribute in
            absurdNumbers.map { Case(kind: kind, attribute: attribute, value: $0, effect: .damaged) }
                + [nil, "", "0", "1"].map { Case(kind: kind, attribute: attribute, value: $0, effect: .fine) }
        }
    }

    private static func rating(_ kind: ItemKind, _ attributes: [String]) -> [Case] {
        attributes.flatMap { attribute in
            absurdRatings.map { Case(kind: kind, attribute: attribute, value: $0, effect: .damaged) }
                + [nil, "", "0", "10", "10.0", "8.5", "0.25"].map {
                    Case(kind: kind, attribute: attribute, value: $0, effect: .fine)
                }
        }
    }

    private static func keys(_ kind: ItemKind, _ attribute: String, _ effect: Case.Effect, optional: Bool = false)
        -> [Case]
    {
        (absurdNumbers.filter { $0 != "999999999999999999" } + ["0", "04110"]).map {
            Case(kind: kind, attribute: attribute, value: $0, effect: effect)
        }
            + [nil, ""].map { Case(kind: kind, attribute: attribute, value: $0, effect: optional ? .fine : effect) }
            + ["1", "999999999999999999"].map { Case(kind: kind, attribute: attribute, value: $0, effect: .fine) }
    }

    private static func texts(_ kind: ItemKind, _ attributes: [String]) -> [Case] {
        attributes.flatMap { attribute in
            [nil, "", "nan", "x"].map { Case(kind: kind, attribute: attribute, value: $0, effect: .fine) }
        }
    }

    private static func types(_ kind: ItemKind) -> [Case] {
        [nil, "", "movie", kind.rawValue.uppercased(), kind.rawValue + "s"].map {
            Case(kind: kind, attribute: "type", value: $0, effect: .damaged)
        }
    }

    private static func flags(_ kind: ItemKind) -> [Case] {
        ["2", "yes", "-1", "nan"].map { Case(kind: kind, attribute: "smart", value: $0, effect: .damaged) }
            + [nil, "", "0", "1", "true", "false"].map {
                Case(kind: kind, attribute: "smart", value: $0, effect: .fine)
            }
    }

    static let matrix: [Case] =
        ItemKind.allCases.flatMap { kind in
            keys(kind, "ratingKey", .unidentified) + types(kind) + number(kind, ["addedAt", "updatedAt"])
                + texts(kind, ["title", "titleSort", "guid", "summary"])
        } + keys(.album, "parentRatingKey", .damaged) + keys(.track, "parentRatingKey", .damaged)
        + keys(.track, "grandparentRatingKey", .damaged, optional: true) + number(.album, ["year"])
        + number(.track, ["index", "parentIndex", "duration"]) + number(.collection, ["childCount"])
        + number(.playlist, ["leafCount"]) + rating(.artist, ["userRating"]) + rating(.album, ["rating", "userRating"])
        + rating(.track, ["userRating"]) + flags(.collection) + flags(.playlist)
        + texts(.artist, ["thumb"]) + texts(.album, ["thumb", "studio", "originallyAvailableAt"])
        + texts(.track, ["originalTitle"]) + texts(.collection, ["thumb", "subtype"])
        + texts(.playlist, ["thumb", "composite"])

    private static func element(_ kind: ItemKind, key: Int, changing: Case? = nil) -> String {
        var attributes = ["ratingKey": "\(key)", "type": kind.rawValue, "title": "t", "parentRatingKey": "4"]
        if let changing { attributes[changing.attribute] = changing.value }
        let text = attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: " ")
        let name = kind == .track ? "Track" : kind == .playlist ? "Playlist" : "Directory"
        return "<\(name) \(text)><Media><Part key=\"/p\" /></Media></\(name)>"
    }

    /// What became of a page's elements.
    private struct Found {
        var keys: [Int64]
        var titles: [String]
        var damaged: [DamagedElement]
        var flawed: [DamagedElement]

        init<Row: PlexRow & LibraryItem>(_ body: Data, _: Row.Type) throws {
            let page = try readPlexPage(body, as: Row.self)
            keys = page.rows.map(\.ratingKey.value)
            titles = page.rows.map(\.title)
            (damaged, flawed) = (page.damaged, page.flawed)
        }
    }

    private func read(_ kind: ItemKind, _ body: Data) throws -> Found {
        switch kind {
        case .artist: try Found(body, Artist.self)
        case .album: try Found(body, Album.self)
        case .track: try Found(body, Track.self)
        case .collection: try Found(body, LibraryModel.Collection.self)
        case .playlist: try Found(body, Playlist.self)
        }
    }

    @Test(arguments: matrix)
    func `one attribute spoils at most its own element`(each: Case) throws {
        let elements = [
            Self.element(each.kind, key: 11), Self.element(each.kind, key: 12, changing: each),
            Self.element(each.kind, key: 13),
        ]
        let found = try read(each.kind, container(elements.joined(separator: "\n"), size: 3))
        let (keys, damaged) = (found.keys, found.damaged)
        switch each.effect {
        case .fine:
            #expect(damaged == [])
            #expect(keys.count == 3)
        case .damaged, .unidentified:
            #expect(keys == [11, 13])
            #expect(damaged.map(\.position) == [1])
            #expect(damaged.map(\.attribute) == [each.attribute])
            #expect(damaged.map(\.ratingKey?.value) == [each.effect == .damaged ? 12 : nil])
            #expect(damaged.map(\.line) == [3])
        }
    }

    @Test(arguments: ["artist", "album", "track", "collection", "playlist", "clip"], ItemKind.allCases)
    func `an item of another type is named by it`(type: String, kind: ItemKind) throws {
        let element = Self.element(
            kind, key: 12, changing: Case(kind: kind, attribute: "type", value: type, effect: .damaged))
        let found = try read(kind, container(element))
        let (keys, damaged) = (found.keys, found.damaged)
        #expect(keys == (type == kind.rawValue ? [12] : []))
        #expect(damaged.map(\.reason) == (type == kind.rawValue ? [] : ["is a \(type)"]))
    }

    @Test(arguments: [
        ("bitrate", "nan"), ("bitrate", "-1"), ("bitrate", "9999999999"), ("size", "inf"),
        ("size", "99999999999999999999"),
        ("size", "1e9"),
    ])
    func `an absurd number of the file spoils its track`(attribute: String, value: String) throws {
        let media = attribute == "bitrate" ? "bitrate=\"\(value)\"" : ""
        let part = attribute == "size" ? "size=\"\(value)\"" : ""
        let element = """
            <Track ratingKey="12" parentRatingKey="4" type="track" title="t"><Media \(media)>
            <Part key="/p" \(part) /></Media><Media><Part key="/q" /></Media></Track>
            """
        let found = try read(.track, container(element + Self.element(.track, key: 13), size: 2))
        let (keys, damaged) = (found.keys, found.damaged)
        #expect(keys == [13])
        #expect(damaged.map(\.attribute) == [attribute])
        #expect(damaged.map { $0.reason.hasPrefix("\"\(value)\" is not a number") } == [true])
    }

    @Test(arguments: [
        "", "<Media />", "<Media><Part /></Media>", "<Media><Part key=\"\" /></Media>", "<Part key=\"/p\" />",
    ])
    func `a track without a file is damaged`(children: String) throws {
        let element = "<Track ratingKey=\"12\" parentRatingKey=\"4\" type=\"track\">\(children)</Track>"
        let found = try read(.track, container(element))
        let (keys, damaged) = (found.keys, found.damaged)
        #expect(keys == [])
        #expect(damaged.map(\.attribute) == ["Part"])
        #expect(damaged.map(\.ratingKey?.value) == [12])
    }

    @Test(arguments: ["video", "photo"])
    func `a playlist that is not of music is damaged`(type: String) throws {
        let element = "<Playlist ratingKey=\"12\" type=\"playlist\" playlistType=\"\(type)\" />"
        let found = try read(.playlist, container(element))
        let (keys, damaged) = (found.keys, found.damaged)
        #expect(keys == [])
        #expect(damaged.map(\.reason) == ["is \(type)"])
    }

    @Test(arguments: [nil, "", "0", "-3", "x", "1e5"])
    func `a member or item without a key cannot be identified`(value: String?) throws {
        let attribute = value.map { "ratingKey=\"\($0)\"" } ?? ""
        let body = container("<Track type=\"track\" \(attribute) /><Track ratingKey=\"5\" />", size: 2)
        let members = try readPlexPage(body, as: MemberRow.self)
        let items = try readPlexPage(body, as: PlaylistItemRow.self)
        #expect(members.rows.map(\.ratingKey.value) == [5])
        #expect(items.rows.map(\.ratingKey.value) == [5])
        #expect(members.damaged == items.damaged)
        #expect(members.damaged.map(\.ratingKey) == [nil])
        #expect(members.damaged.map(\.attribute) == ["ratingKey"])
    }

    @Test func `an item whose place has an absurd number is damaged`() throws {
        let page = try readPlexPage(
            container("<Track ratingKey=\"5\" playlistItemID=\"nan\" />"), as: PlaylistItemRow.self)
        #expect(page.damaged.map(\.attribute) == ["playlistItemID"])
    }

    @Test(arguments: ["refreshing=\"x\"", "updatedAt=\"nan\"", "scannedAt=\"-\"", "contentChangedAt=\"-1\""])
    func `a section is read without what is absurd about it`(attribute: String) throws {
        let body = container("<Directory key=\"4\" type=\"artist\" \(attribute) />", size: 1)
        let page = try readPlexPage(body, as: SectionRow.self)
        let expected = try readPlexPage(
            container("<Directory key=\"4\" type=\"artist\" />", size: 1), as: SectionRow.self)
        #expect(page.rows == expected.rows && page.rows.count == 1 && page.damaged.isEmpty)
    }

    @Test(arguments: ["key=\"\"", ""])
    func `a section without a key is damaged`(attributes: String) throws {
        let body = container("<Directory \(attributes) /><Directory key=\"5\" />", size: 2)
        let page = try readPlexPage(body, as: SectionRow.self)
        #expect(page.rows.map(\.key) == ["5"])
        #expect(page.damaged.map(\.position) == [0])
    }

    @Test func `a long value is shortened in the report`() throws {
        let body = container(
            Self.element(.album, key: 5).replacing(
                "title", with: "year=\"\(String(repeating: "9", count: 900))\" title"))
        let reason = try #require(try read(.album, body).damaged.first?.reason)
        #expect(reason == "\"\(String(repeating: "9", count: 40))…\" is not a number from 0 to 9999")
    }

    @Test(arguments: ["<Genre />", "<Genre tag=\"\" />", "<Mood id=\"4\" />"])
    func `a tag without a word is told of, and its row goes without it`(tag: String) throws {
        let row =
            "<Directory ratingKey=\"7\" parentRatingKey=\"1\" type=\"album\" title=\"T\">\(tag)<Style tag=\"Slow\" />"
        let body = Data("<MediaContainer size=\"1\">\(row)</Directory></MediaContainer>".utf8)
        let page = try readPlexPage(body, as: Album.self)
        #expect(page.rows.map(\.tags) == [[Tag(.style, "Slow")]])
        #expect(page.damaged.isEmpty)
        #expect(page.flawed.map { $0.ratingKey?.value } == [7])
        // Of tracks no tags are kept.
        let track =
            "<Track ratingKey=\"7\" parentRatingKey=\"1\" type=\"track\" title=\"\"><Media><Part key=\"/p\" /></Media>"
        let tracks = Data("<MediaContainer>\(track)\(tag)</Track></MediaContainer>".utf8)
        #expect(try readPlexPage(tracks, as: Track.self).flawed.isEmpty)
    }

    @Test(arguments: ItemKind.allCases)
    func `an item without a title is told of, one with an empty title is not`(kind: ItemKind) throws {
        let whole = Self.element(kind, key: 5)
        let title = try #require(whole.firstMatch(of: /title="[^"]*"/))
        let empty = try read(kind, container(whole.replacing(title.output, with: "title=\"\"")))
        #expect(empty.titles == [""] && empty.flawed.isEmpty)
        let missing = try read(kind, container(whole.replacing(title.output, with: "")))
        #expect(missing.titles == [""] && missing.damaged.isEmpty)
        #expect(missing.flawed.map(\.attribute) == ["title"] && missing.flawed.first?.reason == "is missing")
    }

    @Test func `a row that is left out is told of once`() throws {
        let body = container("<Track ratingKey=\"7\" parentRatingKey=\"1\" type=\"track\" />")
        let page = try readPlexPage(body, as: Track.self)
        #expect(page.damaged.map(\.attribute) == ["Part"] && page.flawed.isEmpty)
    }

    @Test(arguments: [("Track", "track", true), ("Track", "seven", false), ("Video", "clip", true)])
    func `a place in a playlist is what its element is`(element: String, type: String, isRead: Bool) throws {
        let body = Data("<MediaContainer><\(element) ratingKey=\"7\" type=\"\(type)\" /></MediaContainer>".utf8)
        let page = try readPlexPage(body, as: PlaylistItemRow.self)
        #expect(page.rows.count == (isRead ? 1 : 0) && page.damaged.count == (isRead ? 0 : 1))
    }

    @Test(arguments: [("/library/parts/1/2/file.flac", true), ("seven", false), ("-1", false), ("\u{FFFD}1", false)])
    func `a part's key is a path`(key: String, isRead: Bool) throws {
        let row = "<Track ratingKey=\"7\" parentRatingKey=\"1\" type=\"track\"><Media><Part key=\"\(key)\" /></Media>"
        let page = try readPlexPage(Data("<MediaContainer>\(row)</Track></MediaContainer>".utf8), as: Track.self)
        #expect(page.rows.count == (isRead ? 1 : 0) && page.damaged.count == (isRead ? 0 : 1))
    }
}
