import Testing

@testable import FakePlex

struct XMLBufferTests {
    private func written(_ write: (inout XMLBuffer) -> Void) -> String {
        var xml = XMLBuffer(reserving: 1)
        write(&xml)
        return String(decoding: xml.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a&b<c>d\"e'f", "a&amp;b&lt;c&gt;d&quot;e&#39;f"), ("é", "&#233;"), ("東", "&#26481;"),
        ("🌊", "&#127754;"), ("a\nb\r\tc", "a&#10;b&#13;&#9;c"), ("", ""), ("שלום", "&#1513;&#1500;&#1493;&#1501;"),
        ("\u{4}", "\u{4}"), ("x&", "x&amp;"), ("👩‍👧", "&#128105;&#8205;&#128103;"),
    ])
    func `text is written in ASCII with decimal references`(text: String, expected: String) {
        #expect(written { $0.escaped(text) } == expected)
    }

    @Test(arguments: [0, 7, 10, 99, 100, -1, 1_760_000_000, Int.max, Int.min])
    func `whole numbers are written in decimal`(number: Int) {
        #expect(written { $0.number(number) } == String(number))
    }

    @Test func `long texts outgrow the room that was reserved`() {
        let text = String(repeating: "abc & ", count: 5000)
        #expect(
            written { $0.escaped(text) }
                == text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;"))
    }

    @Test func `absent values leave no attribute behind`() {
        #expect(written { $0.attribute("year", Int?.none) } == "")
        #expect(written { $0.attribute("rating", Optional(8.0)) } == " rating=\"8.0\"")
        #expect(written { $0.attribute("smart", true) } == " smart=\"1\"")
    }
}
