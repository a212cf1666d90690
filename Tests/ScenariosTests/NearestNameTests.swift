import Scenarios
import Testing

@Suite struct `Nearest name` {
    @Test(
        arguments: [
            ("lauch", "launch"), ("Launch", "launch"), ("luanch", "launch"), ("refersh", "refresh"),
            ("serch", "search"),
            ("lunch", "launch"), ("zebra", nil), ("", nil), ("x", nil),
        ] as [(String, String?)])
    func `a misspelt name is known again and a strange one is not`(name: String, nearest: String?) {
        #expect(nearestName(to: name, among: ["refresh", "launch", "search", "server"]) == nearest)
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "abd", 1), ("abc", "acb", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
    func `the distance counts insertions, deletions, replacements and swaps`(left: String, right: String, distance: Int)
    {
        #expect(editDistance(Array(left), Array(right)) == distance)
        #expect(editDistance(Array(right), Array(left)) == distance)
    }

    @Test func `the first of equally near names wins`() {
        #expect(nearestName(to: "bat", among: ["cat", "hat"]) == "cat")
    }
}
