internal import Foundation

/// A file beside a library that says that damage was found in it.
///
/// Damage shows when a page is read, which may be long after the library was opened. The file may not be moved away
/// under those who have it open, so that the mark makes the next one to open it do so.
struct DamageMark {
    private let file: URL

    init(in folder: URL) { file = folder.appending(path: "library.damaged") }

    /// What was found; nothing where nothing was.
    var reason: String? {
        do { return try String(contentsOf: file, encoding: .utf8) } catch { return nil }
    }

    /// Leaves the mark; where that fails, whoever reads the same page next tries again.
    func leave(_ reason: String) { try? Data(reason.utf8).write(to: file) }

    func remove() throws {
        guard FileManager.default.fileExists(atPath: file.path) else { return }
        try FileManager.default.removeItem(at: file)
    }
}
