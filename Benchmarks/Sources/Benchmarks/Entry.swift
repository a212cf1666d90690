/// One line of the table: what was measured, beside what it is measured by.
struct Entry: Codable, Sendable {
    /// How a value is read.
    enum Unit: String, Codable, Sendable {
        case seconds = "s"
        case milliseconds = "ms"
        case megabytes = "MB"
        case megabytesPerSecond = "MB/s"
        case requests
        case rows
    }

    /// On which side of the target the ratio, or without a floor the value, has to be.
    enum Target: Codable, Sendable {
        case atLeast(Double)
        case atMost(Double)

        func isMet(by value: Double) -> Bool {
            switch self {
            case .atLeast(let bound): value >= bound
            case .atMost(let bound): value <= bound
            }
        }

        var text: String {
            switch self {
            case .atLeast(let bound): "≥ \(bound.short)"
            case .atMost(let bound): "≤ \(bound.short)"
            }
        }
    }

    var what: String
    /// The library's size, in albums.
    var albums: Int
    var unit: Unit
    /// What it is measured by; nothing where the value itself has the target.
    var floor: Double?
    var ours: Double
    /// The median of the rounds' ratios, which need not be the ratio of the medians.
    var ratio: Double?
    /// Nothing where it is only reported.
    var target: Target?

    var isMet: Bool? { target.map { $0.isMet(by: ratio ?? ours) } }

    var cells: [String] {
        [
            what, "\(albums)", floor.map { "\($0.short) \(unit.rawValue)" } ?? "", "\(ours.short) \(unit.rawValue)",
            ratio?.short ?? "", target?.text ?? "", isMet.map { $0 ? "met" : "MISSED" } ?? "reported",
        ]
    }
}

extension Entry {
    /// A line of medians of several rounds.
    init(
        _ what: String, albums: Int, in unit: Unit, rounds: [(floor: Double, ours: Double)], target: Target?
    ) {
        self.init(
            what: what, albums: albums, unit: unit, floor: rounds.map(\.floor).median, ours: rounds.map(\.ours).median,
            ratio: rounds.map { $0.ours / $0.floor }.median, target: target)
    }
}

extension [Double] {
    /// The middle one; of an even number the mean of the two in the middle.
    var median: Double {
        guard !isEmpty else { return .nan }
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}

extension Double {
    /// Three digits that matter.
    var short: String {
        let magnitude = abs(self)
        let digits = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2
        let scale = [1.0, 10, 100][digits]
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}
