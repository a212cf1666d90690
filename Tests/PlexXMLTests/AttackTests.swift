import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// No answer makes the client read a file, ask an address, or take for ever.
struct AttackTests {
    private func isRefused(_ body: Data) -> Bool {
        guard case .malformed(_, _, let reason) = failure(body) else { return false }
        return reason.contains("document type")
    }

    @Test(arguments: [
        "<!DOCTYPE MediaContainer>", "<!DOCTYPE MediaContainer SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE MediaContainer PUBLIC \"x\" \"file:///etc/hostname\">", "<!DOCTYPE MediaContainer []>",
        "<!DOCTYPE MediaContainer [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE MediaContainer [<!ENTITY % load SYSTEM \"file:///etc/hostname\"> %load;]>",
        "<!DOCTYPE MediaContainer [<!ENTITY secret \"inside\">]>",
        "<!DOCTYPE MediaContainer [<!ATTLIST MediaContainer size CDATA \"0\">]>",
        "<?xml version=\"1.0\"?>\n<!-- hidden -->\n<!DOCTYPE MediaContainer [<!ELEMENT MediaContainer ANY>]>",
    ])
    func `a document type is refused, whatever it declares`(declaration: String) {
        #expect(isRefused(Data("\(declaration)<MediaContainer title1=\"&secret;\">&secret;</MediaContainer>".utf8)))
        #expect(isRefused(Data("\(declaration)<MediaContainer/>".utf8)))
    }

    @Test(arguments: ["title", "text"])
    func `a billion laughs are refused before the first`(place: String) {
        var declarations = "<!ENTITY l0 \"lol\">"
        for level in 1...12 {
            declarations += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        let use = place == "title" ? "<MediaContainer title1=\"&l12;\"/>" : "<MediaContainer>&l12;</MediaContainer>"
        #expect(isRefused(Data("<!DOCTYPE MediaContainer [\(declarations)]>\(use)".utf8)))
    }

    @Test func `one long entity, used often, is refused as well`() {
        let text = String(repeating: "x", count: 50_000)
        let uses = String(repeating: "&x;", count: 50_000)
        let body = "<!DOCTYPE MediaContainer [<!ENTITY x \"\(text)\">]><MediaContainer>\(uses)</MediaContainer>"
        #expect(isRefused(Data(body.utf8)))
    }

    @Test func `an entity that nobody declared is malformed`() {
        #expect(malformedLine(failure(Data("<MediaContainer title1=\"&secret;\"/>".utf8))) == 1)
        #expect(malformedLine(failure(Data("<MediaContainer>&secret;</MediaContainer>".utf8))) == 1)
    }

    @Test func `an inclusion and a style sheet stay what they are`() {
        let body = """
            <?xml-stylesheet href="file:///etc/hostname"?><MediaContainer size="0" xmlns:xi="http://www.w3.org/2001/XInclude">
            <xi:include href="file:///etc/hostname" parse="text"/></MediaContainer>
            """
        #expect(failure(Data(body.utf8)) == nil)
    }

    @Test func `a declared encoding is not believed`() throws {
        let body = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><MediaContainer title1=\"é\"/>"
        let page = try readPlexPage(Data(body.utf8), as: MemberRow.self)
        #expect(page.container.title1 == "é")
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian])
    func `another encoding is no page`(encoding: String.Encoding) throws {
        let body = try #require("<?xml version=\"1.0\"?><MediaContainer size=\"0\"/>".data(using: encoding))
        #expect(failure(body) != nil)
    }

    @Test(arguments: [(31, nil), (32, .tooDeep(32)), (200_000, .tooDeep(32))] as [(Int, PlexXMLError?)])
    func `depth is limited`(depth: Int, expected: PlexXMLError?) {
        let body = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(failure(container(body, size: nil)) == expected)
    }

    @Test(arguments: [(9, nil), (10, PlexXMLError.tooLarge(.elements, limit: 10))] as [(Int, PlexXMLError?)])
    func `elements are limited`(count: Int, expected: PlexXMLError?) {
        var limits = PlexXMLLimits.standard
        limits.elements = 10
        let body = container(String(repeating: "<a/>", count: count), size: nil)
        #expect(failure(body, limits: limits) == expected)
    }

    @Test(arguments: [(0, nil), (1, PlexXMLError.tooLarge(.bytes, limit: 100))] as [(Int, PlexXMLError?)])
    func `bytes are limited`(excess: Int, expected: PlexXMLError?) {
        var limits = PlexXMLLimits.standard
        limits.bytes = 100
        var body = Data("<MediaContainer size=\"0\"/>".utf8)
        body += Data(repeating: 0x20, count: 100 + excess - body.count)
        #expect(failure(body, limits: limits) == expected)
    }

    @Test(arguments: [(900_000, false), (1_200_000, true)])
    func `the length of a tag is limited`(length: Int, isRefused: Bool) {
        let body = container("<Directory ratingKey=\"5\" summary=\"\(String(repeating: "x", count: length))\" />")
        #expect(failure(body) == (isRefused ? .tooLarge(.tagBytes, limit: 1 << 20) : nil))
    }

    @Test(arguments: [64, 4096, 65536])
    func `the attributes of a very long tag are limited`(piece: Int) {
        let attributes = (0..<30_000).map { "a\($0)=\"\" " }.joined()
        let body = container("<Directory ratingKey=\"5\" \(attributes)/>")
        #expect(throws: PlexXMLError.tooLarge(.tagAttributes, limit: 4096)) {
            try read(body, as: MemberRow.self, piece: piece)
        }
    }

    @Test func `very many names for attributes are read`() throws {
        let elements = (0..<2000).map { "<Directory a\($0)=\"\" b\($0)=\"\" ratingKey=\"\($0 + 1)\" c\($0)=\"\" />" }
        let page = try readPlexPage(container(elements.joined(), size: 2000), as: MemberRow.self)
        #expect(page.rows.map(\.ratingKey.value) == Array(1...2000))
    }
}
