import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// Wire contract, 4.7 and 4.8.
struct TextTests {
    private func title(_ value: String) throws -> String {
        let body = container("<Directory ratingKey=\"5\" parentRatingKey=\"4\" type=\"album\" title=\"\(value)\" />")
        return try #require(try readPlexPage(body, as: Album.self).rows.first).title
    }

    @Test(arguments: [
        ("&amp;", "&"), ("&#38;", "&"), ("&#x26;", "&"), ("&lt;b&gt;", "<b>"), ("&quot;&apos;&#39;", "\"''"),
        ("a'b", "a'b"),
        ("&amp;amp;", "&amp;"), ("&amp;#38;", "&#38;"), ("&#38;#38;", "&#38;"), ("&amp;&amp;", "&&"),
        ("&amp;lt;", "&lt;"),
        ("Sigur R&#243;s", "Sigur Rós"), ("&#x1F30A;&#127754;🌊", "🌊🌊🌊"), ("שלום", "שלום"), ("&#1605;&#x631;", "مر"),
        ("e\u{301}", "e\u{301}"), ("&#65533;", "\u{FFFD}"), ("\u{FFFD}", "\u{FFFD}"),
        ("\u{202B}x\u{202C}", "\u{202B}x\u{202C}"),
        ("👩‍👩‍👧", "👩‍👩‍👧"), ("&#x10000;", "\u{10000}"), ("tab&#9;", "tab\t"), (" spaced  out ", " spaced  out "),
        ("日本語", "日本語"), ("a&#0;b", "a\u{FFFD}b"), ("a&#xD83D;&#xDE00;b", "a\u{FFFD}\u{FFFD}b"), ("a > b", "a > b"),
    ])
    func `a title arrives as it was meant`(written: String, meant: String) throws {
        let title = try title(written)
        #expect(Array(title.unicodeScalars) == Array(meant.unicodeScalars))
    }

    @Test func `a normalized form is not changed`() throws {
        #expect(Array(try title("e\u{301}").utf8) == Array("e\u{301}".utf8))
        #expect(Array(try title("\u{E9}").utf8) == Array("\u{E9}".utf8))
    }

    @Test(arguments: [
        ("one&#10;two&#xA;three", "one\ntwo\nthree"), ("one&#13;&#10;two", "one\r\ntwo"),
        ("one\ntwo\r\nthree", "one two three"),
    ])
    func `line breaks in a summary are kept where they are written as references`(written: String, meant: String) throws
    {
        let body = container("<Directory ratingKey=\"5\" type=\"artist\" summary=\"\(written)\" />")
        let page = try readPlexPage(body, as: Artist.self)
        #expect(page.rows.first?.summary.map { Array($0.utf8) } == Array(meant.utf8))
    }

    @Test(arguments: [1, 4096, 65536])
    func `a summary larger than a chunk arrives whole`(piece: Int) throws {
        let line = "Ünïcode & <markup> in line \u{1F30A}"
        let summary = Array(repeating: line, count: 4000).joined(separator: "\n")
        let written = summary.unicodeScalars.map { scalar in
            scalar.isASCII && scalar != "\n" && scalar != "&" && scalar != "<" ? String(scalar) : "&#\(scalar.value);"
        }
        let body = container(
            "<Directory ratingKey=\"5\" type=\"artist\" summary=\"\(written.joined())\" />\(Self.next)", size: 2)
        let page = try read(body, as: Artist.self, piece: piece)
        #expect(page.rows.map(\.summary) == [summary, nil])
        #expect(page.replaced == [])
    }

    private static let next = "<Directory ratingKey=\"6\" type=\"artist\" />"

    @Test func `the nasty titles`() throws {
        let page = try readPlexPage(try fixture("nasty-text.xml"), as: Album.self)
        let noncharacter = try #require(Unicode.Scalar(UInt32(0xFDD0)))
        let lastCharacter = try #require(Unicode.Scalar(UInt32(0x10FFFF)))
        #expect(
            page.rows.map(\.title) == [
                "& <b> \"q\" 'a'", "Sigur Rós 🌊 👩‍👩‍👧", "Sigur Rós 🌊 🌊", "שלום עולם", "مرحبا",
                "a raw > and an &#38; and &amp;", "raw \u{FFFD} control",
                "control \u{FFFD} by reference \u{FFFD} \u{FFFD} \u{FFFD}", "latin \u{FFFD}t\u{FFFD} bytes",
                "e\u{301} and \u{E9} and \(noncharacter) and \(lastCharacter)", "Old ï new",
            ]
        )
        #expect(page.rows.last?.summary == "first\nsecond\nthird\r\nfourth\ttabbed")
        #expect(page.damaged == [])
    }

    @Test func `what was replaced is reported with its element`() throws {
        let page = try readPlexPage(try fixture("nasty-text.xml"), as: Album.self)
        #expect(
            page.replaced == [
                ReplacedCharacters(position: 6, ratingKey: try key(7007), count: 1),
                ReplacedCharacters(position: 7, ratingKey: try key(7008), count: 4),
                ReplacedCharacters(position: 8, ratingKey: try key(7009), count: 2),
            ]
        )
    }

    @Test(arguments: [1, 2, 5, 100, 100_000])
    func `a child's characters are its row's, and the container's nobody's`(piece: Int) throws {
        let body = """
            <MediaContainer size="3" title1="\u{1}">
            <Directory type="album" parentRatingKey="4"><Genre tag="&#2;" /></Directory>
            <Directory ratingKey="6" type="album" parentRatingKey="4"><Genre tag="&#2;" /><Genre tag="\u{3}\u{4}&#5;" /></Directory>
            <Directory ratingKey="7" type="album" parentRatingKey="4" />
            <Meta a="\u{1}\u{2}" />
            </MediaContainer>
            """
        let page = try read(Data(body.utf8), as: Album.self, piece: piece)
        #expect(
            page.replaced == [
                ReplacedCharacters(position: 0, ratingKey: nil, count: 1),
                ReplacedCharacters(position: 1, ratingKey: try key(6), count: 4),
                ReplacedCharacters(position: nil, ratingKey: nil, count: 3),
            ]
        )
    }

    @Test func `very many forbidden characters are counted`() throws {
        let bad = String(repeating: "\u{4}a&#4;", count: 50_000)
        let body = container("<Directory ratingKey=\"5\" type=\"artist\" summary=\"\(bad)\" />\(Self.next)", size: 2)
        let page = try readPlexPage(body, as: Artist.self)
        #expect(page.replaced.map(\.count) == [100_000])
        #expect(page.replaced.map(\.ratingKey?.value) == [5])
    }
}
