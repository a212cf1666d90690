import Scenarios
import Testing

/// What a scenario's author is told: file, line, column, what was wrong, what was expected, the nearest known name.
@Suite struct `Bad scenarios` {
    @Test(arguments: [
        (
            #"{ "library": { "fixture": "small" }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:1: this scenario lacks "name"; expected the key "name""#
        ),
        (
            #"{ "name": "n", "steps": [{ "launch": {} }] }"#,
            #"s.json:1:1: this scenario lacks "library"; expected the key "library""#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "small" } }"#,
            #"s.json:1:1: this scenario lacks "steps"; expected the key "steps""#
        ),
        (#"[]"#, #"s.json:1:1: the scenario is an array; expected an object (scenario)"#),
        (
            #"{ "name": "n", "library": { "fixture": "small" }, "steps": [] }"#,
            #"s.json:1:60: "steps" is empty; expected at least one step"#
        ),
        (
            #"{ "name": 3, "library": { "fixture": "small" }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:11: "name" is a number; expected a string"#
        ),
        (
            #"{ "name": "n", "library": "small", "steps": [{ "launch": {} }] }"#,
            #"s.json:1:27: "library" is a string; expected an object (library source)"#
        ),
        (
            #"{ "name": "n", "library": {}, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:27: this library source has no source; expected one of fixture, file, generate"#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a", "file": "b" }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:45: this library source has a second source, "file" beside "fixture"; expected exactly one of fixture, file, generate"#
        ),
        (
            #"{ "name": "n", "library": { "fixtrue": "a" }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:29: unknown key "fixtrue" in this library source; expected one of fixture, file, generate, note; did you mean "fixture"?"#
        ),
        (
            #"{ "name": "n", "library": { "generate": { "seed": 1 } }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:41: this generated library lacks "albums"; expected the key "albums""#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a" }, "client": { "artBudget": 9 }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:59: unknown key "artBudget" in this client; expected one of artworkBudget, pageSize, note; did you mean "artworkBudget"?"#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a" }, "client": { "artworkBudget": 0 }, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:76: "artworkBudget" is 0; expected a whole number, 1 or more"#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a" }, "timeLimit": 0, "steps": [{ "launch": {} }] }"#,
            #"s.json:1:60: "timeLimit" is 0; expected a number from 0.001 to 3600"#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a" }, "covers": "qa-1", "steps": [{ "launch": {} }] }"#,
            #"s.json:1:57: "covers" is a string; expected an array of strings"#
        ),
        (
            #"{ "name": "n", "library": { "fixture": "a" }, "covers": ["S1", "qa-77"], "steps": [{ "launch": {} }] }"#,
            #"s.json:1:64: an element of "covers" is "qa-77"; expected an item of the checklist, "qa-1" to "qa-9""#
        ),
        (
            #"{ "name": "n", "name": "m" }"#,
            #"s.json:1:16: the key "name" stands twice in one object, first at s.json:1:3; expected each key once"#
        ),
        (#"{ "name": "n", }"#, #"s.json:1:16: "}" follows a comma; expected no comma after the last one"#),
    ])
    func `a fault in the file's head is told with its place`(text: String, complaint: String) {
        #expect(complaints { try readScenario(text) } == complaint)
    }

    @Test(arguments: [
        (
            #"▸{}"#,
            "this step has no action; expected one of launch, relaunch, refresh, open, view, search, server, clock"
        ),
        (#"▸7"#, #"an element of "steps" is a number; expected an object (step)"#),
        (
            #"{ ▸"lauch": {} }"#,
            #"unknown key "lauch" in this step; expected one of launch, relaunch, refresh, open, view, search, server, clock, expect, until, note; did you mean "launch"?"#
        ),
        (
            #"{ "launch": {}, ▸"open": "a" }"#,
            #"this step has a second action, "open" beside "launch"; expected exactly one of launch, relaunch, refresh, open, view, search, server, clock"#
        ),
        (
            #"{ "launch": { ▸"fast": true } }"#,
            #"unknown key "fast" in this action without parameters; expected one of note"#
        ),
        (#"{ "launch": ▸null }"#, #""launch" is null; expected an object (action without parameters)"#),
        (
            #"{ "launch": {}, "until": ▸"firstpaint" }"#,
            #"unknown end of a step "firstpaint"; expected one of rest, firstPaint; did you mean "firstPaint"?"#
        ),
        (
            #"{ "clock": { "forward": "1h" }, "until": ▸"firstPaint" }"#,
            #""until" is "firstPaint" in a clock step; expected "rest", since nothing is painted"#
        ),
        (
            #"{ "clock": { "forward": "1h" }, "expect": ▸{ "files": 0 } }"#,
            #""expect" is in a clock step, after which nothing is judged; expected "expect" in a step of the client"#
        ),
        (
            #"{ "server": [{ "delete": "a" }], "expect": ▸{ "files": 0 } }"#,
            #""expect" is in a server step, after which nothing is judged; expected "expect" in a step of the client"#
        ),
        (
            #"{ "clock": { "forward": ▸"1w" } }"#,
            #""forward" is "1w"; expected a time such as "250ms", "3s", "15m", "12h" or "7d""#
        ),
        (#"{ "refresh": ▸{} }"#, #"this refresh lacks "reason"; expected the key "reason""#),
        (
            #"{ "refresh": { "reason": ▸"user" } }"#,
            #"unknown reason "user"; expected one of userInitiated, background, launch"#
        ),
        (
            #"{ "refresh": { "reason": "launch", "atOnce": ▸0 } }"#,
            #""atOnce" is 0; expected a whole number from 1 to 100"#
        ),
        (#"{ "open": ▸["a"] }"#, #""open" is an array; expected the id of an item"#),
        (#"{ "view": ▸{} }"#, "this view has no thing to view; expected one of page, collection, playlist, artist"),
        (#"{ "server": ▸{ "delete": "a" } }"#, #""server" is an object; expected an array of server actions"#),
        (
            #"{ "server": [{ ▸"remove": "a" }] }"#,
            #"unknown server action "remove"; expected one of edit, add, delete, artwork, rekey, section, identity, token, fault, faults, validators"#
        ),
        (
            #"{ "server": [{ ▸"delet": "a" }] }"#,
            #"unknown server action "delet"; expected one of edit, add, delete, artwork, rekey, section, identity, token, fault, faults, validators; did you mean "delete"?"#
        ),
        (
            #"{ "server": [▸{}] }"#,
            "this server action does nothing; expected one of edit, add, delete, artwork, rekey, section, identity, token, fault, faults, validators"
        ),
        (
            #"{ "server": [{ "edit": "a", "set": { "year": ▸"1994" } }] }"#,
            #""year" is a string; expected a whole number, 0 or more"#
        ),
        (#"{ "server": [{ "edit": "a", "set": { "title": ▸null } }] }"#, #""title" is null; expected a title"#),
        (#"{ "server": [▸{ "edit": "a" }] }"#, #"this edit lacks "set"; expected the key "set""#),
        (
            #"{ "server": [▸{ "add": "track", "item": { "id": "x", "title": "X" } }] }"#,
            #"this addition does not say where the track goes; expected "to" with the id of an album"#
        ),
        (
            #"{ "server": [{ "add": "artist", ▸"to": "a", "item": { "id": "x", "title": "X" } }] }"#,
            #"an artist belongs to no other item; expected "to" only with an album or a track"#
        ),
        (
            #"{ "server": [{ "add": "track", "to": "a", "item": ▸{ "title": "X" } }] }"#,
            #"this track lacks "id"; expected the key "id""#
        ),
        (
            #"{ "server": [{ "add": ▸"song", "to": "a", "item": {} }] }"#,
            #"unknown kind of item "song"; expected one of artist, album, track, collection, playlist"#
        ),
        (
            #"{ "server": [{ "artwork": "a", "colour": ▸null, "label": "x" }] }"#,
            #""colour" is null beside a "label"; expected no label where the picture goes"#
        ),
        (
            #"{ "server": [{ "faults": ▸"of" }] }"#,
            #"unknown switch of faults "of"; expected one of off; did you mean "off"?"#
        ),
        (
            #"{ "server": [{ "fault": ▸"refues" }] }"#,
            #"unknown fault "refues"; expected one of refuse, reset, stall, delay, truncate, status, emptySuccess, staleValidator, html, json, emptyBody, otherRoot, malformed, wrongTotal, shortPage, ignoredPaging, repeatedItem, damage, missingTags, redirect, maintenance, dribble; did you mean "refuse"?"#
        ),
        (#"{ "server": [▸{ "fault": "status" }] }"#, #"this status fault lacks "code"; expected the key "code""#),
        (
            #"{ "server": [{ "fault": "status", "code": ▸99 }] }"#,
            #""code" is 99; expected a whole number from 200 to 599"#
        ),
        (
            #"{ "server": [{ "fault": "refuse", ▸"code": 500 }] }"#,
            #"unknown key "code" in this refuse fault; expected one of fault, match, request, times, note"#
        ),
        (
            #"{ "server": [▸{ "fault": "truncate" }] }"#,
            "this truncate fault has no place to cut at; expected one of atPercent, atBytes"
        ),
        (
            #"{ "server": [{ "fault": "reset", "request": ▸0 }] }"#,
            #""request" is 0; expected a whole number, 1 or more"#
        ),
        (
            #"{ "server": [{ "fault": "reset", "times": ▸"onec" }] }"#,
            #""times" is "onec"; expected "once", "always" or a whole number, 1 or more; did you mean "once"?"#
        ),
        (
            #"{ "server": [{ "fault": "reset", "match": { "endpoint": ▸"album" } }] }"#,
            #"unknown endpoint "album"; expected one of root, identity, library, sections, section, artists, albums, tracks, collections, playlists, metadata, children, allLeaves, collection, collectionItems, playlist, playlistItems, search, image; did you mean "albums"?"#
        ),
        (
            #"{ "server": [{ "fault": "reset", "match": { "path": ▸"library" } }] }"#,
            #""path" is "library"; expected a path that begins with "/" or "*""#
        ),
        (
            #"{ "server": [{ "fault": "reset", "match": { "query": { "type": ▸9 } } }] }"#,
            #""type" is a number; expected a string"#
        ),
        (
            #"{ "launch": {}, "expect": { ▸"album": {} } }"#,
            #"unknown key "album" in this expectation; expected one of outcome, artists, albums, tracks, collections, playlists, reported, rowsWritten, rowsDifferent, requests, bytes, artwork, files, screen, search, note; did you mean "albums"?"#
        ),
        (
            #"{ "launch": {}, "expect": { "outcome": ▸"ofline" } }"#,
            #"unknown outcome "ofline"; expected one of success, offline, connectionLost, timeout, serverError, serverBusy, unauthorized, notFound, notPlex, malformed, untrustworthyAnswer, notModifiedUnasked, cancelled, diskFull, storeDamaged, otherServer, otherSection, redirectRefused; did you mean "offline"?"#
        ),
        (
            #"{ "launch": {}, "expect": { "rowsWritten": ▸3 } }"#,
            #""rowsWritten" is 3; expected 0, or an object with a number for each table"#
        ),
        (
            #"{ "launch": {}, "expect": { "rowsWritten": { ▸"album": 3 } } }"#,
            #"unknown key "album" in this expectation of rows; expected one of artists, albums, tracks, collections, playlists, members, entries, tags, note; did you mean "albums"?"#
        ),
        (
            #"{ "launch": {}, "expect": { "requests": { "atMost": 1, ▸"albums": 3 } } }"#,
            #"unknown key "albums" in this count; expected one of atMost, atLeast, note"#
        ),
        (
            #"{ "launch": {}, "expect": { "bytes": ▸{ "atMost": 1, "atLeast": 3 } } }"#,
            #""bytes" is from 3 to 1; expected "atMost" not below "atLeast""#
        ),
        (
            #"{ "launch": {}, "expect": { "bytes": ▸{} } }"#,
            #""bytes" is an object without bounds; expected "atMost", "atLeast" or both"#
        ),
        (
            #"{ "launch": {}, "expect": { "albums": { "new": ▸"a" } } }"#,
            #""new" is a string; expected an array of ids, or how many"#
        ),
        (
            #"{ "launch": {}, "expect": { "screen": { "banner": ▸"success" } } }"#,
            #""banner" is "success"; expected null, since success shows no banner"#
        ),
        (
            #"{ "launch": {}, "expect": { "screen": { ▸"ordr": ["a", "b"] } } }"#,
            #"unknown key "ordr" in this expectation of the screen; expected one of banner, redrawn, albums, shows, hides, order, pictures, lastRefreshed, note; did you mean "order"?"#
        ),
        (
            #"{ "launch": {}, "expect": { "screen": { "order": ▸["a"] } } }"#,
            #""order" is an order of 1 items; expected at least two ids"#
        ),
        (
            #"{ "launch": {}, "expect": { "reported": ▸"one" } }"#,
            #""reported" is a string; expected a whole number, or { "atMost": n } or { "atLeast": n }"#
        ),
        (
            #"{ "launch": {}, "expect": { "screen": { "lastRefreshed": ▸"nwo" } } }"#,
            #"unknown time of the last refresh "nwo"; expected one of now, unchanged, never; did you mean "now"?"#
        ),
    ])
    func `a fault in a step is told with its place`(step: String, complaint: String) throws {
        let text =
            "{ \"name\": \"n\", \"library\": { \"fixture\": \"small\" },\r\n  \"note\": \"é🎵\", \"steps\": [\(step)] }"
        let (file, place) = try marked(text)
        #expect(complaints { try readScenario(file) } == "s.json:\(place): \(complaint)")
    }

    @Test func `all faults of a file are told, in its order`() {
        let text = """
            { "nmae": "n", "library": { "fixture": "" },
              "steps": [
                { "launch": {}, "expect": { "outcome": "fine", "files": -1 } },
                { "server": [{ "fault": "refuse", "request": "1" }, { "delete": 7 }] } ] }
            """
        let lines = complaints { try readScenario(text) }.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
        #expect(
            lines == [
                "s.json:1:1:", "s.json:1:3:", "s.json:1:40:", "s.json:3:44:", "s.json:3:61:", "s.json:4:50:",
                "s.json:4:69:",
            ])
    }

    @Test func `what goes wrong a thousand times is not told a thousand times`() {
        let steps = Array(repeating: "{ \"launch\": 1 }", count: 1000).joined(separator: ",\n")
        #expect(complaints { try readSteps(steps) }.split(separator: "\n").count == 100)
    }

    @Test(arguments: [
        "7", "[7]", "{ \"server\": 7 }", "{ \"server\": [7] }", "", "{ \"launch\": {} }", "{ \"edits\": 1 }",
    ])
    func `a line for a server that is none is refused`(line: String) {
        #expect(throws: InputErrors.self) { try ScenarioFile.readServerActions(Array(line.utf8), file: "stdin") }
    }
}
