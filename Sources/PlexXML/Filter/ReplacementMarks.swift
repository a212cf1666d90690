/// Where the filter wrote U+FFFD, until the parser has passed the place and the element is known.
struct ReplacementMarks {
    private struct Run {
        /// Bytes of the filtered stream before it.
        var offset: Int
        var count: Int
    }

    /// As many runs are told apart: more than one chunk can hold.
    ///
    /// In a longer tag the last run takes the rest.
    private static let limit = 1 << 17

    private var runs: [Run] = []
    private var next = 0
    /// Bytes of the filtered stream that the parser has been given.
    private var given = 0

    /// Whether some are not yet attributed.
    var isPending: Bool { next < runs.count }

    /// Notes one replacement in front of so many bytes that the parser has not been given.
    mutating func note(at position: Int) {
        let offset = given + position
        if let last = runs.last, next < runs.count, last.offset + 3 * last.count == offset || runs.count >= Self.limit {
            runs[runs.count - 1].count += 1
        } else {
            runs.append(Run(offset: offset, count: 1))
        }
    }

    /// Notes that the parser has been given so many bytes more.
    mutating func advance(by count: Int) {
        given += count
        if next == runs.count, next > 0 {
            runs.removeAll(keepingCapacity: true)
            next = 0
        } else if next > 4096 {
            runs.removeFirst(next)
            next = 0
        }
    }

    /// Takes those before this place in the filtered stream, and counts them.
    mutating func take(before position: Int) -> Int {
        var count = 0
        while next < runs.count, runs[next].offset < position {
            count += runs[next].count
            next += 1
        }
        return count
    }
}
