import Foundation
import Harness
import LibrarySync

/// What a sync is doing, on one line of the terminal; where nobody looks, only what is worth keeping.
final class ProgressLine: Sendable {
    private struct Counts: Sendable {
        var pages = 0
        var elements = 0
        var pictures = 0
        var isShown = false
    }

    private let counts = Locked(Counts())
    private let isTerminal = isatty(2) == 1

    /// Takes note of an event.
    func show(_ event: DiagnosticEvent) {
        switch event.name {
        case .verdict, .damagedElement, .replacedCharacters, .artworkFailed, .storeFailed, .passRestarted:
            end()
            Console.error(event.message)
        case .pageRead:
            draw { counts in
                counts.pages += 1
                counts.elements += event.count ?? 0
            }
        case .artworkFetched: draw { $0.pictures += 1 }
        default: break
        }
    }

    /// Takes the line away.
    func end() {
        let wasShown = counts.withLock { counts in
            defer { counts.isShown = false }
            return counts.isShown
        }
        if wasShown { Console.progress("") }
    }

    private func draw(_ change: @Sendable (inout Counts) -> Void) {
        let line = counts.withLock { counts in
            change(&counts)
            counts.isShown = isTerminal
            return "\(counts.pages) pages, \(counts.elements) elements, \(counts.pictures) pictures"
        }
        if isTerminal { Console.progress(line) }
    }
}
