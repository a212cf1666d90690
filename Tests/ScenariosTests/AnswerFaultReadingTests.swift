import Scenarios
import Testing

/// The faults that spoil an answer, and the edits that make the server another one, as files say them.
@Suite struct `Spoiled answers and rebuilt servers` {
    private func kind(_ text: String) throws -> ServerActionKind {
        try #require(try ScenarioFile.readServerActions(Array(text.utf8), file: "line").first).kind
    }

    private func item(_ text: String, at column: Int) -> ItemReference {
        ItemReference(text: text, position: SourcePosition(file: "line", line: 1, column: column))
    }

    @Test(
        arguments: [
            (#"{ "fault": "html" }"#, .html), (#"{ "fault": "json" }"#, .json),
            (#"{ "fault": "emptyBody" }"#, .emptyBody), (#"{ "fault": "otherRoot" }"#, .otherRoot),
            (#"{ "fault": "malformed", "form": "badEntity" }"#, .malformed(.badEntity)),
            (#"{ "fault": "wrongTotal", "by": -2 }"#, .wrongTotal(.by(-2), sizeBy: 0)),
            (#"{ "fault": "wrongTotal", "total": "missing", "sizeBy": 1 }"#, .wrongTotal(.missing, sizeBy: 1)),
            (#"{ "fault": "wrongTotal", "sizeBy": -1 }"#, .wrongTotal(.truth, sizeBy: -1)),
            (#"{ "fault": "shortPage", "items": 20 }"#, .shortPage(items: 20, rest: true)),
            (#"{ "fault": "shortPage", "items": 1, "rest": false }"#, .shortPage(items: 1, rest: false)),
            (#"{ "fault": "ignoredPaging" }"#, .ignoredPaging),
            (#"{ "fault": "missingTags", "tags": ["Mood", "Style"] }"#, .missingTags(["Mood", "Style"])),
            (#"{ "fault": "redirect", "to": "secondOrigin" }"#, .redirect(.secondOrigin, code: 302)),
            (#"{ "fault": "redirect", "to": "itself", "code": 308 }"#, .redirect(.itself, code: 308)),
            (#"{ "fault": "maintenance" }"#, .maintenance(retryAfter: nil)),
            (#"{ "fault": "maintenance", "retryAfter": 9 }"#, .maintenance(retryAfter: 9)),
            (#"{ "fault": "dribble", "bytes": 7, "every": "2s" }"#, .dribble(bytes: 7, every: .seconds(2))),
        ] as [(String, FaultBehaviour)])
    func `a fault is read with its parameters`(text: String, behaviour: FaultBehaviour) throws {
        guard case .fault(let fault) = try kind(text) else {
            Issue.record("\(text) is no fault")
            return
        }
        #expect(fault.fault == behaviour)
        #expect(fault.fault.references.isEmpty)
    }

    @Test func `an attribute can be made to stand twice`() throws {
        let action = try kind(
            #"{ "fault": "damage", "item": "b", "attribute": "title", "becomes": "Other", "twice": true }"#)
        guard case .fault(let fault) = action, case .damage(let damage) = fault.fault else {
            Issue.record("damage was read as another action")
            return
        }
        #expect(damage.isTwice && damage.attribute == "title" && damage.value == "Other")
    }

    @Test func `faults that are about one item name it and its place`() throws {
        guard
            case .fault(let twice) = try kind(
                #"{ "fault": "repeatedItem", "item": "a", "again": "end", "title": "" }"#),
            case .fault(let damage) = try kind(
                #"{ "fault": "damage", "item": "b", "child": "Part", "attribute": "key", "becomes": null }"#)
        else {
            Issue.record("a fault was read as another action")
            return
        }
        #expect(twice.fault == .repeatedItem(item("a", at: 36), .end, title: ""))
        guard case .damage(let description) = damage.fault else {
            Issue.record("damage was read as another fault")
            return
        }
        #expect(description.child == "Part" && description.attribute == "key" && description.value == nil)
        #expect(!description.isTwice)
        #expect(damage.fault.references == [item("b", at: 30)])
    }

    @Test(
        arguments: [
            (#"{ "rekey": "all" }"#, .rekey(nil)), (#"{ "section": null }"#, .section(.removed)),
            (#"{ "section": { "key": "7" } }"#, .section(.edited(title: nil, key: "7", uuid: nil))),
            (
                #"{ "section": { "title": "T", "uuid": "u" } }"#,
                .section(.edited(title: "T", key: nil, uuid: "u"))
            ),
            (
                #"{ "section": { "counter": "stuck" } }"#,
                .section(.edited(title: nil, key: nil, uuid: nil, counter: .stuck))
            ),
            (#"{ "token": "revoked" }"#, .token(.revoked)), (#"{ "token": "restored" }"#, .token(.restored)),
            (#"{ "token": "renewed" }"#, .token(.renewed)),
        ] as [(String, ServerActionKind)])
    func `a server becomes another one`(text: String, expected: ServerActionKind) throws {
        #expect(try kind(text) == expected)
    }

    @Test func `another server says who it is`() throws {
        guard case .identity(let server) = try kind(#"{ "identity": { "machineIdentifier": "m" } }"#) else {
            Issue.record("an identity was read as another action")
            return
        }
        #expect(server.machineIdentifier == "m" && server.name == nil)
    }

    @Test func `single items get other keys, and pictures other places`() throws {
        #expect(try kind(#"{ "rekey": ["a"] }"#) == .rekey([item("a", at: 13)]))
        guard case .artwork(_, .renewed(let kept)) = try kind(#"{ "artwork": "a", "stamp": "kept" }"#),
            case .artwork(_, .renewed(let moved)) = try kind(#"{ "artwork": "a", "on": "secondOrigin" }"#)
        else {
            Issue.record("a change of artwork was read as another")
            return
        }
        #expect(kept.keepsStamp && !kept.isElsewhere)
        #expect(moved.isElsewhere && !moved.keepsStamp)
    }

    @Test(arguments: [
        (
            #"{ "fault": "malformed", "form": ▸"unclosed" }"#,
            #"unknown form of a malformed answer "unclosed"; expected one of unclosedTag, badEntity, strayAmpersand, bareAngle, doubledAttribute, bareValue, trailingGarbage; did you mean "unclosedTag"?"#
        ),
        (
            #"▸{ "fault": "wrongTotal" }"#,
            #"this wrongTotal fault says nothing wrong; expected "by" with how many, "total": "missing", or "sizeBy" with how many"#
        ),
        (
            #"{ "fault": "wrongTotal", "by": ▸0 }"#, #""by" is 0; expected a whole number above or below 0"#
        ),
        (
            #"{ "fault": "wrongTotal", "by": 1, ▸"total": "missing" }"#,
            "a total cannot be wrong and missing; expected one of the two"
        ),
        (#"{ "fault": "shortPage", "items": ▸0 }"#, #""items" is 0; expected a whole number, 1 or more"#),
        (
            #"▸{ "fault": "damage", "attribute": "year", "becomes": "" }"#,
            #"this damage fault lacks "item"; expected the key "item""#
        ),
        (
            #"▸{ "fault": "damage", "item": "a" }"#,
            #"this damage does not say what is damaged; expected "attribute", "child" or both"#
        ),
        (
            #"▸{ "fault": "damage", "item": "a", "attribute": "year" }"#,
            #"this damage lacks "becomes"; expected "attribute" with "becomes": a text, or null where it is missing"#
        ),
        (
            #"{ "fault": "damage", "item": "a", "child": "Part", ▸"becomes": "" }"#,
            #""becomes" stands without "attribute"; expected "attribute" with "becomes": a text, or null where it is missing"#
        ),
        (
            #"{ "fault": "damage", "item": "a", "attribute": "year", "becomes": null, ▸"twice": true }"#,
            #"nothing can stand here twice; expected "attribute", with a text in "becomes""#
        ),
        (#"{ "fault": "missingTags", "tags": ▸[] }"#, #""tags" is empty; expected at least one element's name"#),
        (
            #"{ "fault": "redirect", "to": "itself", "code": ▸304 }"#,
            #""code" is 304; expected 301, 302, 303, 307 or 308"#
        ),
        (#"{ "fault": "dribble", "bytes": ▸0, "every": "1s" }"#, #""bytes" is 0; expected a whole number, 1 or more"#),
        (#"{ "rekey": ▸"every" }"#, #""rekey" is "every"; expected "all", or an array of ids"#),
        (#"{ "rekey": ▸[] }"#, #""rekey" is empty; expected "all", or at least one id"#),
        (#"{ "rekey": ▸7 }"#, #""rekey" is a number; expected "all", or an array of ids"#),
        (
            #"{ "section": ▸{} }"#,
            #""section" is empty; expected "title", "key", "uuid" or "counter", or null in its place"#
        ),
        (
            #"{ "section": { "key": ▸"four" } }"#,
            #""key" is "four"; expected a section's number in a string, such as "4""#
        ),
        (
            #"{ "token": ▸"lost" }"#, #"unknown change of the token "lost"; expected one of revoked, restored, renewed"#
        ),
        (
            #"{ "artwork": "a", "stamp": ▸"keep" }"#,
            #"unknown stamp "keep"; expected one of kept"#
        ),
        (
            #"{ "artwork": "a", "colour": ▸null, "on": "secondOrigin" }"#,
            #""colour" is null beside a "on"; expected no on where the picture goes"#
        ),
    ])
    func `what cannot be meant is told with its place`(action: String, complaint: String) throws {
        let (text, place) = try marked(action)
        let told = complaints { _ = try ScenarioFile.readServerActions(Array(text.utf8), file: "s.json") }
        #expect(told == "s.json:\(place): \(complaint)")
    }
}
