import HTTPTypes
import Testing

@testable import FakePlex

/// The faults of lists: what they count, how they page, and what is wrong with a row.
struct ListFaultTests {
    static let albums = "/library/sections/3/all?type=9"

    @Test(arguments: [
        (Fault.wrongTotal(.by(2)), ["3", "5", "0"] as [String?], "5" as String?),
        (.wrongTotal(.by(-2)), ["3", "1", "0"], "1"), (.wrongTotal(.by(-4)), ["3", "-1", "0"], "-1"),
        (.wrongTotal(.missing), ["3", nil, "0"], nil), (.wrongTotal(.none, sizeBy: -1), ["2", "3", "0"], "3"),
        (.wrongTotal(.by(1), sizeBy: 1), ["4", "4", "0"], "4"),
    ])
    func `a wrong total is wrong in body and head, and the rows are honest`(
        fault: Fault, counts: [String?], header: String?
    ) throws {
        let catalog = try Catalog.sample()
        let answer = ask(catalog, Self.albums, page: (0, 50), under: fault)
        #expect(answer.counts == counts)
        #expect(answer.fields[.containerTotalSize] == header)
        #expect(answer.titles == ask(catalog, Self.albums).titles)
    }

    @Test func `without paging there is no total that could be wrong`() throws {
        let catalog = try Catalog.sample()
        #expect(ask(catalog, Self.albums, under: .wrongTotal(.by(2))) == ask(catalog, Self.albums))
    }

    @Test(arguments: [
        (true, 0, 2, "2"), (true, 2, 1, "1"), (true, 3, 0, "0"), (false, 0, 2, "2"), (false, 1, 1, "1"),
        (false, 2, 0, "0"),
    ])
    func `a capped page is honest about the total, and without the rest nothing follows`(
        rest: Bool, start: Int, rows: Int, size: String
    ) throws {
        let catalog = try Catalog.sample()
        let answer = ask(catalog, Self.albums, page: (start, 50), under: .shortPage(items: 2, rest: rest))
        #expect(answer.counts == [size, "3", String(start)])
        #expect(answer.titles == Array(ask(catalog, Self.albums).titles.dropFirst(start).prefix(rows)))
        #expect(answer.fields[.containerTotalSize] == "3")
    }

    @Test func `a server that ignores paging sends the whole list and no total`() throws {
        let catalog = try Catalog.sample()
        let answer = ask(catalog, Self.albums, page: (2, 1), under: .ignoredPaging)
        #expect(answer == ask(catalog, Self.albums))
        #expect(answer.counts == ["3", nil, nil])
        #expect(answer.fields[.containerStart] == nil)
    }

    @Test(arguments: [
        (RepeatedPlace.beside, 0, ["Low Tide", "Low Tide"]), (.beside, 2, ["Slack Water", "Été"]),
        (.end, 0, ["Low Tide", "Slack Water"]), (.end, 2, ["Été", "Low Tide"]),
    ])
    func `a repeated item is counted twice, and pages agree`(
        place: RepeatedPlace, start: Int, titles: [String]
    ) throws {
        var catalog = try Catalog.sample()
        try catalog.apply(.edit(id: "apogee", set: ["title": .text("Été")]), at: testTime)
        let answer = ask(catalog, Self.albums, page: (start, 2), under: .repeatedItem("low-tide", at: place))
        #expect(answer.counts == ["2", "4", String(start)])
        #expect(answer.fields[.containerTotalSize] == "4")
        #expect(answer.titles == titles.map { $0 == "Été" ? "&#201;t&#233;" : $0 })
    }

    @Test func `the second copy may have another title under the same key`() throws {
        let fault = Fault.repeatedItem("low-tide", title: "High Tide")
        let answer = ask(try .sample(), Self.albums, under: fault)
        #expect(Array(answer.titles.prefix(2)) == ["Low Tide", "High Tide"])
        #expect(Array(answer.rows("ratingKey").prefix(2)) == ["4101", "4101"])
        #expect(answer.container("size") == "4")
    }

    @Test(arguments: [
        (Damage(item: "breakwater", attribute: "ratingKey"), " ratingKey=\"4110\"", nil as String?),
        (
            Damage(item: "breakwater", attribute: "duration", value: "nan"), " duration=\"214320\" addedAt",
            " duration=\"nan\""
        ),
        (Damage(item: "breakwater", attribute: "title", value: ""), " title=\"Breakwater\"", " title=\"\""),
        (
            Damage(item: "breakwater", attribute: "title", value: "\u{4}&"), " title=\"Breakwater\"",
            " title=\"\u{4}&amp;\""
        ),
        (
            Damage(item: "breakwater", attribute: "title", value: "Low & High", isTwice: true),
            " title=\"Breakwater\" grandparentKey", " title=\"Breakwater\" title=\"Low &amp; High\""
        ),
        (Damage(item: "breakwater", child: "Part"), "<Part id=\"200004110\"", nil),
        (Damage(item: "breakwater", child: "Part", attribute: "key"), "/library/parts/200004110/", nil),
    ])
    func `one element is damaged and the others are whole`(
        damage: Damage, gone: String, there: String?
    ) throws {
        let catalog = try Catalog.sample()
        let path = "/library/sections/3/all?type=10"
        let (honest, answer) = (ask(catalog, path), ask(catalog, path, under: .damage(damage)))
        #expect(honest.text.contains(gone) && !answer.text.contains(gone))
        if let there { #expect(!honest.text.contains(there) && answer.text.contains(there)) }
        #expect(answer.counts == honest.counts)
        let (before, after) = (honest.text.split(separator: "<Track "), answer.text.split(separator: "<Track "))
        #expect(zip(before, after).count { $0 != $1 } == 1)
        #expect(before.count == after.count)
    }

    @Test func `lists lack the tags of some kinds`() throws {
        var catalog = try Catalog.sample()
        let tags: [String: FieldValue] = ["styles": .list(["Slow"]), "moods": .list(["Calm", "Blue"])]
        try catalog.apply(.edit(id: "low-tide", set: tags), at: testTime)
        let answer = ask(catalog, Self.albums, under: .missingTags(["Style", "Mood"]))
        #expect(ask(catalog, Self.albums).text.contains("<Mood tag=\"Blue\""))
        #expect(!answer.text.contains("<Mood") && !answer.text.contains("<Style"))
        #expect(answer.text.contains("<Genre tag=\"Dream Pop\""))
    }

    @Test func `what is spoiled has a validator of its own`() throws {
        let catalog = try Catalog.sample()
        let fault = Fault.damage(Damage(item: "low-tide", attribute: "year"))
        let honest = ask(catalog, Self.albums, validators: true)
        let first = ask(catalog, Self.albums, under: fault, validators: true)
        #expect(first.fields[.eTag] != nil && first.fields[.eTag] != honest.fields[.eTag])
        let again = ask(catalog, Self.albums, under: fault, ifNoneMatch: first.fields[.eTag], validators: true)
        #expect(again.status == .notModified)
    }

    @Test(.timeLimit(.minutes(1)))
    func `what is not in the list cannot be spoiled, and then the fault has not struck`() throws {
        let server = try FakePlex.start(library: .sample())
        defer { server.stop() }
        server.arm(FaultRule(.damage(Damage(item: "breakwater", attribute: "title"))))
        #expect(try server.ask(get(Self.albums)).text.contains("Low Tide"))
        #expect(server.unfiredRules.count == 1)
        _ = try server.ask(get("/library/sections/3/all?type=10"))
        #expect(server.unfiredRules.isEmpty)
        #expect(server.journal.map(\.fault) == [nil, "damage"])
    }
}
