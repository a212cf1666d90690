import Foundation

/// The package's folders, which lie outside of the test target.
enum PackageRoot {
    static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every scenario file, relative to `scenarios/`.
    static let scenarios: [String] = {
        let folder = url.appendingPathComponent("scenarios").path
        let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasSuffix(".control.json") }.sorted()
    }()

    static func scenario(_ name: String) -> String { url.appendingPathComponent("scenarios/\(name)").path }
}
