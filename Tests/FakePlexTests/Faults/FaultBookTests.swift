import HTTPTypes
import Testing

@testable import FakePlex

struct FaultBookTests {
    private func request(_ path: String, method: HTTPRequest.Method = .get, start: Int? = nil) -> PlexRequest {
        var http = HTTPRequest(method: method, scheme: "http", authority: "fake", path: path)
        if let start, let name = HTTPField.Name("X-Plex-Container-Start") { http.headerFields[name] = String(start) }
        return PlexRequest(http: http)
    }

    private func meet(
        _ book: inout FaultBook, _ request: PlexRequest, endpoint: EndpointName? = .albums, step: Int = 0, time: Int = 0
    ) -> Fault? {
        book.meet(
            Arrival(request: request, endpoint: endpoint, validators: false, origin: .main),
            at: ArrivalMoment(step: step, time: .seconds(time))
        )
        .fault
    }

    @Test func `by the real clock nobody waits longer than can be counted`() throws {
        var listening = Listening()
        let time = WorldTime(.real)
        listening.refuse([Refusal(movesLeft: .max)], at: time)
        #expect(try #require(listening.pause(from: time.now)) > 1_000_000_000)
        #expect(!listening.isWanted)
    }

    @Test func `a repeat at the same time is the same occurrence and meets the same fault`() {
        var book = FaultBook()
        _ = book.arm(FaultRule(.reset(), times: .once))
        #expect(meet(&book, request("/a")) == .reset())
        #expect(meet(&book, request("/a")) == .reset())
        #expect(meet(&book, request("/b")) == nil)
        #expect(meet(&book, request("/a")) == .reset())
        #expect(meet(&book, request("/a"), time: 1) == nil)
    }

    @Test func `method, page and step make another request, the token does not`() {
        var book = FaultBook()
        _ = book.arm(FaultRule(.reset(), firstOccurrence: 2, times: .always))
        #expect(meet(&book, request("/a?X-Plex-Token=1")) == nil)
        #expect(meet(&book, request("/a?x-plex-token=2")) == nil)
        #expect(meet(&book, request("/a", method: .head)) != nil)
        #expect(meet(&book, request("/a", start: 0)) != nil)
        #expect(meet(&book, request("/a"), step: 1) != nil)
    }

    @Test(arguments: [
        (1, FaultRule.Times.once, "x..."), (2, .once, ".x.."), (1, .always, "xxxx"), (3, .always, "..xx"),
        (2, .count(2), ".xx."), (1, .count(0), "...."), (0, .once, "x..."), (-5, .count(2), "xx.."),
    ])
    func `a rule strikes from its first occurrence as often as it says`(
        first: Int, times: FaultRule.Times, pattern: String
    ) {
        var book = FaultBook()
        _ = book.arm(FaultRule(.emptySuccess, firstOccurrence: first, times: times))
        let met = (0..<4).map { meet(&book, request("/a"), time: $0) == nil ? "." : "x" }.joined()
        #expect(met == pattern)
        #expect(book.unfired.isEmpty == pattern.contains("x"))
    }

    @Test func `of two rules that strike, the one armed first does`() {
        var book = FaultBook()
        _ = book.arm(FaultRule(.status(500), times: .once))
        _ = book.arm(FaultRule(.status(404), times: .count(2)))
        #expect(meet(&book, request("/a")) == .status(500))
        #expect(meet(&book, request("/b")) == .status(404))
        #expect(meet(&book, request("/c")) == nil)
    }

    @Test func `a rule counts what it matches also where it never strikes`() {
        var book = FaultBook()
        _ = book.arm(FaultRule(.status(500), match: RequestMatch(path: "/a*"), firstOccurrence: .max, id: "count"))
        for path in ["/a", "/a", "/b", "/ab"] { #expect(meet(&book, request(path)) == nil) }
        #expect(book.occurrences(ofRule: "count") == 2)
        #expect(book.occurrences(ofRule: "other") == 0)
    }

    @Test func `disarmed rules strike nothing and stay unfired`() {
        var book = FaultBook()
        let rule = FaultRule(.status(500), id: "mine")
        _ = book.arm(rule)
        book.disarm()
        #expect(meet(&book, request("/a")) == nil)
        #expect(book.unfired == [rule])
    }

    @Test func `refusing begins with the answer before its first occurrence, once`() {
        var book = FaultBook()
        #expect(book.arm(FaultRule(.refuse, firstOccurrence: 3, times: .once)) == nil)
        func refusals(_ path: String, _ time: Int) -> [Refusal] {
            book.meet(
                Arrival(request: request(path), endpoint: .albums, validators: false, origin: .main),
                at: ArrivalMoment(step: 0, time: .seconds(time))
            ).refusals
        }
        #expect(refusals("/a", 0) == [])
        #expect(refusals("/a", 0) == [])
        #expect(refusals("/b", 0) == [Refusal(movesLeft: 1)])
        #expect(refusals("/b", 0) == [])
        #expect(refusals("/b", 1) == [])
    }

    @Test(arguments: [
        (RequestMatch(), true), (RequestMatch(endpoint: [.albums, .artists]), true),
        (RequestMatch(endpoint: [.tracks]), false),
        (RequestMatch(except: [.albums]), false), (RequestMatch(except: [.tracks]), true),
        (RequestMatch(method: "get"), true),
        (RequestMatch(method: "HEAD"), false), (RequestMatch(path: "/library/*/all"), true),
        (RequestMatch(path: "*"), true),
        (RequestMatch(path: "/library"), false), (RequestMatch(path: "/library/*/al"), false),
        (RequestMatch(page: 50), true),
        (RequestMatch(page: 0), false), (RequestMatch(query: ["type": "9"]), true),
        (RequestMatch(query: ["type": "9", "a": "é"]), true), (RequestMatch(query: ["type": "8"]), false),
        (RequestMatch(query: ["typ": "9"]), false),
    ])
    func `a match narrows by what it names`(match: RequestMatch, matches: Bool) {
        let request = request("/library/sections/4/all?type=9&a=%C3%A9", start: 50)
        #expect(match.matches(request, endpoint: .albums) == matches)
    }

    @Test func `a request that reached no endpoint matches no endpoint`() {
        #expect(!RequestMatch(endpoint: [.albums]).matches(request("/x"), endpoint: nil))
        #expect(RequestMatch(except: [.albums]).matches(request("/x"), endpoint: nil))
    }

    @Test(arguments: [
        ("", "", true), ("", "*", true), ("a", "", false), ("abc", "a*c", true), ("abc", "*b*", true),
        ("abc", "a*b", false),
        ("aXbXc", "*X*X*", true), ("aab", "*ab", true), ("mississippi", "m*iss*pi", true),
        ("mississippi", "m*iss*x", false),
    ])
    func `a star stands for any text`(text: String, pattern: String, matches: Bool) {
        #expect(isMatch(Array(text.utf8), pattern: Array(pattern.utf8)) == matches)
    }
}
