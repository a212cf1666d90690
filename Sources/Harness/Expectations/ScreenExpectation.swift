import Foundation
import Scenarios

extension Judge {
    /// What a person sees.
    func screen(_ expected: Scenarios.ScreenExpectation?) -> [Failure] {
        guard let expected else { return [] }
        let screen = outcome.after.screen
        var failures = banner(expected)
        if let redrawn = expected.redrawn {
            failures += check(
                screen.redrawn(since: outcome.before.screen), redrawn, "screen.redrawn", at: expected.position,
                "items redrawn")
        }
        if let albums = expected.albums {
            failures += check(screen.albumCount, albums, "screen.albums", at: expected.position, "albums in the grid")
        }
        let tiles = screen.views.values.flatMap(\.self)
        let texts = Set(tiles.flatMap(\.texts))
        for text in expected.shows where !texts.contains(text.value) {
            var message = "nothing on the screen shows \"\(text.value)\""
            if let longer = texts.sorted().first(where: { $0.contains(text.value) }) {
                message += " and no more; \"\(longer)\" has it in it"
            }
            failures.append(Failure("screen.shows", at: "\(text.position)", message))
        }
        for text in expected.hides {
            // A title may stand in a line with others, as an album's does beside its track.
            guard let shown = texts.sorted().first(where: { $0.contains(text.value) }) else { continue }
            failures.append(Failure("screen.hides", at: "\(text.position)", "the screen shows \"\(shown)\""))
        }
        failures += wornTwice(tiles, at: expected.position)
        if let pictures = expected.pictures {
            failures += check(
                tiles.count { $0.picture != nil }, pictures, "screen.pictures", at: expected.position,
                "tiles with a picture")
        }
        return failures + order(expected.order) + lastRefreshed(expected.lastRefreshed)
    }

    /// An item wears the same picture in every view.
    private func wornTwice(_ tiles: [SubjectTile], at position: SourcePosition) -> [Failure] {
        let pictures = Dictionary(grouping: tiles, by: \.key).mapValues { Set($0.map(\.picture)) }
        let torn = pictures.filter { $0.value.count > 1 }.map(\.key)
        guard !torn.isEmpty else { return [] }
        let message = "one view shows one picture and another view another one of \(outcome.names.names(torn))"
        return [Failure("screen.pictures", at: "\(position)", message)]
    }

    /// Some view shows these items in this order, with nothing between them.
    private func order(_ expected: [ItemReference]) -> [Failure] {
        guard let first = expected.first else { return [] }
        let keys = expected.compactMap { outcome.names.key($0) }
        let views = outcome.after.screen.views
        guard !views.values.contains(where: { $0.map(\.key).firstRange(of: keys) != nil }) else { return [] }
        let shown = views.filter { view in view.value.contains { keys.contains($0.key) } }.sorted { $0.key < $1.key }
        let evidence = shown.map { view in
            "\(view.key): " + view.value.map { outcome.names.name($0.key) }.joined(separator: ", ")
        }
        let message = "no view shows these \(keys.count) items one after the other"
        return [Failure("screen.order", at: "\(first.position)", message, evidence: evidence)]
    }

    private func banner(_ expected: Scenarios.ScreenExpectation) -> [Failure] {
        let wanted: String? =
            switch expected.banner?.value {
            case .outcome(let outcome): outcome.rawValue
            case .some(.none), nil: nil
            }
        guard outcome.after.screen.banner != wanted else { return [] }
        let position = expected.banner?.position ?? expected.position
        let message = "expected \(wanted ?? "no banner"), the banner says \(outcome.after.screen.banner ?? "nothing")"
        return [Failure("screen.banner", at: "\(position)", message)]
    }

    private func lastRefreshed(_ expected: Located<LastRefreshed>?) -> [Failure] {
        guard let expected else { return [] }
        let shown = outcome.after.screen.lastRefreshed
        let holds =
            switch expected.value {
            case .now: shown.map { abs($0.timeIntervalSince1970 - outcome.now) < 1 } ?? false
            case .unchanged: shown == outcome.before.screen.lastRefreshed
            case .never: shown == nil
            }
        guard !holds else { return [] }
        let found = shown.map { "\(Int(outcome.now - $0.timeIntervalSince1970)) s ago" } ?? "never"
        let message = "expected the last refresh to be \(expected.value.rawValue), the client says \(found)"
        return [Failure("screen.lastRefreshed", at: "\(expected.position)", message)]
    }
}
