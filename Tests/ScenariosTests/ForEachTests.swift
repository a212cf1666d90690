import Scenarios
import Testing

@Suite struct `For each` {
    static func file(_ forEach: String, _ steps: String) throws -> ScenarioFile {
        try readScenario(
            "{ \"name\": \"N\", \"library\": { \"fixture\": \"small\" },\n\"forEach\": \(forEach),\n\"steps\": [\(steps)] }"
        )
    }

    static func fault(_ scenario: Scenario) -> FaultDescription? {
        for case .server(let actions) in scenario.steps.map(\.action) {
            for case .fault(let fault) in actions.map(\.kind) { return fault }
        }
        return nil
    }

    @Test func `every combination is a case with its values in its name`() throws {
        let file = try Self.file(
            #"{ "note": "both", "fault": ["refuse", "reset"], "times": ["once", 2] }"#,
            #"{ "server": [{ "fault": "{fault}", "times": "{times}" }] }"#)
        let scenarios = file.variants.map(\.scenario)
        #expect(
            scenarios.map(\.name) == [
                "N [fault=refuse, times=once]", "N [fault=refuse, times=2]", "N [fault=reset, times=once]",
                "N [fault=reset, times=2]",
            ])
        #expect(scenarios.compactMap { Self.fault($0)?.fault.name } == [.refuse, .refuse, .reset, .reset])
        #expect(scenarios.compactMap { Self.fault($0)?.times } == [.once, .count(2), .once, .count(2)])
        #expect(try file.variants.flatMap { try $0.cases(requests: 5) } == scenarios)
    }

    @Test func `each request that a rehearsal finds is a case`() throws {
        let file = try Self.file(
            #"{ "fault": ["refuse", "stall"], "request": "each" }"#,
            #"{ "server": [{ "fault": "{fault}", "request": "{request}" }, { "fault": "delay", "for": "1s" }] }"#)
        #expect(file.variants.map(\.sweptVariable) == ["request", "request"])
        #expect(file.variants.allSatisfy { Self.fault($0.scenario)?.isSwept == true })
        let cases = try file.variants[1].cases(requests: 3)
        #expect(
            cases.map(\.name) == [
                "N [fault=stall, request=1]", "N [fault=stall, request=2]", "N [fault=stall, request=3]",
            ])
        #expect(cases.compactMap { Self.fault($0)?.firstRequest } == [1, 2, 3])
        #expect(try file.variants[0].cases(requests: 0).isEmpty)
        #expect(cases[0].bindings.map(\.description) == ["fault=stall", "request=1"])
    }

