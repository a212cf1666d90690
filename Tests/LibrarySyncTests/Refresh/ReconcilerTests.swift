import LibraryModel
import Testing

@testable import LibrarySync

struct ReconcilerTests {
    private func artist(_ number: Int64, _ title: String) -> Artist { Artist(ratingKey: key(number), title: title) }

    @Test func `rows are new, changed or unchanged by what they own`() {
        let stored = [key(1): artist(1, "One"), key(2): artist(2, "Two")]
        let changes = Reconciler.compare([artist(1, "One"), artist(2, "Zwei"), artist(3, "Three")], with: stored)
        #expect(changes.unchanged == [key(1)])
        #expect(changes.changed == [artist(2, "Zwei")])
        #expect(changes.new == [artist(3, "Three")])
        #expect(changes.repeated.isEmpty)
    }

    @Test func `the first of two rows with one key counts`() {
        let changes = Reconciler.compare([artist(1, "One"), artist(1, "Other")], with: [:])
        #expect(changes.new == [artist(1, "One")])
        #expect(changes.repeated == [key(1)])
    }

    @Test func `a row of an earlier page is not taken again`() {
        let changes = Reconciler.compare([artist(1, "Other"), artist(2, "Two")], with: [:], skipping: [1])
        #expect(changes.new == [artist(2, "Two")])
        #expect(changes.repeated == [key(1)])
    }

    @Test func `tags are part of a row`() {
        var tagged = artist(1, "One")
        tagged.tags = [Tag(.genre, "Dub")]
        #expect(Reconciler.compare([tagged], with: [key(1): artist(1, "One")]).changed == [tagged])
    }
}
