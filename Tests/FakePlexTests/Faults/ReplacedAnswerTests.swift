import Foundation
import HTTPTypes
import Testing

@testable import FakePlex

/// The faults that put something else with 200 in the place of an answer.
struct ReplacedAnswerTests {
    static let albums = "/library/sections/3/all?type=9"

    @Test(arguments: [
        (Fault.html, "text/html; charset=utf-8", "<!DOCTYPE html>"),
        (.json, "application/json", "{\"MediaContainer\":{"),
        (.otherRoot, "text/xml;charset=utf-8", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response "),
        (.emptyBody, "text/xml;charset=utf-8", ""),
    ])
    func `a page of something else comes with 200`(fault: Fault, type: String, start: String) throws {
        let answer = ask(try .sample(), Self.albums, under: fault, validators: true)
        #expect(answer.status == .ok)
        #expect(answer.fields[.contentType] == type)
        #expect(answer.fields[.eTag] == nil)
        #expect(answer.text.hasPrefix(start))
        #expect(start.isEmpty == answer.body.isEmpty)
        #expect(!answer.text.contains("<MediaContainer"))
    }

    @Test(arguments: [albums, "/library/sections", "/identity", "/library/metadata/4101/thumb/1"])
    func `JSON is JSON, whatever was asked for`(path: String) throws {
        let answer = ask(try .sample(), path, under: .json)
        let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        #expect((object?["MediaContainer"] as? [String: Any])?["size"] is Int)
    }

    @Test func `items in JSON stand under Metadata, their keys as texts and their titles unescaped`() throws {
        let answer = ask(try .sample(), Self.albums, page: (0, 9), under: .json)
        let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
        let container = try #require(object?["MediaContainer"] as? [String: Any])
        let items = try #require(container["Metadata"] as? [[String: Any]])
        #expect(container["totalSize"] as? Int == 3)
        #expect(Set(items.compactMap { $0["title"] as? String }) == ["Low Tide", "Slack Water", "Été & <Nuit>"])
        #expect(items.contains { $0["ratingKey"] as? String == "4101" && $0["year"] as? Int == 2016 })
    }

    @Test(arguments: [nil, 30])
    func `a server in maintenance says so in its own words`(seconds: Int?) throws {
        let answer = ask(try .sample(), Self.albums, under: .maintenance(retryAfter: seconds))
        #expect(answer.status.code == 503)
        #expect(answer.fields[.contentType] == "text/xml;charset=utf-8")
        #expect(answer.fields[.retryAfter] == seconds.map(String.init))
        #expect(answer.text.contains("<Response code=\"503\" title=\"Maintenance\" status=\"Plex Media Server is "))
    }

    @Test(arguments: MalformedForm.allCases)
    func `a malformed answer is honest up to its last element`(form: MalformedForm) throws {
        let catalog = try Catalog.sample()
        let (honest, answer) = (ask(catalog, Self.albums), ask(catalog, Self.albums, under: .malformed(form)))
        #expect(answer.status == .ok)
        #expect(answer.text != honest.text)
        let spoiled = [
            MalformedForm.unclosedTag: "title=\"Unended\">\n</MediaContainer>\n",
            .badEntity: "title=\"Rock&nbsp;Roll\" />\n</MediaContainer>\n",
            .strayAmpersand: "title=\"Rock & Roll\" />\n</MediaContainer>\n",
            .bareAngle: "title=\"Rock < Roll\" />\n</MediaContainer>\n",
            .doubledAttribute: "title=\"Rock\" title=\"Roll\" />\n</MediaContainer>\n",
            .bareValue: "title=Rock />\n</MediaContainer>\n",
            .trailingGarbage: "</MediaContainer>\nInternal error: connection to the database was lost\n",
        ]
        #expect(answer.text.hasPrefix(honest.text.dropLast("</MediaContainer>\n".count)))
        #expect(answer.text.hasSuffix(try #require(spoiled[form])))
    }
}
