internal import Foundation

/// The time of a world, since 1970.
struct WorldTime: Sendable {
    let isReal: Bool
    /// By the virtual clock the time itself, by the real one what was added to it.
    private var offset: Duration

    init(_ clock: WorldClock) {
        switch clock {
        case .virtual(let start): (isReal, offset) = (false, .seconds(start))
        case .real: (isReal, offset) = (true, .zero)
        }
    }

    var now: Duration {
        isReal ? .seconds(Date().timeIntervalSince1970) + offset : offset
    }

    /// The same in seconds, exact for whole ones.
    var seconds: Double {
        let (seconds, attoseconds) = now.components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    /// The same in whole seconds, as stamps and dates have it.
    var wholeSeconds: Int { Int(now.components.seconds) }

    /// What counts as one moment: by the real clock a second, since a silent retry comes a little later.
    var moment: Duration { isReal ? .seconds(now.components.seconds) : now }

    mutating func advance(by duration: Duration) {
        offset += max(duration, .zero)
    }
}
