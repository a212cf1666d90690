import HTTPTypes
import Testing

@testable import FakePlex

struct RequestHeadParserTests {
    private func parse(_ text: String) throws -> (head: RequestHead?, length: Int) {
        var parser = RequestHeadParser(limits: FakePlexLimits())
        let head = try parser.parse(Array(text.utf8))
        return (head, parser.length)
    }

    @Test func `method, target and fields are read as they came`() throws {
        let text = "GET /a%20b?x=1&y HTTP/1.1\r\nHost: h:1\r\nX-Plex-Token:  abc \t\r\nEmpty:\r\n\r\nrest"
        let (head, length) = try parse(text)
        #expect(head?.http.method == .get)
        #expect(head?.http.path == "/a%20b?x=1&y")
        #expect(
            head?.http.headerFields.map { "\($0.name.rawName)=\($0.value)" } == [
                "Host=h:1", "X-Plex-Token=abc", "Empty=",
            ])
        #expect(head?.body == RequestHead.Body.none)
        #expect(length == text.utf8.count - 4)
    }

    @Test func `bytes beyond ASCII in a value are kept`() throws {
        let (head, _) = try parse("GET / HTTP/1.1\r\nHost: h\r\nX-Plex-Device-Name: Zo\u{eb}\r\n\r\n")
        #expect(head?.http.headerFields.last?.value == "Zo\u{eb}")
    }

    @Test(arguments: [
        ("/", "/"), ("http://h/a?b", "/a?b"), ("HTTP://h", "/"), ("http://h?q=1", "/?q=1"),
        ("/?a=http://b", "/?a=http://b"),
    ])
    func `the target may be a path or an address`(target: String, path: String) throws {
        #expect(try parse("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n").head?.http.path == path)
    }

    @Test(arguments: ["h", "h:80", "127.0.0.1:32400", "[::1]:80", "", "a-b.c_d"])
    func `a host may have these forms`(host: String) throws {
        #expect(try parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").head != nil)
    }

    @Test func `empty lines before a request are passed over`() throws {
        #expect(try parse("\r\n\r\nGET / HTTP/1.0\r\n\r\n").head?.http.path == "/")
    }

    @Test func `an unfinished head is no error`() throws {
        #expect(try parse("GET / HTTP/1.1\r\nHost: h\r\n").head == nil)
        #expect(try parse("").head == nil)
    }
}
