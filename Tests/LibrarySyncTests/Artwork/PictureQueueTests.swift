import LibraryModel
import LibraryStore
import Testing

@testable import LibrarySync

struct PictureQueueTests {
    private func wanted(_ owner: Int64) throws -> ArtworkCache.Wanted {
        ArtworkCache.Wanted(owner: key(owner), reference: try #require(ArtworkReference("/thumb/\(owner)")))
    }

    private func emptied(_ queue: PictureQueue) -> [Int64] {
        var queue = queue
        var owners: [Int64] = []
        while let next = queue.pop() { owners.append(next.wanted.owner.value) }
        return owners
    }

    @Test func `what is needed soonest comes first, and of the rest what was asked for first`() throws {
        var queue = PictureQueue()
        let needs: [(Int64, PictureQueue.Need)] = [(1, .someDay), (2, .changed), (3, .now), (4, .someDay), (5, .now)]
        for (owner, need) in needs { queue.push(try wanted(owner), nil, for: need) }
        #expect(queue.count == 5 && emptied(queue) == [3, 5, 2, 1, 4])
    }

    @Test func `what waits is asked for once, and never waits longer for being asked for again`() throws {
        var queue = PictureQueue()
        queue.push(try wanted(1), nil, for: .someDay)
        queue.push(try wanted(2), nil, for: .now)
        queue.push(try wanted(1), nil, for: .now)
        queue.push(try wanted(2), nil, for: .someDay)
        #expect(queue.count == 2 && emptied(queue) == [2, 1])
        queue.removeAll()
        #expect(try queue.isEmpty && !queue.contains(wanted(1)) && emptied(queue).isEmpty)
    }

    @Test func `what was taken out can be asked for again`() throws {
        var queue = PictureQueue()
        queue.push(try wanted(1), nil, for: .someDay)
        queue.push(try wanted(1), nil, for: .now)
        #expect(queue.pop()?.need == .now)
        queue.push(try wanted(1), nil, for: .someDay)
        #expect(emptied(queue) == [1])
    }
}
