import HTTPTypes
import Testing

@testable import FakePlex

struct SearchTests {
    @Test(arguments: [
        ("tide", ["Low Tide"]), ("LOW%20ti", ["Low Tide"]), ("tide%20low", ["Low Tide"]), ("ide", []),
        ("ete%20nuit", ["&#201;t&#233; &amp; &lt;Nuit&gt;"]), ("Harbour", ["Harbour Lights"]),
        ("breakwater", ["Breakwater", "Breakwater (Live)"]), ("breakwater-live", ["Breakwater (Live)"]), ("%26", []),
    ])
    func `words are found by their beginning, folded, in any order`(query: String, titles: [String]) throws {
        #expect(ask(try Catalog.sample(), "/hubs/search?query=\(query)").rows("title") == titles)
    }

    @Test func `every kind has its hub, also an empty one, in a fixed order`() throws {
        let answer = ask(try Catalog.sample(), "/hubs/search?query=tide&includeCollections=1")
        let hubs = answer.lines.filter { $0.hasPrefix("<Hub ") }
        #expect(hubs.count == 3)
        #expect(hubs[0].contains("type=\"artist\"") && hubs[0].contains("size=\"0\""))
        #expect(hubs[1].contains("type=\"album\"") && hubs[1].contains("size=\"1\""))
        #expect(answer.rows("librarySectionTitle") == ["Music"])
        #expect(answer.rows("score") == ["0.5"])
    }

    @Test func `a hub shows three hits unless told otherwise, the best first`() throws {
        let catalog = Catalog.generated(seed: 7, albums: 300)
        let answer = ask(catalog, "/hubs/search?query=tide&sectionId=4")
        #expect(answer.lines.filter { $0.hasPrefix("<Track ") }.count == 3)
        #expect(
            answer.lines.filter { $0.hasPrefix("<Hub ") && $0.contains("type=\"track\"") }.allSatisfy {
                $0.contains("more=\"1\"")
            })
        #expect(ask(catalog, "/hubs/search?query=tide&limit=5").lines.filter { $0.hasPrefix("<Track ") }.count == 5)
        #expect(answer.lines.first { $0.hasPrefix("<Track ") }?.contains("score=\"1.0\"") == true)
        #expect(ask(catalog, "/hubs/search?query=tide&sectionId=9").rows("title") == [])
    }

    @Test(arguments: ["/hubs/search", "/hubs/search?query="])
    func `a search for nothing is a bad request`(path: String) throws {
        #expect(ask(try Catalog.sample(), path).status == .badRequest)
    }

    @Test func `an edited title is found at once and the old one no more`() throws {
        var catalog = try Catalog.sample()
        #expect(ask(catalog, "/hubs/search?query=low").rows("title") == ["Low Tide"])
        try catalog.apply(.edit(id: "low-tide", set: ["title": .text("High Tide")]), at: testTime)
        #expect(ask(catalog, "/hubs/search?query=low").rows("title") == [])
        #expect(ask(catalog, "/hubs/search?query=high").rows("title") == ["High Tide"])
    }
}
