import Testing

@testable import FakePlex
@testable import Harness

/// Requests as people read them.
struct JournalLineTests {
    private func entry(_ path: String) -> JournalEntry {
        JournalEntry(number: 7, step: 0, connection: 1, time: 0, method: "GET", path: path, endpoint: .metadata)
    }

    @Test(arguments: [
        ((1...100).map(String.init).joined(separator: ","), "1,2,3,…(97 more)"), ("1,2,3,4", "1,2,3,4"),
        ("1,2,3,4,5", "1,2,3,…(2 more)"), ("1", "1"),
    ])
    func `of a request for many items a person sees the first keys, and the transcript has them all`(
        keys: String, shown: String
    ) {
        let entry = entry("/library/metadata/\(keys)")
        #expect(entry.line == "#7 GET /library/metadata/\(shown) → no answer")
        #expect(entry.summary == entry.line)
        #expect(Transcript.lines([entry]).last?.contains("/library/metadata/\(keys) #1") == true)
    }
}
