import HTTPTypes
import Testing

@testable import FakePlex

/// Containers taken apart and put together again.
struct AnswerDocumentTests {
    static let catalog = Catalog.generated(seed: 7, albums: 12)

    static func body(_ path: String) -> [UInt8] { ask(catalog, path).body }

    @Test(arguments: [
        "/", "/identity", "/library", "/library/sections", "/library/sections/4", "/library/sections/4/all?type=8",
        "/library/sections/4/all?type=9&includeMeta=1", "/library/sections/4/all?type=10", "/playlists",
        "/library/metadata/1001,1002,1003", "/library/sections/4/all?type=9&title=nothing",
    ])
    func `every container is the same after it was taken apart`(path: String) throws {
        let body = Self.body(path)
        #expect(!body.isEmpty)
        #expect(try #require(AnswerDocument(body)).bytes == body)
    }

    @Test(arguments: [
        "", "<", "<html><body></body></html>", "plain", "<?xml version=\"1.0\"?>", "<?xml?><A />", "</A></A>",
    ])
    func `what is no container is left alone`(text: String) {
        #expect(AnswerDocument(Array(text.utf8)) == nil)
    }

    @Test func `rows are told from what describes the filters`() throws {
        let document = try #require(AnswerDocument(Self.body("/library/sections/4/all?type=9&includeMeta=1")))
        #expect(document.rows.count == 12)
        #expect(document.elements.count == 13)
    }

    @Test func `an attribute is replaced, added and taken out where it stands`() throws {
        var tag = try #require(ElementTag(Array("<A b=\"1\" c=\"&amp;\" />".utf8)))
        tag.set("b", "<2>")
        tag.set("d", "\u{4}", after: "b")
        tag.set("c", nil)
        #expect(tag.bytes == Array("<A b=\"&lt;2&gt;\" d=\"\u{4}\" />".utf8))
    }

    @Test func `elements inside a row go with all that is in them`() throws {
        var document = try #require(AnswerDocument(Self.body("/library/metadata/\(Self.catalog.tracks[0].ratingKey)")))
        document.remove(children: "Media", of: 0)
        let text = String(decoding: document.bytes, as: UTF8.self)
        #expect(!text.contains("<Media ") && !text.contains("<Part") && !text.contains("</Media>"))
        #expect(text.contains("<Track ") && text.hasSuffix("</Track>\n</MediaContainer>\n"))
    }
}
