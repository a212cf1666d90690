import Foundation
import Testing

@testable import PlexXML

/// Sync-requirements, promise 3: whatever is not a whole page ends in an error of its own.
struct WholeAnswerTests {
    @Test(arguments: ["tracks.xml", "albums.xml", "nasty-text.xml", "count.xml", "sections.xml"])
    func `an answer cut at any byte is an error`(name: String) throws {
        let whole = try fixture(name)
        let end = try #require(whole.range(of: Data("</MediaContainer>".utf8))).upperBound
        #expect(failure(whole[..<end]) == nil || name == "sections.xml")
        let accepted = (1..<end).filter { length in
            let error = failure(whole[..<length])
            guard case .malformed = error else { return true }
            return false
        }
        #expect(accepted == [])
    }

    @Test(arguments: ["<MediaContainer size=\"0\"/>", "<MediaContainer size='0'></MediaContainer >"])
    func `a short container cut at any byte is an error`(text: String) {
        #expect(failure(Data(text.utf8)) == nil)
        let accepted = (1..<text.utf8.count).filter { failure(Data(text.utf8.prefix($0))) == nil }
        #expect(accepted == [])
    }

    @Test(arguments: [
        "x", "<", ">", "&", "\0", "\u{4}", "<MediaContainer/>", "<!--", "]]>", "{}", "</MediaContainer>", "&#4;",
        "\u{FEFF}",
        "<a/>", "\n\n  x",
    ])
    func `anything behind the container is an error`(rest: String) {
        let error = failure(container("", size: 0) + Data(rest.utf8))
        #expect(malformedLine(error) != nil)
    }

    @Test(arguments: ["", "\n", "  \r\n\t", "<!-- end -->", "<?end?>\n"])
    func `white space, comments and instructions behind the container are allowed`(rest: String) {
        #expect(failure(container("", size: 0) + Data(rest.utf8)) == nil)
    }

    @Test(arguments: ["", " ", "\r\n\t ", "\u{FEFF}", "\u{FEFF}\n"])
    func `nothing is an error of its own`(text: String) {
        #expect(failure(Data(text.utf8)) == .empty)
    }

    @Test(
        arguments: [
            ("unauthorized.html", "html"), ("web-login.html", "html"), ("maintenance.xml", "Response"),
            ("answer.json", nil),
        ] as [(String, String?)])
    func `another document is no page`(name: String, root: String?) throws {
        #expect(failure(try fixture(name)) == .notPlex(root: root))
    }

    @Test(
        arguments: [
            ("Not found", nil), ("404", nil), ("\u{1F}\u{8B}\u{8}\0", nil), ("\u{FEFF}{\"a\":1}", nil), ("\n [1]", nil),
            ("<!DOCTYPE html><html></html>", "html"), ("<!DOCTYPE HTML PUBLIC \"a\" \"b\"><HTML></HTML>", "HTML"),
            ("<!-- login --><html><br></html>", "html"), ("<?xml version=\"1.0\"?>\n<!doctype html>\n<html>", "html"),
            ("<html lang=en><p>", "html"), ("<HTML><BODY>", "HTML"), ("<mediacontainer size=\"0\"/>", "mediacontainer"),
            ("<x:MediaContainer xmlns:x=\"y\" size=\"0\"/>", "MediaContainer"),
            ("<errors><error code=\"1001\"/></errors>", "errors"),
            ("<MediaContainers size=\"0\"/>", "MediaContainers"),
        ] as [(String, String?)])
    func `another root is no page`(text: String, root: String?) {
        #expect(failure(Data(text.utf8)) == .notPlex(root: root))
    }

    @Test(arguments: [
        "<MediaContainer size=0></MediaContainer>", "<MediaContainer size=\"0\" size=\"0\"/>",
        "<MediaContainer><a></MediaContainer>",
        "<MediaContainer>&nbsp;</MediaContainer>", "<MediaContainer a=\"<\"/>", "<MediaContainer a=\"&\"/>",
        "<MediaContainer><Track a=\"1\" a=\"2\"/></MediaContainer>", " <?xml version=\"1.0\"?><MediaContainer/>", "<",
        "<MediaContainer a=\"&#;\"/>", "<MediaContainer>\n</MediaContainer", "<MediaContainer a='\u{4}/>", "<MediaCont",
        "<MediaContainer><!-- -- --></MediaContainer>", "<MediaContainer a=\"1\"b=\"2\"/>",
    ])
    func `a page that is not well-formed is an error`(text: String) {
        #expect(malformedLine(failure(Data(text.utf8))) != nil)
    }

