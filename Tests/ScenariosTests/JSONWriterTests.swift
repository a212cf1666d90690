import Scenarios
import Testing

@Suite struct `JSON writer` {
    @Test(arguments: [
        "null", "true", "[]", "{}", "-1.50e3", "\"a\\\"\\\\\\n\\t\\r\\u0001 é🎵\u{2028}\"",
        "[ 1, [ 2, { \"a\": [] } ] ]",
        "{ \"b\": 1, \"a\": { \"c\": null, \"d\": [\"x\", false] } }",
    ])
    func `what is written is read as the same value`(text: String) throws {
        let node = try readJSON(text)
        #expect(try readJSON(node.prettyJSON(width: 5)).compactJSON == node.compactJSON)
        #expect(try readJSON(node.compactJSON).compactJSON == node.compactJSON)
    }

    @Test func `short values stay on one line and long ones are broken`() {
        let node: JSONNode = ["name": "a", "steps": [["launch": [:]], ["search": "a long text to break the line"]]]
        #expect(
            node.prettyJSON(width: 50) == """
                {
                  "name": "a",
                  "steps": [
                    { "launch": {} },
                    { "search": "a long text to break the line" }
                  ]
                }

                """)
    }
}
