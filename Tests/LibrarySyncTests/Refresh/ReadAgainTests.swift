import LibraryModel
import Testing

@testable import LibrarySync

struct ReadAgainTests {
    private static func key(_ number: Int64) -> RatingKey? { RatingKey(number) }

    private static func keys(_ numbers: some Sequence<Int64>) -> Set<RatingKey> { Set(numbers.compactMap(key)) }

    @Test func `what was kept is read as it was`() {
        var readAgain = ReadAgain()
        readAgain.kinds = [.album, .playlist]
        readAgain.lists = [.collection: Self.keys([7]), .playlist: Self.keys([9, 10])]
        readAgain.tracks = Self.keys([101, 102])
        #expect(readAgain.text.map { ReadAgain($0) } == readAgain)
        #expect(ReadAgain().text == nil && ReadAgain("") == ReadAgain())
    }

    @Test(arguments: ["hologram", "track:-1", "track:x", ":", "collection:0"])
    func `what nobody wrote is nothing`(text: String) {
        #expect(ReadAgain(text) == ReadAgain())
    }

    @Test func `damaged tracks are asked for by their keys, and the list of all is read where that is too much`() {
        var reading = KindReading()
        reading.unread = Self.keys(1...100)
        #expect(ReadAgain([.track: reading], unreadLists: [:]).tracks == reading.unread)
        reading.unread = Self.keys(1...101)
        #expect(ReadAgain([.track: reading], unreadLists: [:]).kinds == [.track])
        reading = KindReading()
        reading.unidentified = 1
        #expect(ReadAgain([.track: reading], unreadLists: [:]).kinds == [.track])
    }

    @Test func `the list of another kind is read again where one of it was damaged`() {
        var reading = KindReading()
        reading.unread = Self.keys([5])
        let readAgain = ReadAgain([.album: reading, .artist: KindReading()], unreadLists: [.playlist: []])
        #expect(readAgain.kinds == [.album] && readAgain.lists.isEmpty)
        #expect(readAgain.reach == [.album, .track])
        #expect(readAgain.concerns(.album) && !readAgain.concerns(.artist))
    }
}
