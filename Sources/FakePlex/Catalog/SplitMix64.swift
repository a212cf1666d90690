/// A generator of numbers that are the same for the same seed, on every machine and in every version.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next number.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mixed(state)
    }

    /// A number from 0 up to a bound, which must be positive.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// One of some values.
    mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

    /// Whether something happens that happens so often in a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// So many different values out of some, in their order of drawing; all of them where there are fewer.
    mutating func some<Value: Equatable>(_ count: Int, of values: [Value]) -> [Value] {
        var drawn: [Value] = []
        for _ in 0..<count {
            let value = one(of: values)
            if !drawn.contains(value) { drawn.append(value) }
        }
        return drawn
    }
}
