import Testing

@testable import LibrarySync

/// Promise 3 at the pages of one list.
struct PagedPassTests {
    private func page(
        _ start: Int, _ keys: [Int64], of total: Int?, offset: Int? = nil, received: Int? = nil
    ) -> PageFacts {
        PageFacts(
            start: start, received: received ?? keys.count, total: total, offset: offset, identities: keys, keys: keys)
    }

    private func fault(_ pages: [PageFacts], accepted: Set<Int64> = []) -> PassFault? {
        var pass = PagedPass(accepted: accepted)
        do throws(PassFault) {
            for page in pages { _ = try pass.take(page) }
            return nil
        } catch {
            return error
        }
    }

    @Test func `pages follow what came and not what was asked for`() throws {
        var pass = PagedPass()
        #expect(try pass.take(page(0, [1, 2], of: 5)) == .next(start: 2))
        #expect(try pass.take(page(2, [3, 4, 5], of: 5)) == .last)
        #expect(pass.received == 5)
    }

    @Test func `elements that could not be read count`() throws {
        var pass = PagedPass()
        #expect(try pass.take(page(0, [1], of: 2, received: 2)) == .last)
    }

    @Test func `an empty list is a list`() throws {
        var pass = PagedPass()
        #expect(try pass.take(page(0, [], of: 0)) == .last)
    }

    @Test func `a server that ignores paging but tells the total has sent it all`() throws {
        var pass = PagedPass()
        #expect(try pass.take(page(0, [1, 2, 3], of: 3)) == .last)
    }

    @Test func `without totals the list ends at an empty page`() throws {
        var pass = PagedPass()
        #expect(try pass.take(page(0, [1, 2], of: nil)) == .next(start: 2))
        #expect(try pass.take(page(2, [3], of: nil)) == .next(start: 3))
        #expect(try pass.take(page(3, [], of: nil)) == .last)
    }

    @Test func `without totals a page that comes again means that paging is ignored`() throws {
        var pass = PagedPass()
        _ = try pass.take(page(0, [1, 2], of: nil))
        #expect(try pass.take(page(2, [1, 2], of: nil)) == .repetition)
        #expect(pass.received == 2)
    }

    @Test func `a list that ends before its total is refused`() {
        #expect(fault([page(0, [1], of: 3), page(1, [], of: 3)]) == .tooFew(received: 1, total: 3))
    }

    @Test func `a list that is longer than its total is refused`() {
        #expect(fault([page(0, [1, 2, 3], of: 2)]) == .tooMany(received: 3, total: 2))
    }

    @Test(arguments: [4, nil]) func `a total that changes between pages is refused`(second: Int?) {
        #expect(
            fault([page(0, [1, 2], of: 3), page(2, [3], of: second)]) == .totalChanged(from: 3, to: second))
    }

    @Test func `another window than was asked for is refused`() {
        #expect(
            fault([page(0, [1, 2], of: 4), page(2, [1, 2], of: 4, offset: 0)]) == .wrongWindow(asked: 2, got: 0))
    }

    @Test func `an element on two pages is refused, unless it is known to stand there twice`() {
        let pages = [page(0, [1, 2], of: 4), page(2, [2, 3], of: 4)]
        #expect(fault(pages) == .repeated([2]))
        #expect(fault(pages, accepted: [2]) == nil)
        #expect(fault(pages, accepted: [1]) == .repeated([2]))
    }

    @Test func `a list without end is given up`() {
        let pages = (0...PagedPass.pageLimit).map { page($0, [Int64($0)], of: nil) }
        #expect(fault(pages) == .endless(pages: PagedPass.pageLimit + 1))
    }
}
