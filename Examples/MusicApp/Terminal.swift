import Foundation
import LibraryModel
import LibrarySync

/// A terminal in place of a window: shows what the session says is on the screen, and does what is typed.
struct Terminal {
    let session: LibrarySession
    let folder: URL
    /// What was printed last: what differs from it is redrawn.
    private var shown: Screen?
    /// The view that is open besides the grid.
    private var open: ViewID?

    init(session: LibrarySession, folder: URL) {
        self.session = session
        self.folder = folder
    }

    /// Prints what looks otherwise than before.
    mutating func redraw() async {
        let screen = await session.screen
        for line in Rendering.changes(from: shown, to: screen) { print(line) }
        shown = screen
        // Whoever reads from a pipe sees it now, too.
        fflush(nil)
    }

    /// Does what a line says; what is wrong is told, and nothing ends for it.
    mutating func obey(_ line: String) async {
        do {
            guard let command = Command(line) else {
                if !line.isEmpty {
                    print("? \(line): nothing can be done with that. What can be done:\n\(Command.overview)")
                }
                return
            }
            try await perform(command)
        } catch {
            print("! \(error)")
        }
        // Pictures of what is on the screen come by themselves; an app would follow `session.screens()` meanwhile.
        await session.rest()
        await redraw()
    }

    private mutating func perform(_ command: Command) async throws {
        switch command {
        case .refresh(let inFull): await refresh(inFull)
        case .show(let view): try await show(view)
        case .search(let text): Rendering.lines(try await session.search(text)).forEach { print($0) }
        case .tags(let kind):
            print("\(kind.rawValue)s by albums")
            for tag in try await session.albumTags(kind) { print("  \(tag.tag.name) (\(tag.albumCount))") }
        case .play(let key): try await play(key)
        case .picture(let key):
            guard let picture = try await session.picture(of: key) else { return print("\(key) has no picture.") }
            print("picture of \(key): \(picture.data.count) bytes, \(picture.hash.prefix(12))")
        case .runs: for run in try syncRuns(in: folder, limit: 5) { print(Rendering.line(run)) }
        case .help: print(Command.overview)
        }
    }

    /// A failure needs no word here: the banner tells it, with its advice, until a refresh succeeds.
    private func refresh(_ inFull: Bool) async {
        let result = await session.refresh(.userInitiated, verifyingInFull: inFull)
        let changes = ItemKind.allCases.compactMap { kind -> String? in
            guard let counts = result.counts[kind], counts.new + counts.changed + counts.deleted > 0 else { return nil }
            return "\(kind.plural): \(counts.new) new, \(counts.changed) changed, \(counts.deleted) deleted"
        }
        print("refresh: \(result.outcome)\(changes.isEmpty ? "" : "; " + changes.joined(separator: "; "))")
    }

    private mutating func show(_ view: ViewID) async throws {
        try await session.show(view)
        if let open, open != view { await session.dismiss(open) }
        open = view == .grid(page: 0) ? nil : view
    }

    /// What a player would be given: the file of each track, in order.
    private func play(_ key: RatingKey) async throws {
        guard let (album, tracks) = try await session.album(key) else { return print("There is no album \(key).") }
        print("playing \(album.title)")
        for track in tracks {
            let time = track.duration.map { Duration.milliseconds($0).formatted(.time(pattern: .minuteSecond)) }
            print("  \(track.disc).\(track.index ?? 0) \(track.title) \(time ?? "") \(track.part.key)")
        }
    }
}