    @Test func `only the rule that counts is swept`() throws {
        let file = try Self.file(
            #"{ "request": "each" }"#,
            #"{ "server": [{ "fault": "reset", "request": 2 }, { "fault": "stall", "request": "{request}" }] }"#)
        let steps = try #require(file.variants.first?.scenario.steps)
        guard case .server(let actions) = steps[0].action else {
            Issue.record("the step is no server step")
            return
        }
        let swept = actions.map { action in
            if case .fault(let fault) = action.kind { fault.isSwept } else { false }
        }
        #expect(swept == [false, true])
    }

    @Test func `values that belong together stay together`() throws {
        let file = try Self.file(
            #"{ "way": [{ "fault": "refuse", "ends": "offline" }, { "fault": "stall", "ends": "timeout", "note": "x" }] }"#,
            #"{ "server": [{ "fault": "{way.fault}" }] }, { "refresh": { "reason": "launch" }, "expect": { "outcome": "{way.ends}" } }"#
        )
        let scenarios = file.variants.map(\.scenario)
        #expect(scenarios.map(\.name) == ["N [fault=refuse, ends=offline]", "N [fault=stall, ends=timeout]"])
        #expect(scenarios.map { $0.steps[1].expectation?.outcome?.value } == [.offline, .timeout])
    }

    @Test func `a case is a file of its own`() throws {
        let file = try Self.file(#"{ "page": [3] }"#, #"{ "view": { "page": "{page}" } }"#)
        let scenario = try #require(file.variants.first?.scenario)
        let again = try #require(try readScenario(scenario.json).variants.first?.scenario)
        #expect(again.steps.map(\.action) == [.view(.page(3))])
        #expect(again.bindings.isEmpty)
    }

    @Test func `without variables a text in braces is a text`() throws {
        let steps = try readSteps(#"{ "search": "{Awayland}" }"#)
        guard case .search(let words) = steps[0].action else {
            Issue.record("the step is no search")
            return
        }
        #expect(words.value == "{Awayland}")
    }

    @Test(arguments: [
        (
            #"▸[]"#, #"{ "launch": {} }"#,
            #""forEach" is an array; expected an object with an array of values, or "each", for each variable"#
        ),
        (
            #"{ "a": ▸"eahc" }"#, #"{ "search": "{a}" }"#,
            #"the variable "a" is "eahc"; expected an array of values, or "each"; did you mean "each"?"#
        ),
        (#"{ "a": ▸[] }"#, #"{ "search": "{a}" }"#, #"the variable "a" has no values; expected at least one"#),
        (#"{ "note": ▸7 }"#, #"{ "launch": {} }"#, #""note" is a number; expected a string"#),
        (
            #"{ "a": [▸{ "note": "x" }] }"#, #"{ "search": "{a.note}" }"#,
            "a variable's value is an object; expected a scalar or an object of scalars"
        ),
        (
            #"{ "a": ▸7 }"#, #"{ "search": "{a}" }"#,
            #"the variable "a" is a number; expected an array of values, or "each""#
        ),
        (
            #"{ "a": [▸["x"]] }"#, #"{ "search": "{a}" }"#,
            "a variable's value is an array; expected a scalar or an object of scalars"
        ),
        (
            #"{ "a": [{ "b": ▸[] }] }"#, #"{ "search": "{a.b}" }"#,
            "a variable's value is an array; expected a string, number, true, false or null"
        ),
        (
            #"{ ▸"a-b": ["x"] }"#, #"{ "launch": {} }"#,
            #""a-b" cannot be a variable's name; expected a letter, then letters and digits"#
        ),
        (#"{ ▸"a": ["x"] }"#, #"{ "launch": {} }"#, #"no step uses the variable "a"; expected "{a}" in a step"#),
        (
            #"{ "words": ["x"] }"#, #"{ "search": "{words}" }, { "search": ▸"{wrods}" }"#,
            #"no variable of "forEach" is called "wrods"; expected one of words; did you mean "words"?"#
        ),
        (
            #"{ "a": [{ "bad": 1 }] }"#, #"{ "search": ▸"{a}" }"#,
            #"the variable "a" is an object; expected one of its members, as in "{a.bad}""#
        ),
        (
            #"{ "a": [{ "bcd": "x" }] }"#, #"{ "search": ▸"{a.bdc}" }"#,
            #"the variable "a" has no member "bdc"; expected one of bcd; did you mean "bcd"?"#
        ),
        (#"{ "a": ["x"] }"#, #"{ "search": ▸"{a.b}" }"#, #"the variable "a" has no member "b"; expected "{a}""#),
        (
            #"{ "fault": ["reset", ▸"refues"] }"#, #"{ "server": [{ "fault": "{fault}" }] }"#,
            #"unknown fault "refues"; expected one of refuse, reset, stall, delay, truncate, status, emptySuccess, staleValidator, html, json, emptyBody, otherRoot, malformed, wrongTotal, shortPage, ignoredPaging, repeatedItem, damage, missingTags, redirect, maintenance, dribble; did you mean "refuse"?"#
        ),
        (
            #"{ ▸"a": "each" }"#, #"{ "view": { "page": "{a}" } }"#,
            #"the variable "a" is "each" and counts nothing; expected a fault with "request": "{a}""#
        ),
        (
            #"{ "a": "each", "b": ▸"each" }"#,
            #"{ "server": [{ "fault": "stall", "request": "{a}" }] }, { "view": { "page": "{b}" } }"#,
            #"a second variable is "each"; expected one at most"#
        ),
    ])
    func `a fault is told where it can be mended`(forEach: String, steps: String, complaint: String) throws {
        let text =
            "{ \"name\": \"N\", \"library\": { \"fixture\": \"small\" },\n\"forEach\": \(forEach),\n\"steps\": [\(steps)] }"
        let (file, place) = try marked(text)
        let first = complaints { try readScenario(file) }.split(separator: "\n").first.map { String($0) }
        #expect(first == "s.json:\(place): \(complaint)")
    }

    @Test func `more combinations than anybody waits for are refused`() {
        let values = "[" + (1...101).map(String.init).joined(separator: ",") + "]"
        let text = complaints {
            try Self.file(
                "{ \"a\": \(values), \"b\": \(values) }",
                #"{ "view": { "page": "{a}" } }, { "view": { "page": "{b}" } }"#)
        }
        #expect(text == "s.json:2:12: \"forEach\" makes too many cases; expected at most 10000 combinations")
    }
}
