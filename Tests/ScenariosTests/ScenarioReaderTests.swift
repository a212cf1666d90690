import Scenarios
import Testing

@Suite struct `Scenario files` {
    @Test func `the scenario of the design is read`() throws {
        let file = try readScenario(
            """
            {
              "$schema": "../../Schemas/scenario.schema.json",
              "name": "Editing one album updates only that album",
              "note": "The taste of it.",
              "covers": ["qa-3"],
              "library": { "fixture": "small" },
              "section": "4", "client": { "artworkBudget": 1000, "pageSize": 7 },
              "timeLimit": 2.5,
              "differences": [{ "item": "mix", "because": "a video stands in it" }],
              "steps": [
                { "launch": {} },
                { "server": [ { "edit": "low-tide", "set": { "title": "High Tide" } },
                              { "artwork": "low-tide", "colour": "teal" } ] },
                { "refresh": { "reason": "userInitiated" },
                  "expect": {
                    "albums": { "changed": ["low-tide"] },
                    "rowsWritten": { "albums": 1 },
                    "artwork": { "fetched": ["low-tide"], "removed": 1 },
                    "reported": 0,
                    "screen": { "banner": null, "redrawn": ["low-tide"], "order": ["low-tide", "ebb"] } } }
              ]
            }
            """)
        #expect(file.variants.count == 1)
        let scenario = try #require(file.variants.first?.scenario)
        #expect(scenario.name == "Editing one album updates only that album")
        #expect(scenario.covers == ["qa-3"])
        #expect(scenario.section?.value == "4")
        #expect(scenario.client.artworkBudget == 1_000 && scenario.client.pageSize == 7)
        #expect(scenario.timeLimit == .milliseconds(2500))
        #expect(scenario.differences.map(\.item.text) == ["mix"])
        guard case .fixture(let name) = scenario.library else {
            Issue.record("the library is no fixture")
            return
        }
        #expect(name == Located("small", at: SourcePosition(file: "s.json", line: 6, column: 27)))
        #expect(scenario.steps.map(\.action.key) == [.launch, .server, .refresh])
        let expectation = try #require(scenario.steps.last?.expectation)
        #expect(expectation.rowsWritten?.tables[.albums]?.description == "1")
        #expect(expectation.screen?.banner?.value == BannerExpectation.none)
        #expect(expectation.reported?.description == "0")
        #expect(expectation.screen?.order.map(\.text) == ["low-tide", "ebb"])
        guard case .ids(let changed, _) = expectation.changes[.album]?.changed else {
            Issue.record("no changed albums are expected")
            return
        }
        #expect(
            changed == [ItemReference(text: "low-tide", position: .init(file: "s.json", line: 16, column: 33))])
    }

    @Test func `each action of a step is read`() throws {
        let steps = try readSteps(
            """
            { "launch": {}, "until": "firstPaint" }, { "relaunch": { "note": "again" } },
            { "refresh": { "reason": "background", "atOnce": 2 } }, { "open": "low-tide" }, { "view": { "page": 1 } },
            { "view": { "collection": "sea" } }, { "view": { "playlist": "mix" } }, { "view": { "artist": "harbour" } },
            { "search": "tide" }, { "server": [] }, { "clock": { "forward": "13h" } }
            """)
        #expect(steps.map(\.until) == [.firstPaint] + Array(repeating: .rest, count: 10))
        #expect(steps[0].action == .launch)
        #expect(steps[1].action == .relaunch)
        #expect(steps[2].action == .refresh(RefreshDescription(reason: .background, atOnce: 2)))
        #expect(steps[4].action == .view(.page(1)))
        #expect(steps[9].action == .server([]))
        #expect(steps[10].action == .clock(.seconds(46800)))
        #expect(steps[3].position == SourcePosition(file: "s.json", line: 3, column: 57))
        guard case .open(let album) = steps[3].action, case .view(.artist(let artist)) = steps[7].action,
            case .search(let words) = steps[8].action
        else {
            Issue.record("a step was read as another action")
            return
        }
        #expect([album.text, artist.text, words.value] == ["low-tide", "harbour", "tide"])
    }

    @Test func `each action of a server is read`() throws {
        let actions = try ScenarioFile.readServerActions(
            Array(
                """
                [ { "edit": "mix", "set": { "title": "Mixed", "tracks": ["a", "b"], "summary": null } },
                  { "add": "album", "to": "harbour", "item": { "id": "new", "title": "New", "tracks": ["One"] } },
                  { "add": "playlist", "item": { "id": "best", "title": "Best", "tracks": ["new/1"] } },
                  { "delete": "low-tide" }, { "artwork": "mix" }, { "artwork": "mix", "colour": null },
                  { "artwork": "mix", "colour": "teal", "label": "M" }, { "faults": "off" }, { "validators": true } ]
                """.utf8), file: "line")
        #expect(actions.count == 9)
        guard case .edit(let edit) = actions[0].kind, case .add(let album) = actions[1].kind,
            case .add(let playlist) = actions[2].kind
        else {
            Issue.record("an action was read as another")
            return
        }
        #expect(
            edit.fields.mapValues(\.value) == ["title": .text("Mixed"), "tracks": .list(["a", "b"]), "summary": .none])
        #expect(edit.references.map(\.text) == ["a", "b"])
        #expect(edit.references.map(\.position.column) == [58, 63])
        #expect(album.parent?.text == "harbour")
        #expect(album.item.family.map(\.id) == ["new", "new/1"])
        #expect(playlist.parent == nil)
        #expect(playlist.item.members.map(\.text) == ["new/1"])
        guard case .artwork(_, .renewed(let any)) = actions[4].kind, case .artwork(_, .removed) = actions[5].kind,
            case .artwork(_, .renewed(let teal)) = actions[6].kind
        else {
            Issue.record("a change of artwork was read as another")
            return
        }
        #expect(any.colour == nil && any.label == nil && !any.keepsStamp && !any.isElsewhere)
        #expect(teal.colour?.value == "teal" && teal.label == "M")
        #expect(actions[7].kind == .faultsOff)
        #expect(actions[8].kind == .validators(true))
    }

    @Test(
        arguments: [
            (#"{ "fault": "refuse" }"#, .refuse), (#"{ "fault": "reset" }"#, .reset(afterBytes: nil)),
            (#"{ "fault": "reset", "afterBytes": 10 }"#, .reset(afterBytes: 10)),
            (#"{ "fault": "stall", "afterBytes": 0 }"#, .stall(afterBytes: 0)),
            (#"{ "fault": "delay", "for": "3s" }"#, .delay(.seconds(3))),
            (#"{ "fault": "truncate", "atPercent": 12.5 }"#, .truncate(.percent(12.5), contentLength: true)),
            (
                #"{ "fault": "truncate", "atBytes": 9, "contentLength": false }"#,
                .truncate(.bytes(9), contentLength: false)
            ),
            (#"{ "fault": "status", "code": 503, "retryAfter": 2 }"#, .status(code: 503, retryAfter: 2)),
            (#"{ "fault": "emptySuccess" }"#, .emptySuccess), (#"{ "fault": "staleValidator" }"#, .staleValidator),
        ] as [(String, FaultBehaviour)])
    func `each fault is read with its parameters`(text: String, behaviour: FaultBehaviour) throws {
        let actions = try ScenarioFile.readServerActions(Array(text.utf8), file: "line")
        guard actions.count == 1, case .fault(let fault) = actions[0].kind else {
            Issue.record("\(text) is no fault")
            return
        }
        #expect(fault.fault == behaviour)
        #expect(fault.firstRequest == 1)
        #expect(fault.times == .always)
        #expect(fault.match == RequestMatchDescription())
        #expect(!fault.isSwept)
    }

    @Test(
        arguments: [
            (#""once""#, .once), (#""always""#, .always), ("3", .count(3)),
        ] as [(String, FaultTimes)])
    func `a rule says what it matches, from which request on and how often`(times: String, expected: FaultTimes) throws
    {
        let text = """
            { "server": [ { "fault": "refuse", "request": 4, "times": \(times), "match": { "endpoint": "albums",
              "except": ["image", "search"], "method": "GET", "path": "/library/*", "query": { "type": "9" }, "page": 0 } } ] }
            """
        let actions = try ScenarioFile.readServerActions(Array(text.utf8), file: "line")
        guard actions.count == 1, case .fault(let fault) = actions[0].kind else {
            Issue.record("no fault was read")
            return
        }
        #expect(fault.firstRequest == 4)
        #expect(fault.times == expected)
        var match = RequestMatchDescription()
        match.endpoints = [.albums]
        match.except = [.image, .search]
        match.method = "GET"
        match.path = "/library/*"
        match.query = ["type": "9"]
        match.page = 0
        #expect(fault.match == match)
    }

    @Test func `each expectation is read`() throws {
        let steps = try readSteps(
            """
            { "launch": {}, "expect": {
              "outcome": "offline", "artists": { "new": 3 }, "tracks": { "deleted": { "atLeast": 1, "atMost": 2 } },
              "rowsWritten": 0, "rowsDifferent": { "playlists": { "atMost": 5 } }, "requests": { "atMost": 9 }, "bytes": 10,
              "artwork": { "written": 1 }, "files": { "atLeast": 2 },
              "screen": { "banner": "timeout", "albums": 40, "shows": ["Low Tide"], "hides": ["High Tide"], "pictures": 1,
                "lastRefreshed": "never" },
              "search": { "albums": ["low-tide"], "tracks": 0 } } },
            { "relaunch": {}, "expect": { "requests": { "albums": 1, "image": { "atMost": 2 } } } },
            { "relaunch": {}, "expect": { "requests": 0, "screen": {} } }
            """)
        let expectation = try #require(steps[0].expectation)
        #expect(expectation.outcome?.value == .offline)
        #expect(Set(expectation.changes.keys) == [.artist, .track])
        guard case .count(let new) = expectation.changes[.artist]?.new,
            case .count(let deleted) = expectation.changes[.track]?.deleted,
            case .total(let total) = expectation.requests
        else {
            Issue.record("a number was read as something else")
            return
        }
        #expect([new.description, deleted.description, total.description] == ["3", "1 to 2", "at most 9"])
        #expect(expectation.rowsWritten?.tables == [:])
        #expect(expectation.rowsDifferent?.tables.mapValues(\.description) == [.playlists: "at most 5"])
        #expect(expectation.bytes?.contains(10) == true)
        #expect(expectation.bytes?.contains(11) == false)
        #expect(expectation.artwork?.fetched == nil)
        #expect(expectation.artwork?.written?.atMost == 1)
        #expect(expectation.files?.description == "at least 2")
        let screen = try #require(expectation.screen)
        #expect(screen.banner?.value == .outcome(.timeout))
        #expect(screen.shows.map(\.value) == ["Low Tide"])
        #expect(screen.hides.map(\.value) == ["High Tide"])
        #expect(screen.lastRefreshed?.value == .never)
        #expect(screen.redrawn == nil)
        #expect(expectation.search?.artists == nil)
        guard case .endpoints(let endpoints, _) = steps[1].expectation?.requests else {
            Issue.record("no endpoints are expected")
            return
        }
        #expect(endpoints.mapValues(\.description) == [.albums: "1", .image: "at most 2"])
        #expect(steps[2].expectation?.screen?.banner == nil)
    }

    @Test func `a scenario is written as a file that reads the same`() throws {
        let text = """
            { "name": "n", "library": { "generate": { "seed": 7, "albums": 2400 } }, "steps": [ { "launch": {} } ] }
            """
        let scenario = try #require(try readScenario(text).variants.first?.scenario)
        let again = try #require(try readScenario(scenario.json).variants.first?.scenario)
        #expect(scenario.library == .generate(seed: 7, albums: 2400))
        #expect(again.library == scenario.library)
        #expect(again.json == scenario.json)
    }

    @Test func `a program makes a scenario out of values`() throws {
        let node: JSONNode = [
            "name": "made", "library": ["fixture": "small"], "steps": [["refresh": ["reason": "background"]]],
        ]
        let scenario = try #require(try ScenarioFile.read(node).variants.first?.scenario)
        #expect(scenario.steps.map(\.action) == [.refresh(RefreshDescription(reason: .background, atOnce: 1))])
    }
}
