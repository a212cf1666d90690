import Foundation
import LibraryModel
import LibrarySync

/// Screens as lines of text.
enum Rendering {
    /// The lines of what differs between two screens: a view that was not there is whole, of others what was redrawn.
    static func changes(from old: Screen?, to new: Screen) -> [String] {
        var lines: [String] = []
        for view in new.views {
            let before = old?[view.id]
            guard before != view else { continue }
            let count = view.count.map { " (\($0) in all)" } ?? ""
            lines.append("\(before == nil ? "==" : "=~") \(view.title)\(count)")
            let gone = before?.tiles.filter { tile in !view.tiles.contains { $0.key == tile.key } } ?? []
            lines += gone.map { "  - \($0.key)  \($0.title)" }
            let redrawn = view.tiles.filter { before?.tiles.contains($0) != true }
            lines += redrawn.map { "  \(before == nil ? "" : "~ ")\(line($0))" }
        }
        if new.banner != old?.banner {
            lines.append(new.banner.map { "! \($0.code): \($0.message) \($0.advice)" } ?? "! all is well again")
        }
        if let date = new.lastRefreshed, date != old?.lastRefreshed {
            lines.append("last refreshed \(date.formatted(.iso8601))")
        }
        return lines
    }

    static func lines(_ found: SearchResults) -> [String] {
        [("artists", found.artists), ("albums", found.albums), ("tracks", found.tracks)].flatMap { name, tiles in
            ["\(name): \(tiles.count) found"] + tiles.map { "  \(line($0))" }
        }
    }

    static func line(_ run: RunSummary) -> String {
        let counts = run.counts.values
        let (new, changed) = (counts.reduce(0) { $0 + $1.new }, counts.reduce(0) { $0 + $1.changed })
        return "run \(run.id) \(run.reason.rawValue): \(run.outcome), \(new) new, \(changed) changed, "
            + "\(run.requests) requests"
    }

    private static func line(_ tile: Tile) -> String {
        let subtitle = tile.subtitle.isEmpty ? "" : " (\(tile.subtitle))"
        // Titles may hold line breaks, and a tile is one line here.
        let words = "\(tile.title)\(subtitle)".split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(tile.key)  \(words)\(tile.artwork == nil ? "" : " *")"
    }
}
