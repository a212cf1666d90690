import Testing

@testable import FakePlex

struct ItemTableTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a table holds what a dictionary holds, in the order of the keys`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var table = ItemTable<CatalogArtist>()
        var expected: [Int: String] = [:]
        for step in 0..<4000 {
            let key = 1 + random.below(1500)
            if expected[key] == nil {
                table.insert(CatalogArtist(id: "\(step)", title: "", ratingKey: key))
                expected[key] = "\(step)"
            } else if random.chance(50) {
                table.remove(key)
                expected[key] = nil
            } else {
                table.modify(key) { $0.title = "changed" }
            }
        }
        #expect(table.count == expected.count)
        #expect(table.all.map(\.ratingKey) == expected.keys.sorted())
        #expect(expected.allSatisfy { table[$0.key]?.id == $0.value })
        #expect(table[5000] == nil && table[0] == nil)
    }

    @Test func `tables are equal however they came about`() {
        var one = ItemTable<CatalogArtist>()
        var other = ItemTable<CatalogArtist>()
        for key in 1...600 { one.insert(CatalogArtist(id: "\(key)", title: "", ratingKey: key)) }
        for key in (1...600).reversed() { other.insert(CatalogArtist(id: "\(key)", title: "", ratingKey: key)) }
        #expect(one == other)
        other.modify(300) { $0.title = "changed" }
        #expect(one != other)
    }
}