    @Test func `the error names line, column and reason`() {
        let body = container("<Directory ratingKey=\"1\" />\n<Directory ratingKey=\"2\" ratingKey=\"3\" />", size: 2)
        let error = failure(body)
        guard case .malformed(3, let column, let reason) = error else {
            Issue.record("not malformed in line 3: \(String(describing: error))")
            return
        }
        #expect(column > 10)
        #expect(reason.contains("ratingKey"))
    }

    @Test(
        arguments: [
            ("size=\"2\"", PlexXMLError.sizeMismatch(declared: 2, found: 1)),
            ("size=\"0\"", .sizeMismatch(declared: 0, found: 1)),
            ("size=\"1\"", nil), ("", nil), ("size=\"\"", nil),
        ] as [(String, PlexXMLError?)])
    func `size is held against what came`(attribute: String, expected: PlexXMLError?) {
        let body = Data("<MediaContainer \(attribute)><Meta><Type/></Meta>\(healthyAlbum)<Hub/></MediaContainer>".utf8)
        #expect(failure(body) == expected)
    }

    @Test func `a damaged element counts as one that came`() throws {
        let body = container("<Directory />\(healthyAlbum)", size: 2)
        let page = try readPlexPage(body, as: MemberRow.self)
        #expect(page.rows.count == 1)
        #expect(page.damaged.count == 1)
    }

    @Test(
        arguments: ["size", "totalSize", "offset"],
        ["-1", "x", "1e3", "nan", "4294967296", "99999999999999999999", " 1"])
    func `a count that is no number is an error`(attribute: String, value: String) {
        let error = failure(Data("<MediaContainer \(attribute)=\"\(value)\"/>".utf8))
        guard case .malformed(1, _, let reason) = error else {
            Issue.record("accepted: \(String(describing: error))")
            return
        }
        #expect(reason.contains(attribute) && reason.contains(value))
    }

    @Test(arguments: [1, 2, 3, 7, 64, 1000])
    func `an answer in pieces is the same answer`(piece: Int) throws {
        let tracks = try fixture("tracks.xml")
        let whole = try readPlexPage(tracks, as: PlaylistItemRow.self)
        #expect(try read(tracks, as: PlaylistItemRow.self, piece: piece).rows == whole.rows)
        let nasty = try fixture("nasty-text.xml")
        let page = try read(nasty, as: NastyRow.self, piece: piece)
        let expected = try readPlexPage(nasty, as: NastyRow.self)
        #expect(page.rows == expected.rows)
        #expect(page.replaced == expected.replaced)
    }

    @Test(
        arguments: [
            ("<?xml ver sion=\"1.0\"?>\n<Response code=\"503\" />", "Response"),
            ("<page name=\"a\" b\" c=\"d\">\n<Directory ratingKey=\"5\" />\n<p>\n<p>", "page"),
        ], [1, 5, 30, 300])
    func `what came instead of a page has the same name in pieces`(body: (String, root: String), piece: Int) {
        #expect(throws: PlexXMLError.notPlex(root: body.root)) {
            try read(Data(body.0.utf8), as: MemberRow.self, piece: piece)
        }
    }

    @Test(arguments: 1..<60)
    func `a raw greater-than sign may stand at the end of a piece`(piece: Int) throws {
        let body = container(
            "<Directory ratingKey=\"5\" title=\"a > b > c >\" type=\">\" /><Directory ratingKey='6' type='>>' />",
            size: 2)
        let page = try read(body, as: MemberRow.self, piece: piece)
        #expect(page.rows.map(\.type) == [">", ">>"])
    }

    @Test func `after an error every call repeats it`() {
        var reader = PlexPageReader(MemberRow.self)
        let json = Array("{}".utf8)
        #expect(throws: PlexXMLError.notPlex(root: nil)) { try json.withUnsafeBytes { try reader.push($0) } }
        #expect(throws: PlexXMLError.notPlex(root: nil)) { try json.withUnsafeBytes { try reader.push($0) } }
        do {
            _ = try reader.finish()
            Issue.record("no error")
        } catch {
            #expect(error == .notPlex(root: nil))
        }
    }

    @Test(arguments: [
        PlexXMLError.empty, .notPlex(root: nil), .notPlex(root: "html"), .malformed(line: 1, column: 2, reason: "x"),
        .sizeMismatch(declared: 1, found: 2), .tooDeep(3), .tooLarge(.bytes, limit: 4),
    ])
    func `an error is a sentence on the answer and one on what to do`(error: PlexXMLError) {
        let text = "\(error)"
        #expect(text.hasPrefix("The answer "))
        #expect(text.split(separator: ". ").count == 2)
    }
}

/// Enough of a row to compare texts by.
struct NastyRow: PlexRow, Equatable {
    var title: String
    var summary: String?

    init(_ element: PlexElement) throws(RowDamage) {
        title = element.title
        summary = element.text(.summary)
    }
}
