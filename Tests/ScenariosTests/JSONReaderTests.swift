import Scenarios
import Testing

/// The reader of JSON against RFC 8259.
@Suite struct `JSON reader` {
    @Test(arguments: [
        "{}", "[]", "0", "-0", "1", "-1", "10", "1.5", "-1.5e10", "1E+2", "1e-2", "0.1", "0e1", "123.456e-789", "true",
        "false", "null", "\"\"", "\"a\"", " [1 , 2 ] ", "\t\r\n{\n}\n", "[[[]]]", "{\"\":0}", "{\"a\":{\"a\":0}}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"", "\"\\uD834\\uDD1E\"", "\"\\u0000\"", "\"\u{7F}\"",
        "\"\u{2028}\u{2029}\"",
        "\"\u{FFFF}\"", "\"\u{1F3B5}\"", "{\"a\":1,\"b\":2}", "[null,1,\"1\",{}]", "\"\\uFFFF\"", "[1e308]",
        "{\"e\u{301}\":1,\"\u{E9}\":2}",
    ])
    func `what RFC 8259 allows is read`(text: String) throws {
        _ = try readJSON(text)
    }

    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[1", "[1,", "[,1]", "[1,]", "[1 2]", "[1,,2]", "[1:2]", "{\"a\"", "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\" 1}", "{\"a\",1}", "{,}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}",
        "\"", "\"a", "'a'", "\"\\\"", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"a\nb\"",
        "\"a\tb\"", "\"\u{0}\"", "\"\u{1F}\"", "\"\\uD834\"", "\"\\uDD1E\"", "\"\\uDD1E\\uD834\"", "\"\\uD834\\u0041\"",
        "\"\\uD834x\"", "\"\\uD834\\n\"", "00", "01", "-01", "-", "+1", ".5", "1.", "1.e1", "1e", "1e+", "0x10", "1a",
        "1.2.3", "1_000", "--1", "- 1", "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "nul", "nulll", "True",
        "TRUE", "tru", "undefined", "1 2", "{}{}", "[] x", "[]]", "// a\n1", "[1] // a", "/* a */ 1", "# a\n1",
        "\u{FEFF}{}", "\u{A0}1", "[\u{2028}]", "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[1}", "{\"a\":1]",
        "\u{C}1",
    ])
    func `what RFC 8259 forbids is refused`(text: String) {
        #expect(throws: InputError.self) { try readJSON(text) }
    }

    @Test(
        arguments: [
            [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xC1, 0xBF, 0x22],
            [0x22, 0xE0, 0x80, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF0, 0x80, 0x80, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0xFF, 0x22],
            [0x22, 0xE2, 0x82], [0x7B, 0x7D, 0xFE], [0x22, 0xE2, 0x82, 0x22, 0x22],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        let text = complaints { try JSONReader.read(bytes, file: "f.json") }
        #expect(text.contains("is not valid UTF-8; expected the file to be saved as UTF-8"))
    }

    @Test(arguments: [
        ("", "f.json:1:1: the file holds no JSON; expected a value"),
        ("{ \"a\": 1,\n  \"b\": 2,\n}", "f.json:3:1: \"}\" follows a comma; expected no comma after the last one"),
        ("[1,\n 2,]", "f.json:2:4: \"]\" follows a comma; expected no comma after the last one"),
        ("{\n  \"a\": 01 }", "f.json:2:8: a number begins with a zero; expected no zeros before its digits"),
        ("{ \"a\" 1 }", "f.json:1:7: \"1\" stands here; expected \":\""),
        ("{ \"a\": 1 \"b\": 2 }", "f.json:1:10: a quotation mark stands here; expected \",\" or \"}\""),
        ("{ a: 1 }", "f.json:1:3: \"a\" stands here; expected a key in quotation marks"),
        ("{ 'a': 1 }", "f.json:1:3: a text stands in single quotation marks; expected double ones"),
        ("[1, 2", "f.json:1:6: the file ends too early; expected \",\" or \"]\""),
        (
            "[\"abc\n\"]",
            "f.json:1:6: the control character \"\\n\" stands raw in a string; expected \\n, or a closing quotation mark"
        ),
        ("[\"abc", "f.json:1:2: the string that begins here never ends; expected a closing quotation mark"),
        (
            "[\"a\\q\"]",
            "f.json:1:4: \"q\" after a backslash is no escape; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
        ),
        (
            "[\"\\uD800\"]",
            "f.json:1:3: \\uD800 is half of a surrogate pair; expected \\uD800 to \\uDBFF followed by \\uDC00 to \\uDFFF"
        ),
        (
            "[ 1 // one\n]",
            "f.json:1:5: JSON has no comments, and \"/\" stands here; expected \",\" or \"]\" (a remark goes into a \"note\" member)"
        ),
        (
            "{ \"a\": 1,\n  \"a\": 2 }",
            "f.json:2:3: the key \"a\" stands twice in one object, first at f.json:1:3; expected each key once"
        ),
        (
            "[True]",
            "f.json:1:2: \"True\" is no JSON value; expected true, false, null, a number, or a string in quotation marks; did you mean \"true\"?"
        ),
        ("{} {}", "f.json:1:4: \"{\" follows the file's value; expected nothing but white space after it"),
        ("[1e999]", "f.json:1:2: the number 1e999 is too large; expected below 1.8e308"),
        ("\u{FEFF}{}", "f.json:1:1: the file begins with a byte order mark; expected UTF-8 without one"),
    ])
    func `each fault of syntax is told with its place and what was expected`(text: String, complaint: String) {
        #expect(complaints { try readJSON(text) } == complaint)
    }

    @Test func `columns count characters and not bytes`() throws {
        let node = try readJSON("{ \"é🎵שּׁ\": [\"naïve\", 1] }")
        #expect(node["é🎵שּׁ"]?.position == SourcePosition(file: "f.json", line: 1, column: 12))
        guard case .array(let elements) = node["é🎵שּׁ"]?.value else {
            Issue.record("the member is no array")
            return
        }
        #expect(elements.map(\.position.column) == [13, 22])
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `each way to end a line ends one line`(end: String) throws {
        let node = try readJSON("{\(end)  \"é\": 1,\(end)\(end)\t\"b\": 2\(end)}")
        #expect(node["é"]?.position == SourcePosition(file: "f.json", line: 2, column: 8))
        #expect(node["b"]?.position == SourcePosition(file: "f.json", line: 4, column: 7))
    }

    @Test func `the place of a bad byte counts the characters before it`() {
        let bytes = Array("{\r\n \"é🎵".utf8) + [0xFF]
        let text = complaints { try JSONReader.read(bytes, file: "f.json") }
        #expect(text == "f.json:2:5: the byte 0xFF is not valid UTF-8; expected the file to be saved as UTF-8")
    }

    @Test func `64 levels are read and 65 are refused`() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try readJSON(deep)
        let complaint = complaints { try readJSON("[\(deep)]") }
        #expect(
            complaint
                == "f.json:1:65: arrays and objects stand more than 64 deep inside each other; expected at most 64 levels"
        )
    }

    @Test func `depth far beyond the limit is refused without harm`() {
        #expect(throws: InputError.self) { try readJSON(String(repeating: "{\"a\":[", count: 100_000)) }
    }

    @Test func `a file beyond the limit of bytes is refused`() {
        let text = complaints {
            try JSONReader.read(Array("[1234]".utf8), file: "f.json", limits: JSONLimits(bytes: 5))
        }
        #expect(text == "f.json:1:1: the file has 6 bytes; expected at most 5 bytes")
    }

    @Test(
        arguments: [
            ("3", 3), ("3.0", 3), ("3e0", 3), ("-0", 0), ("30e-1", 3), ("9223372036854775807", Int.max),
            ("9223372036854775808", nil), ("3.5", nil), ("1e300", nil),
        ] as [(String, Int?)])
    func `a whole number is one however it is written`(text: String, integer: Int?) throws {
        guard case .number(let number) = try readJSON(text).value else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(number.integer == integer)
    }

    @Test func `escapes become the characters they stand for`() throws {
        let node = try readJSON("\"\\u0041\\uD83C\\uDFB5\\/\\\"\\\\\\b\\f\\n\\r\\t\\u00e9\"")
        #expect(node.value == .string("A🎵/\"\\\u{8}\u{C}\n\r\té"))
    }
}
