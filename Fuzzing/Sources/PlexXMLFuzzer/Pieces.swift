/// Sizes of the pieces that a body is pushed in: mostly a few bytes, the same for the same body.
struct Pieces {
    private var state: UInt64

    /// The body decides (FNV-1a), so that a crash file crashes again.
    init(seededBy body: [UInt8]) {
        state = body.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// A number below this one, different from body to body.
    func choice(of count: Int) -> Int { Int(state % UInt64(count)) }

    /// The next piece's size, from 1 byte.
    mutating func next() -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let size = Int(state >> 33)
        return size & 0x700 == 0 ? 1 + size & 0xFF : 1 + size & 0x0F
    }
}
