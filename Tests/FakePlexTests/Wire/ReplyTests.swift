import HTTPTypes
import Testing

@testable import FakePlex

struct ReplyTests {
    private let answer = PlexAnswer(
        status: .ok, fields: [.contentType: "text/xml;charset=utf-8", .contentLength: "99"], body: Array("<a/>".utf8)
    )

    private func reply(_ answer: PlexAnswer, isHead: Bool = false, closes: Bool = false) -> Reply {
        Reply(answer, isHead: isHead, closes: closes, date: 784_111_777, idleSeconds: 20)
    }

    @Test func `head and body go out in one piece with what the wire adds`() {
        let expected = """
            HTTP/1.1 200 OK
            Content-Type: text/xml;charset=utf-8
            X-Plex-Protocol: 1.0
            Content-Length: 4
            Connection: Keep-Alive
            Keep-Alive: timeout=20
            Date: Sun, 06 Nov 1994 08:49:37 GMT

            <a/>
            """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(reply(answer).script().actions == [.send(Array(expected.utf8))])
    }

    @Test func `a reply that closes says so and ends with a FIN`() {
        let script = reply(answer, closes: true).script()
        #expect(script.actions.last == .finish)
        #expect(String(decoding: reply(answer, closes: true).head(), as: UTF8.self).contains("Connection: close\r\n"))
    }

    @Test func `HEAD keeps the length and drops the body`() {
        let bytes = reply(answer, isHead: true).bytes()
        #expect(bytes == reply(answer).head())
    }

    @Test(arguments: [204, 304])
    func `a status without a body has no length either`(code: Int) {
        let text = String(
            decoding: reply(PlexAnswer(status: .named(code), fields: [:], body: [1])).bytes(), as: UTF8.self)
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(!text.contains("Content-Length"))
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_750_000_000, "Sun, 15 Jun 2025 15:06:40 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    ])
    func `dates are written as HTTP wants them`(seconds: Int, text: String) {
        #expect(httpDate(seconds) == text)
    }
}
